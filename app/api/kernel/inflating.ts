import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { HttpRefusal } from "./refused.ts";

/** Content codings that are unpacked (RFC 9110 section 8.4.1); deflate is the zlib format. */
const DECODERS = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;
const TAKEN = "gzip, deflate, br";

/** Text shrinks to a twentieth, repeated text to a hundredth: what grows beyond this was made to. */
const MOST_GROWTH = 300;
const GROWTH_COUNTS_FROM = 1_000_000;
const PIECE = 65_536;

/** Whether a body comes in a content coding that has to be unpacked; refuses `encoded-body` (415) for one nobody here knows, or several on top of each other. */
export function codingOf(headers: Headers): keyof typeof DECODERS | undefined {
  const coding = (headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") return undefined;
  if (!Object.hasOwn(DECODERS, coding)) throw new HttpRefusal(415, "encoded-body", { coding: coding.slice(0, 40) }, { headers: { "accept-encoding": TAKEN } });
  return coding as keyof typeof DECODERS;
}

/**
 * Unpacks a body as it arrives, never more at once than a piece. Refuses `too-large` (413) beyond `cap` bytes, `grows-too-much` (413) for a bomb,
 * and `bad-encoding` (400) for what is not in this coding or is cut off.
 */
export async function* unpacked(coding: keyof typeof DECODERS, packed: AsyncIterable<Uint8Array>, cap: number): AsyncGenerator<Uint8Array> {
  const decoder = DECODERS[coding]({ chunkSize: PIECE });
  const stream = pipeline(Readable.from(packed, { objectMode: false }), decoder, () => undefined);
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > cap) throw new HttpRefusal(413, "too-large", { limit: cap });
      if (size > GROWTH_COUNTS_FROM && size > MOST_GROWTH * decoder.bytesWritten) throw new HttpRefusal(413, "grows-too-much", { limit: MOST_GROWTH });
      yield piece;
    }
  } catch (error) {
    if (isCoding(error)) throw new HttpRefusal(400, "bad-encoding", { coding });
    throw error;
  }
}

/** What zlib throws for bytes that are not in its format, or that end too early. */
function isCoding(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^(?:Z_|ERR__ERROR|ERR_BROTLI|ERR_)/.test(error.code) && !error.code.startsWith("ERR_STREAM");
}

import { Refusal } from "#lib/access/refusal";
import { codingOf, unpacked } from "./inflating.ts";
import { readJson } from "./json.ts";
import { HttpRefusal } from "./refused.ts";

/** The most bytes of one body, and of a batch. */
export const BODY_CAP = 1_000_000;
export const BATCH_CAP = 100_000_000;
/** How much of a body that is too large is read and thrown away, so that its sender gets to read why. */
const DRAINED = 128_000_000;

/**
 * Reads a body whole, up to `cap` bytes. Refuses `too-large` (413), `encoded-body` (415), `too-slow` (408), and `truncated` where fewer bytes came
 * than were announced.
 */
export async function readBytes(request: Request, cap: number = BODY_CAP, pace: Pace = PACE): Promise<Uint8Array> {
  checkHeaders(request, cap);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(request, pace)) {
    size += chunk.length;
    if (size > Math.max(cap, DRAINED)) break;
    if (size <= cap) chunks.push(chunk);
  }
  if (size > cap) throw tooLarge(cap);
  const announced = request.headers.get("content-length");
  if (announced !== null && size < Number(announced)) throw truncated(size);
  return Buffer.concat(chunks);
}

/** As readBytes, of a body that may be packed by gzip, deflate or Brotli; `cap` is for what it unpacks to. Refuses `grows-too-much` (413) and `bad-encoding` too. */
export async function readUnpacked(request: Request, cap: number, pace: Pace = PACE): Promise<Uint8Array> {
  const coding = codingOf(request.headers);
  if (coding === undefined) return readBytes(request, cap, pace);
  checkLength(request, cap);
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(coding, bodyChunks(request, pace), cap)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** How slowly a body may come: after `graceMs`, an average of `bytesPerSecond` from its beginning, and no pause longer than `pauseMs`. */
export type Pace = { readonly graceMs: number; readonly bytesPerSecond: number; readonly pauseMs: number };
const PACE: Pace = { graceMs: 10_000, bytesPerSecond: 1000, pauseMs: 20_000 };

/** The chunks of a body as they arrive; a connection that breaks off is `truncated`, one that trickles `too-slow` (408). */
export async function* bodyChunks(request: Request, pace: Pace = PACE): AsyncGenerator<Uint8Array> {
  if (request.body === null) return;
  const reader = request.body.getReader();
  const begun = performance.now();
  let size = 0;
  try {
    for (;;) {
      const due = Math.max(pace.graceMs, (size / pace.bytesPerSecond) * 1000) - (performance.now() - begun);
      const { done, value } = await inTime(reader.read(), Math.min(pace.pauseMs, due), size);
      if (done) return;
      size += value.length;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** Waits for the next chunk for so many milliseconds. */
async function inTime<Chunk>(next: Promise<Chunk>, ms: number, size: number): Promise<Chunk> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new HttpRefusal(408, "too-slow", { bytes: size }, { headers: { connection: "close" } })), Math.max(0, ms));
  });
  const whole = next.catch(() => {
    throw truncated(size);
  });
  return Promise.race([whole, late]).finally(() => clearTimeout(timer));
}

/** Refuses by the headers alone: a body announced larger than `cap`, or packed by a content coding. */
export function checkHeaders(request: Request, cap: number): void {
  const coding = request.headers.get("content-encoding");
  if (coding !== null && coding.toLowerCase() !== "identity") throw new HttpRefusal(415, "encoded-body", { coding }, { headers: { "accept-encoding": "identity" } });
  checkLength(request, cap);
}

function checkLength(request: Request, cap: number): void {
  if (Number(request.headers.get("content-length") ?? 0) > cap) throw tooLarge(cap);
}

/** Reads bytes as UTF-8 JSON. Refuses `not-utf8` with the encoding it looks like, and all that readJson stops at, with the offset. */
export function jsonOf(bytes: Uint8Array): unknown {
  const read = readJson(utf8Of(bytes));
  if (read.ok) return read.value;
  const facts = { offset: read.offset };
  throw new Refusal("bad-input", read.code, facts, [{ pointer: read.pointer, code: read.code, detail: `${DETAILS[read.code]} (offset ${read.offset})` }]);
}

const DETAILS = {
  "malformed-json": "This is not JSON from here on",
  truncated: "The text ends before the value is whole",
  "too-deep": "Nested more than 64 levels deep",
  "unsafe-number": "A number beyond 2^53 is rounded by many readers: write it as a string",
  "duplicate-key": "This name stands twice in one object",
  "nul-character": "U+0000 cannot be stored in a text",
  "lone-surrogate": "Half of a surrogate pair is no character",
} as const;

function utf8Of(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const offset = firstForeignByte(bytes);
    if (offset === bytes.length) throw truncated(bytes.length);
    const facts = { offset, looksLike: looksLike(bytes) };
    throw new Refusal("bad-input", "not-utf8", facts, [{ pointer: "", code: "not-utf8", detail: `Byte ${offset} is not UTF-8; the text reads as ${facts.looksLike}. Send it as UTF-8.` }]);
  }
}

/** How many leading bytes are UTF-8, complete or cut off inside a character. */
function firstForeignByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (startsAsUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function startsAsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function looksLike(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff) return "UTF-16";
  try {
    return /\p{Script=Han}/u.test(new TextDecoder("gb18030", { fatal: true }).decode(bytes)) ? "GBK (GB 18030)" : "another encoding";
  } catch {
    return "another encoding";
  }
}

function tooLarge(cap: number): HttpRefusal {
  return new HttpRefusal(413, "too-large", { limit: cap });
}

function truncated(size: number): Refusal {
  return new Refusal("bad-input", "truncated", { offset: size }, [{ pointer: "", code: "truncated", detail: `The body was cut off after ${size} bytes; send it again whole.` }]);
}

import { HttpRefusal } from "../kernel/refused.ts";
import { BATCH_CAP, BODY_CAP } from "../kernel/body.ts";
import { Refusal } from "#lib/access/refusal";

/** One line of a batch by its place (1 is the first), as bytes; or why the line cannot be taken. */
export type RawLine = { readonly line: number; readonly bytes: Uint8Array } | { readonly line: number; readonly refused: Refusal };

const NEWLINE = 0x0a;

/**
 * Cuts NDJSON into lines, a list for each chunk that arrives. Empty lines have no result. A line over 1 MB is refused and skipped
 * (`too-large`); past 100 MB the rest is not read; where the connection breaks, the line it broke in is `truncated`.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawLine[]> {
  const cutter = new Cutter();
  try {
    for await (const chunk of chunks) {
      yield cutter.take(chunk);
      if (cutter.full) return;
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield [{ line: cutter.line, refused: error }];
    return;
  }
  yield cutter.rest();
}

class Cutter {
  line = 1;
  full = false;
  #size = 0;
  #held: Uint8Array[] = [];
  #length = 0;

  take(chunk: Uint8Array): RawLine[] {
    this.#size += chunk.length;
    if (this.#size > BATCH_CAP) {
      this.full = true;
      return [{ line: this.line, refused: tooLarge(BATCH_CAP) }];
    }
    const lines: RawLine[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#hold(chunk.subarray(start, end));
      lines.push(...this.rest());
      this.line++;
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return lines;
  }

  /** The line held so far, when there is one. */
  rest(): RawLine[] {
    const bytes = Buffer.concat(this.#held);
    const oversize = this.#length > BODY_CAP;
    this.#held = [];
    this.#length = 0;
    if (oversize) return [{ line: this.line, refused: tooLarge(BODY_CAP) }];
    return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d) ? [] : [{ line: this.line, bytes }];
  }

  #hold(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length <= BODY_CAP) this.#held.push(part);
    else this.#held = [];
  }
}

function tooLarge(limit: number): Refusal {
  return new HttpRefusal(413, "too-large", { limit });
}

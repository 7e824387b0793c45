/**
 * Where each value of a JSON text stands: its line, from 1, by its JSON pointer (RFC 6901). A member's line is that of its name. Empty when the text is no JSON.
 */
export function pointerLines(text: string): ReadonlyMap<string, number> {
  const scanner = new Scanner(text);
  return scanner.value("", undefined) && scanner.ended() ? scanner.lines : new Map();
}

/** The line of a pointer, or of the nearest thing around it that is there: what is missing has no line of its own. Undefined when nothing is known. */
export function lineOf(lines: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const line = lines.get(at);
    if (line !== undefined || at === "") return line;
  }
}

const DEEPEST = 100;
const STRING = /"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const WORD = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Scanner {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;
  #line = 1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Passes one value, and notes its line, or that of its name; false when there is none. */
  value(pointer: string, line: number | undefined): boolean {
    this.#space();
    this.lines.set(pointer, line ?? this.#line);
    const first = this.#text[this.#at];
    if (first === "{") return this.#nested("}", () => this.#member(pointer));
    let index = 0;
    if (first === "[") return this.#nested("]", () => this.value(`${pointer}/${index++}`, undefined));
    return this.#pass(first === '"' ? STRING : WORD) !== undefined;
  }

  /** Whether nothing but space is left. */
  ended(): boolean {
    this.#space();
    return this.#at === this.#text.length;
  }

  #member(pointer: string): boolean {
    this.#space();
    const line = this.#line;
    const name = this.#pass(STRING);
    if (name === undefined || !this.#next(":")) return false;
    return this.value(`${pointer}/${String(JSON.parse(name)).replaceAll("~", "~0").replaceAll("/", "~1")}`, line);
  }

  #nested(end: string, part: () => boolean): boolean {
    if (++this.#depth > DEEPEST) return false;
    this.#at++;
    if (!this.#next(end)) {
      do if (!part()) return false;
      while (this.#next(","));
      if (!this.#next(end)) return false;
    }
    this.#depth--;
    return true;
  }

  #next(wanted: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== wanted) return false;
    this.#at++;
    return true;
  }

  #pass(what: RegExp): string | undefined {
    what.lastIndex = this.#at;
    const found = what.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #space(): void {
    for (; ; this.#at++) {
      const character = this.#text[this.#at];
      if (character === "\n") this.#line++;
      else if (character !== " " && character !== "\t" && character !== "\r") return;
    }
  }
}

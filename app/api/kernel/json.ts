import { pointerOf } from "#lib/access/parsing";

/** Why a text is not the JSON this interface takes: where it stopped (UTF-16 offset), where in the value (JSON pointer), and what. */
export type JsonProblem = {
  readonly ok: false;
  readonly code: "malformed-json" | "truncated" | "too-deep" | "unsafe-number" | "duplicate-key" | "nul-character" | "lone-surrogate";
  readonly offset: number;
  readonly pointer: string;
};
export type ReadJson = { readonly ok: true; readonly value: unknown } | JsonProblem;

const DEEPEST = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, unknown])[] = [["true", true], ["false", false], ["null", null]];
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Reads JSON (RFC 8259) as I-JSON (RFC 7493): no number beyond 2^53 that would be rounded, no name twice in an object,
 * no lone surrogate; and no U+0000, which no text column holds. An end before the value is whole is `truncated`.
 */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text);
  try {
    return { ok: true, value: reader.document() };
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, code: error.code, offset: error.offset, pointer: pointerOf(reader.path) };
    throw error;
  }
}

class Stopped extends Error {
  readonly code: JsonProblem["code"];
  readonly offset: number;
  constructor(code: JsonProblem["code"], offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}

class Reader {
  readonly path: PropertyKey[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw new Stopped("malformed-json", this.#at);
    return value;
  }

  #value(): unknown {
    this.#space();
    const first = this.#text[this.#at];
    if (this.path.length >= DEEPEST && (first === "{" || first === "[")) throw new Stopped("too-deep", this.#at);
    if (first === "{") return this.#object();
    if (first === "[") return this.#array();
    if (first === '"') return this.#string();
    for (const [word, value] of WORDS) if (this.#word(word)) return value;
    return this.#number();
  }

  #object(): Record<string, unknown> {
    const members: [string, unknown][] = [];
    const names = new Set<string>();
    this.#at++;
    if (this.#next("}")) return {};
    do {
      this.#space();
      const start = this.#at;
      if (this.#text[start] !== '"') this.#unexpected();
      const name = this.#string();
      this.path.push(name);
      if (names.has(name)) throw new Stopped("duplicate-key", start);
      names.add(name);
      if (!this.#next(":")) this.#unexpected();
      members.push([name, this.#value()]);
      this.path.pop();
    } while (this.#next(","));
    if (!this.#next("}")) this.#unexpected();
    return Object.fromEntries(members);
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    if (this.#next("]")) return items;
    do {
      this.path.push(items.length);
      items.push(this.#value());
      this.path.pop();
    } while (this.#next(","));
    if (!this.#next("]")) this.#unexpected();
    return items;
  }

  #string(): string {
    const start = this.#at++;
    let plain = this.#at;
    let text = "";
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        text += this.#text.slice(plain, this.#at) + this.#escape();
        plain = this.#at;
      } else if (code < 0x20 || Number.isNaN(code)) this.#unexpected();
      else this.#at++;
    }
    text += this.#text.slice(plain, this.#at++);
    if (text.includes("\0")) throw new Stopped("nul-character", start);
    if (!text.isWellFormed()) throw new Stopped("lone-surrogate", start);
    return text;
  }

  #escape(): string {
    const letter = this.#text[++this.#at];
    if (letter === "u") {
      const digits = /^[0-9a-fA-F]*/.exec(this.#text.slice(this.#at + 1, this.#at + 5))?.[0] ?? "";
      this.#at += 1 + digits.length;
      if (digits.length < 4) this.#unexpected();
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const meant = letter === undefined ? undefined : ESCAPES[letter];
    if (meant === undefined) this.#unexpected();
    this.#at++;
    return meant;
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const written = NUMBER.exec(this.#text)?.[0];
    if (written === undefined) {
      if (this.#text[this.#at] === "-" && this.#at + 1 === this.#text.length) this.#at++;
      this.#unexpected();
    }
    const value = Number(written);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Stopped("unsafe-number", this.#at);
    this.#at += written.length;
    if (/^(?:\.|[eE][+-]?)$/.test(this.#text.slice(this.#at, this.#at + 3))) this.#at = this.#text.length;
    return value;
  }

  #word(word: string): boolean {
    if (this.#text.startsWith(word, this.#at)) {
      this.#at += word.length;
      return true;
    }
    const rest = this.#text.slice(this.#at, this.#at + word.length);
    if (rest !== "" && this.#at + rest.length === this.#text.length && word.startsWith(rest)) throw new Stopped("truncated", this.#text.length);
    return false;
  }

  /** Steps over a mark after white space, when it is the next thing. */
  #next(mark: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #unexpected(): never {
    throw new Stopped(this.#at >= this.#text.length ? "truncated" : "malformed-json", this.#at);
  }
}

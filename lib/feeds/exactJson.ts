/** A number that JavaScript cannot hold exactly, kept as it was written. `JSON.stringify` writes it back unchanged. */
export type ExactNumber = { readonly rawJSON: string };

/** The two functions of ECMAScript's JSON source text access that TypeScript's library does not declare yet. */
type SourceAccess = {
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
};

const source = JSON as unknown as SourceAccess;

/** How deep a body may nest; EPCIS itself needs seven levels, and the rest is for extensions. */
export const DEEPEST = 64;

/** Why a text is not taken as JSON; `detail` says where. */
export type JsonProblem = { readonly ok: false; readonly code: "malformed-json" | "too-deep" | "number-out-of-range"; readonly detail: string };

/** More digits, or a greater power of ten, than any quantity has; a number beyond is refused. */
const LONGEST_NUMBER = 300;

class NumberOutOfRange extends Error {}

/**
 * Reads JSON without rounding: a number that a double does not hold exactly, such as 9007199254740993, comes as an ExactNumber.
 * Nesting beyond DEEPEST is refused before anything recursive looks at it.
 */
export function readJson(text: string): { readonly ok: true; readonly value: unknown } | JsonProblem {
  const { deepest, rounded } = lookThrough(text);
  if (deepest > DEEPEST) return { ok: false, code: "too-deep", detail: `the body nests more than ${DEEPEST} levels` };
  try {
    return { ok: true, value: rounded ? source.parse(text, (_key, value, { source: written }) => exact(value, written)) : JSON.parse(text) };
  } catch (error) {
    if (error instanceof NumberOutOfRange) return { ok: false, code: "number-out-of-range", detail: error.message };
    if (error instanceof SyntaxError) return { ok: false, code: "malformed-json", detail: error.message };
    throw error;
  }
}

/** Whether a value is a number JavaScript cannot hold. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === "object" && value !== null && "rawJSON" in value && source.isRawJSON(value);
}

/** The text of a number as JSON has it; undefined when the value is none. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return isExactNumber(value) ? value.rawJSON : undefined;
}

/** A decimal of XML Schema (`+5`, `05`, `.5`, `5.`, `1e3`) as a JSON number, exact where a double is not; undefined when the text is none that can be reckoned with. */
export function exactNumber(text: string): unknown {
  const parts = /^([+-]?)0*(?=[\d.])(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (parts === null || text.length > LONGEST_NUMBER || !/\d/.test(text)) return undefined;
  const [, sign, whole = "", fraction = "", power] = parts;
  const written = `${sign === "-" ? "-" : ""}${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}${power === undefined ? "" : `e${power}`}`;
  const number = Number(written);
  return canonical(String(number)) === canonical(written) ? number : source.rawJSON(written);
}

function exact(value: unknown, written: string | undefined): unknown {
  if (typeof value !== "number" || written === undefined || canonical(String(value)) === canonical(written)) return value;
  if (written.length > LONGEST_NUMBER || Math.abs(Number(/[eE](.+)$/.exec(written)?.[1] ?? "0")) > LONGEST_NUMBER) throw new NumberOutOfRange(`${written.slice(0, 40)} is more than can be reckoned with`);
  return source.rawJSON(written);
}

/** Digits and power of ten of a decimal, so that 1.50, 1.5 and 15e-1 are the same. */
function canonical(text: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  return kept === "" ? "0" : `${sign}${kept}e${Number(power) - fraction.length + (digits.length - kept.length)}`;
}

/** Digits and signs that a double may not hold as they are written. */
const PLAIN_DIGITS = 15;

/** How deep a text nests, and whether it has a number that may be rounded: one of more digits than PLAIN_DIGITS, or with an exponent. */
function lookThrough(text: string): { readonly deepest: number; readonly rounded: boolean } {
  let [depth, deepest, digits, rounded] = [0, 0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      if (++digits > PLAIN_DIGITS) rounded = true;
    } else if (code === 0x22) {
      digits = 0;
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) {
      depth--;
      digits = 0;
    } else if (code === 0x2c) digits = 0;
    else if (digits > 0 && (code === 0x65 || code === 0x45)) rounded = true;
  }
  return { deepest, rounded };
}

/** Where the string that begins here ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && text.charCodeAt(end - 1) === 0x5c) {
    let before = end - 1;
    while (text.charCodeAt(before - 1) === 0x5c) before--;
    if ((end - before) % 2 === 0) break;
    end = text.indexOf('"', end + 1);
  }
  return end < 0 ? text.length : end;
}

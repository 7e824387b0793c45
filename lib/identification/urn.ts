import { percentDecode } from "./characters.ts";
import { checkDigit } from "./check-digit.ts";
import { location, logisticUnit, partyOf, tradeItem } from "./key.ts";
import type { Key, ReadKey } from "./key.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

type Shape = { readonly prefix: string; readonly digits: number; readonly leading: boolean };

/** The EPC URNs of the keys (EPC Tag Data Standard 6.3): digits before the check digit, and whether the reference begins with the key's first digit. */
const SHAPES = {
  gtin: { prefix: "urn:epc:idpat:sgtin:", digits: 13, leading: true },
  lgtin: { prefix: "urn:epc:class:lgtin:", digits: 13, leading: true },
  sgtin: { prefix: "urn:epc:id:sgtin:", digits: 13, leading: true },
  sscc: { prefix: "urn:epc:id:sscc:", digits: 17, leading: true },
  sgln: { prefix: "urn:epc:id:sgln:", digits: 12, leading: false },
  pgln: { prefix: "urn:epc:id:pgln:", digits: 12, leading: false },
} satisfies Record<string, Shape>;

/** Writes a key as an EPC URN; no key tells the length of its company prefix, so it is given (6 to 12, else `RangeError`). A GTIN becomes the pattern of all its serials. */
export function toUrn(key: Key, companyPrefixLength: number): string {
  if (!Number.isInteger(companyPrefixLength) || companyPrefixLength < 6 || companyPrefixLength > 12) {
    throw new RangeError(`a GS1 company prefix has 6 to 12 digits, not ${companyPrefixLength}`);
  }
  switch (key.scheme) {
    case "gtin":
      return `${split(SHAPES.gtin, key.gtin, companyPrefixLength)}.*`;
    case "lgtin":
      return `${split(SHAPES.lgtin, key.gtin, companyPrefixLength)}.${escape(key.lot)}`;
    case "sgtin":
      return `${split(SHAPES.sgtin, key.gtin, companyPrefixLength)}.${escape(key.serial)}`;
    case "sscc":
      return split(SHAPES.sscc, key.sscc, companyPrefixLength);
    case "gln":
      return `${split(SHAPES.sgln, key.gln, companyPrefixLength)}.0`;
    case "sgln":
      return `${split(SHAPES.sgln, key.gln, companyPrefixLength)}.${escape(key.extension)}`;
    case "pgln":
      return split(SHAPES.pgln, key.gln, companyPrefixLength);
  }
}

/** The shapes by what stands between `urn:epc:` and the company prefix. */
const BY_NAME = new Map(Object.entries(SHAPES).map(([scheme, shape]) => [shape.prefix.slice("urn:epc:".length, -1), { ...shape, scheme }]));

/** Reads an EPC URN of a supported key. An SGLN whose extension is `0` is the place itself. The check digit is reckoned, the company prefix's length told. */
export function readUrn(urn: string): ReadKey | KeyProblem {
  const named = urn.indexOf(":", urn.indexOf(":", 8) + 1);
  const shape = /^urn:epc:/i.test(urn) ? BY_NAME.get(urn.slice(8, named)) : undefined;
  if (shape === undefined) return refuseKey("unknown-scheme", `${urn.slice(0, 40)} is not an EPC URN of a trade item, lot, logistic unit, place or party`);
  const point = urn.indexOf(".", named);
  if (point < 0) return refuseKey("bad-length", "the company prefix and the reference are parted by a point");
  const second = urn.indexOf(".", point + 1);
  const prefix = urn.slice(named + 1, point);
  const reference = second < 0 ? urn.slice(point + 1) : urn.slice(point + 1, second);
  if (!DIGITS.test(prefix) || !DIGITS.test(reference)) return refuseKey("not-digits", `a company prefix and a reference are digits, read ${prefix}.${reference}`);
  if (prefix.length < 6 || prefix.length > 12) return refuseKey("bad-length", `a company prefix has 6 to 12 digits, read ${prefix.length}`);
  if (prefix.length + reference.length !== shape.digits) return refuseKey("bad-length", `company prefix and reference have ${shape.digits} digits, read ${prefix.length + reference.length}`);
  const qualified = shape.scheme !== "sscc" && shape.scheme !== "pgln";
  if (!qualified && second >= 0) return refuseKey("bad-length", "nothing follows the reference");
  if (qualified && second < 0) return refuseKey("bad-length", "the lot, serial or extension is missing");
  const body = shape.leading ? `${reference.slice(0, 1)}${prefix}${reference.slice(1)}` : `${prefix}${reference}`;
  const read = keyOfUrn(shape.scheme, `${body}${checkDigit(body)}`, second < 0 ? "" : urn.slice(second + 1));
  return read.ok ? { ...read, companyPrefixLength: prefix.length } : read;
}

const DIGITS = /^\d*$/;

function keyOfUrn(scheme: string, digits: string, raw: string): ReadKey | KeyProblem {
  const value = percentDecode(raw);
  if (value === undefined || /["&/<>?]/.test(raw)) return refuseKey("bad-character", `${raw} is not escaped as EPC URNs demand`);
  switch (scheme) {
    case "gtin":
      return raw === "*" ? tradeItem(digits, {}) : refuseKey("unknown-scheme", "only a pattern of all serials, .*, stands for a GTIN");
    case "lgtin":
      return tradeItem(digits, { lot: value });
    case "sgtin":
      return tradeItem(digits, { serial: value });
    case "sscc":
      return logisticUnit(digits);
    case "sgln":
      return location(digits, raw === "0" ? undefined : value);
    default:
      return partyOf(digits);
  }
}

function split(shape: Shape, key: string, companyPrefixLength: number): string {
  const body = key.slice(0, -1);
  const [first, rest] = shape.leading ? [body.slice(0, 1), body.slice(1)] : ["", body];
  return `${shape.prefix}${rest.slice(0, companyPrefixLength)}.${first}${rest.slice(companyPrefixLength)}`;
}

/** EPC URNs escape these characters of set 82 and leave the others (Tag Data Standard, table A-1). */
function escape(text: string): string {
  return text.replace(/["%&/<>?]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

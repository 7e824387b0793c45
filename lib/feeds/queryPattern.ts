import { checkDigit } from "#lib/identification/check-digit";
import { readIdentifier } from "./identifier.ts";

/** Texts from one to another, both included. */
export type Range = { readonly from: string; readonly to: string };

/**
 * Identifiers of one form: a regular expression over the canonical text, and the ranges of GTINs or of canonical texts in which all of
 * them lie, so that an index finds them; none where they lie anywhere.
 */
export type ItemPattern = { readonly form: string; readonly gtins?: readonly Range[]; readonly items?: readonly Range[] };

/** EPC schemes whose key is a company prefix and a reference: the path before the digits, and what follows them. */
const NUMERIC: Readonly<Record<string, { readonly before: string; readonly digits: number; readonly tail: string }>> = {
  sgln: { before: "414/", digits: 13, tail: "(/254/.+)?$" },
  pgln: { before: "417/", digits: 13, tail: "$" },
  grai: { before: "8003/0", digits: 13, tail: "" },
  gdti: { before: "253/", digits: 13, tail: "" },
  sgcn: { before: "255/", digits: 13, tail: "" },
  gsrn: { before: "8018/", digits: 18, tail: "$" },
  gsrnp: { before: "8017/", digits: 18, tail: "$" },
  gsin: { before: "402/", digits: 17, tail: "$" },
};
/** Schemes whose reference follows the company prefix as it is. */
const PLAIN: Readonly<Record<string, string>> = { giai: "8004/", ginc: "401/", cpi: "8010/" };

/**
 * Reads a pattern of EPCs, `urn:epc:idpat:sgtin:3012345.*.*`: the parts from some point on are `*` (EPCIS 2.0 section 8.2.7.1.1). Looking for
 * classes, a pattern of serials stands for the trade item and its lots. Undefined when it is no pattern that can be read.
 */
export function patternOf(uri: string, classes: boolean): ItemPattern | undefined {
  const [, scheme = "", text = ""] = /^urn:epc:idpat:([a-z]+):(.+)$/.exec(uri) ?? [];
  const parts = text.split(".");
  const open = parts.indexOf("*");
  if (scheme === "" || open < 0 || parts.slice(open).some((part) => part !== "*")) return undefined;
  const fixed = parts.slice(0, open);
  const [company = "", reference = ""] = fixed;
  if (scheme === "sgtin" || scheme === "lgtin" || scheme === "upui") return tradeItems(company, reference, fixed.length, classTail(scheme, classes));
  const numeric = Object.hasOwn(NUMERIC, scheme) ? NUMERIC[scheme] : undefined;
  const before = Object.hasOwn(PLAIN, scheme) ? PLAIN[scheme] : undefined;
  if (scheme !== "sscc" && numeric === undefined && before === undefined) return ownScheme(scheme, fixed);
  if (fixed.length > 0 && !/^\d{6,12}$/.test(company)) return undefined;
  if (scheme === "sscc") return fixed.length > 1 ? undefined : leading("00/", company, 18, "$");
  if (numeric !== undefined) return fixed.length > 2 || !/^\d*$/.test(reference) ? undefined : digitsOf(numeric, `${company}${reference}`);
  return { form: `^${before}${escaped(fixed.join(""))}`, ...(company === "" ? {} : { items: [rangeOf(`${before}${company}`)] }) };
}

function classTail(scheme: string, classes: boolean): string {
  if (scheme === "upui") return "/235/.+$";
  if (scheme === "lgtin") return "/10/.+$";
  return classes ? "(/10/.+)?$" : "/21/.+$";
}

function tradeItems(company: string, reference: string, fixed: number, tail: string): ItemPattern | undefined {
  if (fixed === 0) return { form: `^01/[0-9]{14}${tail}` };
  if (!/^\d{6,12}$/.test(company)) return undefined;
  if (fixed === 1) {
    const rest = 14 - 1 - company.length;
    const gtins = INDICATORS.map((first) => ({ from: `${first}${company}${"0".repeat(rest)}`, to: `${first}${company}${"9".repeat(rest)}` }));
    return { form: `^01/[0-9]${company}[0-9]{${rest}}${tail}`, gtins };
  }
  if (fixed > 2 || !/^\d+$/.test(reference) || company.length + reference.length !== 13) return undefined;
  const body = `${reference.slice(0, 1)}${company}${reference.slice(1)}`;
  const gtin = `${body}${checkDigit(body)}`;
  return { form: `^01/${gtin}${tail}`, gtins: [{ from: gtin, to: gtin }] };
}

const INDICATORS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

function leading(before: string, company: string, digits: number, tail: string): ItemPattern {
  if (company === "") return { form: `^${before}[0-9]{${digits}}${tail}` };
  return { form: `^${before}[0-9]${company}[0-9]{${digits - 1 - company.length}}${tail}`, items: INDICATORS.map((first) => rangeOf(`${before}${first}${company}`)) };
}

function digitsOf({ before, digits, tail }: { readonly before: string; readonly digits: number; readonly tail: string }, known: string): ItemPattern | undefined {
  if (known.length >= digits) return undefined;
  return { form: `^${before}${known}[0-9]{${digits - known.length}}${tail}`, ...(known === "" ? {} : { items: [rangeOf(`${before}${known}`)] }) };
}

/** A scheme that is no GS1 key here: such identifiers stand as they were sent. */
function ownScheme(scheme: string, fixed: readonly string[]): ItemPattern {
  return { form: `^urn:epc:id:${scheme}:${fixed.map((part) => `${escaped(part)}\\.`).join("")}` };
}

/** A range that holds all texts that begin with one that ends in a digit, in whatever order the database sorts letters. */
export function rangeOf(prefix: string): Range {
  const [, before = "", digits = ""] = /^(.*?)(\d+)$/s.exec(prefix) ?? [];
  return { from: prefix, to: `${before}${String(BigInt(digits) + 1n).padStart(digits.length, "0")}` };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What a query looks for among the identifiers of events: any of these, or any of these forms. */
export type Sought = { readonly items: readonly string[]; readonly patterns: readonly ItemPattern[] };

/** Reads the values of a MATCH parameter. Hands back the value that is a pattern and cannot be read. */
export function soughtIn(values: readonly string[], classes: boolean): Sought | { readonly unread: string } {
  const items: string[] = [];
  const patterns: ItemPattern[] = [];
  for (const value of values) {
    const pattern = patternOf(value, classes);
    if (pattern !== undefined) patterns.push(pattern);
    else if (/^urn:epc:idpat:/i.test(value) && value.includes("*")) return { unread: value };
    else items.push(readIdentifier(value.replace(/^urn:epc:idpat:/, "urn:epc:id:")).item);
  }
  return { items, patterns };
}

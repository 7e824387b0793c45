import { checkDigit } from "#lib/identification/check-digit";
import { canonical } from "#lib/identification/key";
import type { ReadKey } from "#lib/identification/key";
import { readKey } from "#lib/identification/notation";
import type { KeyProblem } from "#lib/identification/problem";
import type { Place } from "./event.ts";
import { webLink } from "./link.ts";

/** What is doubtful about an identifier; the event is taken in all the same. */
export type Doubt = { readonly code: string; readonly detail: string; readonly right?: string };

/** An identifier as read: its one form here, and the trade item and lot it tells. `linked` when its form here is the path of its canonical Digital Link. */
export type Identifier = { readonly item: string; readonly gtin: string | null; readonly lot: string | null; readonly linked: boolean; readonly doubt?: Doubt };

const DOMAIN = "https://id.gs1.org/";

/** Digits of a key before its check digit, by application identifier, for keys that are kept but not otherwise read. */
const CHECKED: Readonly<Record<string, number>> = { "253": 12, "255": 12, "402": 16, "8003": 13, "8006": 13, "8017": 17, "8018": 17 };

/** Reads what an event is about. URN and Digital Link spellings of one key get one text; an identifier of the sender's own stays as it is. */
export function readIdentifier(uri: string): Identifier {
  const read = readKey(uri);
  if (read.ok) return known(read, uri);
  const link = webLink(uri);
  if (link === undefined) return { item: uri, gtin: null, lot: null, linked: false, ...(/^urn:epc:(?:id|class|idpat):/i.test(uri) && !isOutsideGs1(uri) ? { doubt: { code: "malformed-epc", detail: read.detail } } : {}) };
  const item = link.slice(DOMAIN.length);
  const doubt = read.code === "unknown-scheme" ? checkDigitDoubt(item) : doubtOf(read);
  return { item, gtin: null, lot: null, linked: true, ...(doubt === undefined ? {} : { doubt }) };
}

function known(read: ReadKey, uri: string): Identifier {
  const { key } = read;
  const gtin = "gtin" in key ? key.gtin : null;
  const item = canonical(key);
  return { item, gtin, lot: key.scheme === "lgtin" ? key.lot : (read.lot ?? null), linked: uri.startsWith("urn:epc:") && !item.includes("%") && !uri.includes("%") };
}

/** EPC schemes that are no GS1 keys, and patterns wider than a class. */
const isOutsideGs1 = (uri: string): boolean => /^urn:epc:id:(?:gid|usdod|adi|bic|imovn):/i.test(uri) || /^urn:epc:idpat:.*\*/i.test(uri);

function doubtOf({ code, detail, right }: KeyProblem): Doubt {
  return { code, detail, ...(right === undefined ? {} : { right }) };
}

function checkDigitDoubt(item: string): Doubt | undefined {
  const [ai = "", value = ""] = item.split("/");
  const digits = CHECKED[ai];
  if (digits === undefined) return undefined;
  const right = checkDigit(value.slice(0, digits));
  return value.charAt(digits) === right ? undefined : { code: "bad-check-digit", detail: `the check digit of ${value.slice(0, digits + 1)} should be ${right}`, right };
}

/**
 * Reads identifiers of one document, each once: `identifier` as readIdentifier does, `link` as webLink. Where an EPC URN has no character
 * that the two forms escape differently, one reading gives both.
 */
export type IdentifierReader = { readonly identifier: (uri: string) => Identifier; readonly link: (uri: string) => string | undefined };

/** Identifiers remembered at once; a document names few more than once, and those near each other. */
const REMEMBERED = 20_000;

/** A reader of identifiers for one document, which reads each spelling once. */
export function identifierReader(): IdentifierReader {
  const identifiers = new Map<string, Identifier>();
  const links = new Map<string, string | undefined>();
  const identifier = (uri: string): Identifier => {
    const before = identifiers.get(uri);
    if (before !== undefined) return before;
    const read = readIdentifier(uri);
    if (identifiers.size >= REMEMBERED) identifiers.clear();
    identifiers.set(uri, read);
    return read;
  };
  const link = (uri: string): string | undefined => {
    if (!uri.startsWith("urn:epc:") && !/^https?:/i.test(uri)) return undefined;
    const read = identifiers.get(uri);
    if (read?.linked === true) return `${DOMAIN}${read.item}`;
    if (links.has(uri)) return links.get(uri);
    const found = webLink(uri);
    if (links.size >= REMEMBERED) links.clear();
    links.set(uri, found);
    return found;
  };
  return { identifier, link };
}

/**
 * Reads a place or party. One without a GLN is taken, and marked: nobody can tell where it is; one that is the key of something else, or malformed, is doubted for that.
 * A GLN with a wrong check digit is doubted, and still names whoever is registered under just these digits.
 */
export function readPlace(uri: string): { readonly place: Place; readonly doubt?: Doubt } {
  const read = readKey(uri);
  if (read.ok && "gln" in read.key) return { place: { gln: read.key.gln, key: canonical(read.key) } };
  const link = webLink(uri)?.slice(DOMAIN.length);
  if (link !== undefined && !/^41[47]\//.test(link)) return { place: { gln: null, key: link }, doubt: { code: "place-is-no-location", detail: `${uri.slice(0, 80)} is the key of something else than a place or party` } };
  if (!read.ok && link !== undefined) return { place: { gln: /^41[47]\/(\d{13})/.exec(link)?.[1] ?? null, key: link }, doubt: doubtOf(read) };
  const place = { gln: null, key: uri };
  if (!read.ok && read.code !== "unknown-scheme") return { place, doubt: { code: /^urn:epc:/i.test(uri) ? "malformed-epc" : read.code, detail: read.detail } };
  return { place, doubt: { code: "unidentified-location", detail: `${uri.slice(0, 80)} has no GLN` } };
}

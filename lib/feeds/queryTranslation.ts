import { toDigitalLink } from "#lib/identification/digital-link";
import type { Key } from "#lib/identification/key";
import { readKey } from "#lib/identification/notation";
import { toUrn } from "#lib/identification/urn";
import { readJson } from "./exactJson.ts";
import { webLink } from "./link.ts";

/** How identifiers are spelled on their way out (EPCIS 2.0 section 12.7.2, header GS1-EPC-Format). */
export const EPC_FORMATS = ["No_Preference", "Always_GS1_Digital_Link", "Always_EPC_URN", "Never_Translates"] as const;
export type EpcFormat = (typeof EPC_FORMATS)[number];

/** The length of the company prefix in these digits of a key (without a leading indicator); undefined where nobody has told. */
export type PrefixLengths = (digits: string) => number | undefined;

const unknownLengths: PrefixLengths = () => undefined;

/** An identifier in another spelling. A Digital Link does not tell its company prefix: where that is not known, it stays one. */
export function translatedUri(uri: string, format: EpcFormat, lengths: PrefixLengths = unknownLengths): string {
  if (format === "Always_GS1_Digital_Link") return /^urn:epc:/i.test(uri) ? linkOf(uri) : uri;
  if (format !== "Always_EPC_URN" || !/^https?:/i.test(uri)) return uri;
  const read = readKey(uri);
  const length = read.ok ? lengths(companyDigits(read.key)) : undefined;
  return read.ok && length !== undefined ? toUrn(read.key, length) : uri;
}

function linkOf(urn: string): string {
  const read = readKey(urn);
  return read.ok ? toDigitalLink(read.key) : (webLink(urn) ?? urn);
}

/** The digits of a key from its company prefix on. */
function companyDigits(key: Key): string {
  if ("gtin" in key) return key.gtin.slice(1);
  return "sscc" in key ? key.sscc.slice(1) : key.gln;
}

const LISTS = ["epcList", "childEPCs", "inputEPCList", "outputEPCList"];
const ELEMENTS: readonly (readonly [string, string])[] = [
  ["quantityList", "epcClass"], ["childQuantityList", "epcClass"], ["inputQuantityList", "epcClass"], ["outputQuantityList", "epcClass"],
  ["bizTransactionList", "bizTransaction"], ["sourceList", "source"], ["destinationList", "destination"],
];

type Members = Record<string, unknown>;

/** An event's JSON with its identifiers spelled another way; everything else is as it was, to the last digit. */
export function translatedEvent(json: string, format: EpcFormat): string {
  if (format === "No_Preference" || format === "Never_Translates") return json;
  const read = readJson(json);
  if (!read.ok || !isMembers(read.value)) return json;
  const lengths = lengthsIn(json);
  const turn = (value: unknown): unknown => (typeof value === "string" ? translatedUri(value, format, lengths) : value);
  const event: Members = { ...read.value };
  const change = (name: string, to: (value: unknown) => unknown): void => {
    if (event[name] !== undefined) event[name] = to(event[name]);
  };
  change("parentID", turn);
  for (const name of LISTS) change(name, (list) => (Array.isArray(list) ? list.map(turn) : list));
  for (const [name, member] of ELEMENTS) change(name, (list) => (Array.isArray(list) ? list.map((entry: unknown) => withMember(entry, member, turn)) : list));
  for (const name of ["readPoint", "bizLocation"]) change(name, (place) => withMember(place, "id", turn));
  return JSON.stringify(event);
}

const isMembers = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);

function withMember(holder: unknown, member: string, turn: (value: unknown) => unknown): unknown {
  return isMembers(holder) && holder[member] !== undefined ? { ...holder, [member]: turn(holder[member]) } : holder;
}

/** Company prefixes as the URNs of an event tell them. */
function lengthsIn(json: string): PrefixLengths {
  const prefixes = new Set([...json.matchAll(/urn:epc:(?:id|class|idpat):[a-z]+:(\d{6,12})\./g)].map(([, prefix = ""]) => prefix));
  return (digits) => [...prefixes].find((prefix) => digits.startsWith(prefix))?.length;
}

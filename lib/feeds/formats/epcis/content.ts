import { numberText } from "../../exactJson.ts";
import type { EventContent, EventItem, EventProblem, ItemRole, LotData, Party, Place } from "../../event.ts";
import { readPlace } from "../../identifier.ts";
import type { Doubt, IdentifierReader } from "../../identifier.ts";
import { instantOf } from "../../instant.ts";
import { localName, lotDataOf } from "../../lotData.ts";
import { eventHash } from "../../prehash.ts";
import type { Spelling } from "../../prehash.ts";
import { readWord } from "../../vocabulary.ts";
import type { Vocabulary } from "../../vocabulary.ts";
import { expand, prefixesOf, qualified } from "./context.ts";
import type { Prefixes } from "./context.ts";
import { doubt, isMembers } from "./shape.ts";
import type { Members, Seen } from "./shape.ts";

const LISTS: readonly (readonly [string, string, ItemRole])[] = [
  ["epcList", "quantityList", "epc"],
  ["childEPCs", "childQuantityList", "child"],
  ["inputEPCList", "inputQuantityList", "input"],
  ["outputEPCList", "outputQuantityList", "output"],
];

/** How the names, values and identifiers of events are read: the JSON-LD context they are written under, its prefixes, and a reader of identifiers. */
export type Lens = { readonly context: unknown; readonly prefixes: Prefixes; readonly reader: IdentifierReader; readonly spelling: Spelling };

/** The lens of a JSON-LD context; `ignored` are names, written out, that take no part in the hash. */
export function lensOf(context: unknown, reader: IdentifierReader, ignored: ReadonlySet<string>): Lens {
  const prefixes = prefixesOf(context);
  const spelling = { uri: (text: string) => expand(text, prefixes), name: (key: string) => qualified(key, prefixes), number: numberText, link: reader.link, ignored };
  return { context, prefixes, reader, spelling };
}

/** What a well-formed event says. Doubts about its identifiers and places are reported. */
export function contentOf(event: Members, pointer: string, seen: Seen, lens: Lens, bodyText: string): EventContent {
  const ilmd = isMembers(event["ilmd"]) ? event["ilmd"] : {};
  const lotData = lotDataOf(ilmd);
  const eventTime = instantOf(String(event["eventTime"]));
  if (eventTime === undefined) throw new TypeError("an event whose time was not checked");
  return {
    type: expand(String(event["type"]), seen.prefixes),
    action: textOf(event["action"]),
    eventTime,
    eventTimeZoneOffset: String(event["eventTimeZoneOffset"]),
    bizStep: wordOf("bizStep", event["bizStep"], seen.prefixes),
    disposition: wordOf("disposition", event["disposition"], seen.prefixes),
    readPoint: placeOf(event["readPoint"], `${pointer}/readPoint/id`, seen),
    bizLocation: placeOf(event["bizLocation"], `${pointer}/bizLocation/id`, seen),
    sources: partiesOf(event["sourceList"], "source", `${pointer}/sourceList`, seen),
    destinations: partiesOf(event["destinationList"], "destination", `${pointer}/destinationList`, seen),
    destinationCountry: countryOf(event),
    items: itemsOf(event, pointer, seen, lens.reader, lotData),
    lotData,
    declaresError: event["errorDeclaration"] !== undefined,
    hash: eventHash(event, lens.spelling),
    bodyText,
    context: lens.context,
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

function wordOf(vocabulary: Vocabulary, value: unknown, prefixes: Prefixes): string | null {
  return typeof value === "string" ? (readWord(vocabulary, expand(value, prefixes))?.name ?? null) : null;
}

/** As much of an identifier as is shown. */
const SHOWN = 120;

/** Reports a doubt about an identifier as it was read. */
function doubtRead(seen: Seen, pointer: string, { code, detail, right = "none" }: Doubt, read: string): void {
  doubt(seen, pointer, code, detail, { read: read.slice(0, SHOWN), right });
}

function placeOf(value: unknown, pointer: string, seen: Seen): Place | null {
  if (!isMembers(value) || typeof value["id"] !== "string") return null;
  const read = readPlace(expand(value["id"], seen.prefixes));
  if (read.doubt !== undefined) doubtRead(seen, pointer, read.doubt, value["id"]);
  return read.place;
}

function partiesOf(value: unknown, name: string, pointer: string, seen: Seen): Party[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isMembers).flatMap((each, at) => {
    if (typeof each[name] !== "string") return [];
    const read = readPlace(expand(each[name], seen.prefixes));
    if (read.doubt !== undefined) doubtRead(seen, `${pointer}/${at}/${name}`, read.doubt, each[name]);
    return [{ ...read.place, kind: wordOf("partyType", each["type"], seen.prefixes) ?? "" }];
  });
}

/** The country of destination where the sender says it outright, in an extension `destinationCountry` with an ISO 3166-1 code. */
function countryOf(event: Members): string | null {
  const stated = event[Object.keys(event).find((name) => name.endsWith("destinationCountry") && localName(name) === "destinationCountry" && typeof event[name] === "string") ?? ""];
  return typeof stated === "string" && /^[A-Z]{2}$/.test(stated) ? stated : null;
}

function itemsOf(event: Members, pointer: string, seen: Seen, reader: IdentifierReader, lotData: LotData): EventItem[] {
  const items = new Map<string, EventItem>();
  const add = (uri: unknown, role: ItemRole, at: string, quantity: string | null, unit: string | null) => {
    if (typeof uri !== "string") return;
    const read = reader.identifier(expand(uri, seen.prefixes));
    if (read.doubt !== undefined) doubtRead(seen, at, read.doubt, uri);
    if (items.has(`${role} ${read.item}`)) return doubt(seen, at, "listed-twice", `${uri} is listed twice; the first counts`, { read: uri.slice(0, SHOWN) });
    const made = read.gtin !== null && (role === "epc" || role === "output") ? lotData.lot : null;
    if (read.lot !== null && made !== null && made !== read.lot) doubt(seen, at, "lot-differs", `the identifier says lot ${read.lot}, the master data ${made}`, { said: read.lot, made });
    items.set(`${role} ${read.item}`, { item: read.item, role, gtin: read.gtin, lot: read.lot ?? made, quantity, unit });
  };
  add(event["parentID"], "parent", `${pointer}/parentID`, null, null);
  for (const [epcs, quantities, role] of LISTS) {
    listOf(event[epcs]).forEach((uri, at) => add(uri, role, `${pointer}/${epcs}/${at}`, null, null));
    listOf(event[quantities]).filter(isMembers).forEach((element, at) => {
      const quantity = numberText(element["quantity"]) ?? null;
      if (quantity?.startsWith("-") === true) doubt(seen, `${pointer}/${quantities}/${at}/quantity`, "negative-quantity", `the quantity is ${quantity}`, { quantity });
      add(element["epcClass"], role, `${pointer}/${quantities}/${at}/epcClass`, quantity, textOf(element["uom"]));
    });
  }
  return [...items.values()];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text that a database cannot hold: a NUL, or half of a surrogate pair; JSON writes both as escapes. Undefined when there is none. */
export function unstorable(bodyText: string, pointer: string): EventProblem | undefined {
  if (!bodyText.includes("\\u")) return undefined;
  const found = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/i.exec(bodyText);
  return found === null ? undefined : { pointer, code: "bad-character", detail: `the event has the character U+${found[1]?.toUpperCase() ?? ""}, which is no text`, severity: "error" };
}

import { readJson } from "../../exactJson.ts";
import { prefixesOf } from "../epcis/context.ts";
import { EVENT_TYPES } from "../epcis/eventShape.ts";
import { isMembers } from "../epcis/shape.ts";
import { writeEvent } from "./writeEvent.ts";
import type { CbvFormat, Version } from "./writeEvent.ts";
import { element, EventWriter } from "./written.ts";
import type { Declared } from "./written.ts";
import { escapedText, escapedValue } from "./xmlText.ts";

/** A stored event to be written: its canonical JSON, the JSON-LD context it stands under, and when it was recorded (null writes what its sender said). */
export type StoredEvent = { readonly json: string; readonly context: unknown; readonly recordTime: Date | null };

/** What a document says of itself; a query's name and subscription stand in a query document alone. `words` is how those of the vocabulary are spelled. */
export type About = { readonly createdAt: Date; readonly words?: CbvFormat; readonly queryName?: string; readonly subscriptionID?: string };

/**
 * Events as an XML document of EPCIS 2.0 or 1.2, or as the results of a query. Reading it gives the same events with the same hashes. What 1.2
 * does not have stands in its `extension` elements. Throws `TypeError` on an event that is not JSON.
 */
export function writeXml(version: Version, events: readonly StoredEvent[], kind: "document" | "query-document", about: About): string {
  const declared: Declared = new Map();
  const list = element("EventList", "", events.map((event) => written(event, version, about.words, declared)).join(""));
  const major = version === "2.0" ? "2" : "1";
  const [prefix, name, uri] = kind === "document" ? ["epcis", "EPCISDocument", `urn:epcglobal:epcis:xsd:${major}`] : ["epcisq", "EPCISQueryDocument", `urn:epcglobal:epcis-query:xsd:${major}`];
  const root = reserved(prefix, declared);
  const body = kind === "document" ? list : results(root, list, about);
  const namespaces = [...declared].map(([each, meaning]) => ` xmlns:${each}="${escapedValue(meaning)}"`).join("");
  const attributes = ` xmlns:${root}="${uri}"${namespaces} schemaVersion="${version}" creationDate="${about.createdAt.toISOString()}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(`${root}:${name}`, attributes, element("EPCISBody", "", body))}\n`;
}

function written({ json, context, recordTime }: StoredEvent, version: Version, words: CbvFormat | undefined, declared: Declared): string {
  const read = readJson(json);
  if (!read.ok || !isMembers(read.value)) throw new TypeError("a stored event is not a JSON object");
  const event = recordTime === null ? read.value : { ...read.value, recordTime: recordTime.toISOString() };
  const writer = new EventWriter(prefixesOf(context, read.value["@context"]));
  const text = writeEvent(event, { version, words }, writer, () => writer.declarations(declared));
  return wrappedIn(text, String(event["type"]), version);
}

/** 1.2 takes transformations in `extension`, and associations in another inside it; an event type of one's own stands in `extension` always. */
function wrappedIn(text: string, type: string, version: Version): string {
  const own = !EVENT_TYPES.includes(type);
  if (own || (version === "1.2" && type === "TransformationEvent")) return element("extension", "", text);
  return version === "1.2" && type === "AssociationEvent" ? element("extension", "", element("extension", "", text)) : text;
}

function results(root: string, list: string, { queryName, subscriptionID }: About): string {
  const subscription = subscriptionID === undefined ? "" : element("subscriptionID", "", escapedText(subscriptionID));
  return element(`${root}:QueryResults`, "", `${element("queryName", "", escapedText(queryName ?? "SimpleEventQuery"))}${subscription}${element("resultsBody", "", list)}`);
}

/** A prefix for the standard's own namespace that no event uses otherwise. */
function reserved(wanted: string, declared: Declared): string {
  let prefix = wanted;
  for (let at = 2; declared.has(prefix); at++) prefix = `${wanted}${at}`;
  return prefix;
}

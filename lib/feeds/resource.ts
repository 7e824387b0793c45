import { expandedBy } from "./parameter.ts";
import type { QueryPrefixes } from "./parameter.ts";
import type { Given } from "./parameterValue.ts";
import { readIdentifier } from "./identifier.ts";
import { translatedUri } from "./queryTranslation.ts";
import type { EpcFormat } from "./queryTranslation.ts";
import { readWord } from "./vocabulary.ts";

/** The top-level resources besides events: what events know of, each with its events below it (EPCIS 2.0 section 12.4). */
export const RESOURCES = ["eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions"] as const;
export type Resource = (typeof RESOURCES)[number];

/** The query parameter that a resource stands for. */
const PARAMETERS: Readonly<Record<Resource, string>> = {
  eventTypes: "eventType",
  epcs: "MATCH_anyEPC",
  bizSteps: "EQ_bizStep",
  bizLocations: "EQ_bizLocation",
  readPoints: "EQ_readPoint",
  dispositions: "EQ_disposition",
};

/** The event types of the standard itself, which are there before any event. */
export const EVENT_TYPES = ["AggregationEvent", "AssociationEvent", "ObjectEvent", "TransactionEvent", "TransformationEvent"];

/** The condition on events that one value of a resource stands for. */
export function parameterOf(resource: Resource, value: string): Given {
  return { name: PARAMETERS[resource], texts: [value], form: "list" };
}

/** A value as it is stored: a canonical key, a short word, or a URI. `standard` values are there before any event; undefined when there can be none. */
export function storedValue(resource: Resource, value: string, prefixes: QueryPrefixes): { readonly value: string; readonly standard: boolean } | undefined {
  const full = expandedBy(value, prefixes);
  switch (resource) {
    case "eventTypes":
      return EVENT_TYPES.includes(full) || full.includes(":") ? { value: full, standard: EVENT_TYPES.includes(full) } : undefined;
    case "bizSteps":
    case "dispositions": {
      const word = readWord(resource === "bizSteps" ? "bizStep" : "disposition", full);
      return word === undefined ? undefined : { value: word.name, standard: !word.name.includes(":") };
    }
    case "epcs":
    case "bizLocations":
    case "readPoints":
      return { value: readIdentifier(full).item, standard: false };
  }
}

/** A stored value as it is shown: a canonical key as its Digital Link, or as an EPC URN where that is asked for and can be told. */
export function shownValue(value: string, format: EpcFormat): string {
  return translatedUri(/^\d{2,4}\//.test(value) ? `https://id.gs1.org/${value}` : value, format);
}

import { STANDARD_PREFIXES } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** How a parameter compares: equal to one of its values, or on one side of its only value. */
export type Comparison = "EQ" | "GT" | "GE" | "LT" | "LE";

/** Where in an event a field of the sender's own stands. */
export type Area = "event" | "ILMD" | "ERROR_DECLARATION" | "SENSORELEMENT" | "SENSORMETADATA" | "SENSORREPORT" | "readPoint" | "bizLocation";

/** A field of the sender's own: with the namespace its prefix stands for in the query, or as it is written where the query does not say. */
export type FieldName = { readonly namespace: string | null; readonly local: string; readonly written: string };

/** Numbers that a sensor reports with a unit. */
export type Measured = "value" | "minValue" | "maxValue" | "meanValue" | "sDev" | "percValue";

/** What a query parameter asks about (EPCIS 2.0 section 8.2.7.1), read from its name alone. */
export type Parameter =
  | { readonly about: "eventType" | "action" | "eventID" | "transformationID" | "correctiveEventID" | "errorDeclaration" | "sensorElementList" }
  | { readonly about: "word"; readonly vocabulary: Vocabulary; readonly field: WordField }
  | { readonly about: "time"; readonly field: TimeField; readonly comparison: "GE" | "LT" }
  | { readonly about: "place"; readonly field: "readPoint" | "bizLocation"; readonly descendants: boolean }
  | { readonly about: "match"; readonly part: MatchedPart; readonly classes: boolean }
  | { readonly about: "linked"; readonly list: "bizTransaction" | "source" | "destination"; readonly type: string }
  | { readonly about: "quantity"; readonly comparison: Comparison; readonly unit: string | null }
  | { readonly about: "sensorText"; readonly field: SensorText; readonly identifier: boolean }
  | { readonly about: "booleanValue" }
  | { readonly about: "percRank"; readonly comparison: Comparison }
  | { readonly about: "measured"; readonly field: Measured; readonly comparison: Comparison; readonly unit: string }
  | { readonly about: "field"; readonly area: Area; readonly inner: boolean; readonly comparison: Comparison | "EXISTS"; readonly field: FieldName }
  | { readonly about: "attribute"; readonly field: string; readonly attribute: string | null }
  | { readonly about: "order"; readonly setting: "orderBy" | "orderDirection" | "eventCountLimit" | "maxEventCount" };

/** Parts of an event that parameters of the query language ask about: words of the vocabulary, instants, what is matched by patterns, and texts of sensors. */
export type WordField = "bizStep" | "disposition" | "set" | "unset" | "errorReason" | "measurementType";
export type TimeField = "eventTime" | "recordTime" | "errorDeclarationTime" | "time" | "startTime" | "endTime";
export type MatchedPart = "epc" | "parentID" | "inputEPC" | "outputEPC" | "anyEPC";
export type SensorText = "deviceID" | "dataProcessingMethod" | "microorganism" | "chemicalSubstance" | "bizRules" | "stringValue" | "hexBinaryValue" | "uriValue";

/** Prefixes a query is written with, and the namespaces they stand for. */
export type QueryPrefixes = ReadonlyMap<string, string>;

const times = (field: TimeField, written: string = field): [string, Parameter][] => (["GE", "LT"] as const).map((comparison) => [`${comparison}_${written}`, { about: "time", field, comparison }]);
const places = (field: "readPoint" | "bizLocation"): [string, Parameter][] => [[`EQ_${field}`, { about: "place", field, descendants: false }], [`WD_${field}`, { about: "place", field, descendants: true }]];
const word = (written: string, vocabulary: Vocabulary, field: WordField): [string, Parameter] => [`EQ_${written}`, { about: "word", vocabulary, field }];
const match = (part: MatchedPart): [string, Parameter][] => [
  [`MATCH_${part}`, { about: "match", part, classes: false }],
  ...(part === "parentID" ? [] : [[`MATCH_${part}Class`, { about: "match", part, classes: true }] as [string, Parameter]]),
];
const sensorText = (field: SensorText, identifier: boolean): [string, Parameter] => [`EQ_${field}`, { about: "sensorText", field, identifier }];

/** The parameters with fixed names; the time of an error declaration has two, one of the query schema and one of the OpenAPI file. */
const FIXED: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ["eventType", { about: "eventType" }],
  ["EQ_action", { about: "action" }],
  ["EQ_eventID", { about: "eventID" }],
  ["EQ_transformationID", { about: "transformationID" }],
  ["EXISTS_errorDeclaration", { about: "errorDeclaration" }],
  ["EQ_correctiveEventID", { about: "correctiveEventID" }],
  ["EXISTS_sensorElementList", { about: "sensorElementList" }],
  ...times("eventTime"), ...times("recordTime"), ...times("errorDeclarationTime"), ...times("errorDeclarationTime", "errorDeclaration_Time"), ...times("time"), ...times("startTime"), ...times("endTime"),
  word("bizStep", "bizStep", "bizStep"), word("disposition", "disposition", "disposition"), word("persistentDisposition_set", "disposition", "set"), word("persistentDisposition_unset", "disposition", "unset"),
  word("errorReason", "errorReason", "errorReason"), word("type", "measurement", "measurementType"),
  ...places("readPoint"), ...places("bizLocation"),
  ...match("epc"), ...match("parentID"), ...match("inputEPC"), ...match("outputEPC"), ...match("anyEPC"),
  sensorText("deviceID", true), sensorText("dataProcessingMethod", true), sensorText("microorganism", true), sensorText("chemicalSubstance", true), sensorText("bizRules", true),
  sensorText("stringValue", false), sensorText("hexBinaryValue", false), sensorText("uriValue", true),
  ["EQ_booleanValue", { about: "booleanValue" }],
  ...(["orderBy", "orderDirection", "eventCountLimit", "maxEventCount"] as const).map((setting): [string, Parameter] => [setting, { about: "order", setting }]),
]);

const FIELD = /^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?(?:(ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT|readPoint|bizLocation)_)?(.+)$/;

/** Reads the name of a parameter; undefined for one that the standard does not have. */
export function parameterNamed(name: string, prefixes: QueryPrefixes): Parameter | undefined {
  return FIXED.get(name) ?? numeric(name) ?? linked(name) ?? attribute(name) ?? ownField(name, prefixes);
}

function numeric(name: string): Parameter | undefined {
  const quantity = /^(EQ|GT|GE|LT|LE)_quantity(?:_([A-Z0-9]{2,4}))?$/.exec(name);
  if (quantity !== null) return { about: "quantity", comparison: quantity[1] as Comparison, unit: quantity[2] ?? null };
  const rank = /^(GT|GE|LT|LE)_percRank$/.exec(name);
  if (rank !== null) return { about: "percRank", comparison: rank[1] as Comparison };
  const measured = /^(EQ|GT|GE|LT|LE)_(value|minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]{2,4})$/.exec(name);
  return measured === null ? undefined : { about: "measured", comparison: measured[1] as Comparison, field: measured[2] as Measured, unit: measured[3] ?? "" };
}

function linked(name: string): Parameter | undefined {
  const found = /^EQ_(bizTransaction|source|destination)_(.+)$/s.exec(name);
  return found === null ? undefined : { about: "linked", list: found[1] as "bizTransaction" | "source" | "destination", type: found[2] ?? "" };
}

function attribute(name: string): Parameter | undefined {
  const has = /^HASATTR_(.+)$/s.exec(name);
  if (has !== null) return { about: "attribute", field: has[1] ?? "", attribute: null };
  const equal = /^EQ_?ATTR_([^_]+)_(.+)$/s.exec(name);
  return equal === null ? undefined : { about: "attribute", field: equal[1] ?? "", attribute: equal[2] ?? "" };
}

function ownField(name: string, prefixes: QueryPrefixes): Parameter | undefined {
  const [, comparison, inner, area, written = ""] = FIELD.exec(name) ?? [];
  const field = fieldNamed(written, prefixes);
  return comparison === undefined || field === undefined ? undefined : { about: "field", comparison: comparison as Comparison | "EXISTS", inner: inner !== undefined, area: (area ?? "event") as Area, field };
}

/** Reads the name of a sender's own field, `example:myField` or `https://ns.example.com/#myField`; undefined for any other text. */
export function fieldNamed(written: string, prefixes: QueryPrefixes): FieldName | undefined {
  const full = /^((?:https?|urn):.+#)([\w.-]+)$/.exec(written);
  if (full !== null) return { namespace: full[1] ?? null, local: full[2] ?? "", written };
  const [, prefix = "", local = ""] = /^([A-Za-z][\w.-]*):([\w.-]+)$/.exec(written) ?? [];
  return prefix === "" ? undefined : { namespace: namespaceOf(prefix, prefixes) ?? null, local, written };
}

function namespaceOf(prefix: string, prefixes: QueryPrefixes): string | undefined {
  return prefixes.get(prefix) ?? (Object.hasOwn(STANDARD_PREFIXES, prefix) ? STANDARD_PREFIXES[prefix] : undefined);
}

/** A CURIE of a query written out as a URI; any other text as it is. */
export function expandedBy(text: string, prefixes: QueryPrefixes): string {
  const colon = text.indexOf(":");
  const namespace = colon <= 0 || text.startsWith("//", colon + 1) ? undefined : namespaceOf(text.slice(0, colon), prefixes);
  return namespace === undefined ? text : `${namespace}${text.slice(colon + 1)}`;
}

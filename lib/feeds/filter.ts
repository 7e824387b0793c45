import { Refusal } from "#lib/access/refusal";
import type { ItemRole } from "./event.ts";
import { readIdentifier } from "./identifier.ts";
import { expandedBy, parameterNamed } from "./parameter.ts";
import type { Area, Comparison, FieldName, MatchedPart, Measured, Parameter, QueryPrefixes, SensorText, WordField } from "./parameter.ts";
import { badValue, decimalOf, decimalsIn, flagIn, instantIn, listIn, singleIn, truthIn, urisIn, wordsIn } from "./parameterValue.ts";
import type { Given } from "./parameterValue.ts";
import { instantOf } from "./instant.ts";
import { soughtIn } from "./queryPattern.ts";
import type { Sought } from "./queryPattern.ts";
import { spellingsOfUri, spellingsOfWord } from "./querySpelling.ts";
import type { Spelled } from "./querySpelling.ts";
import { inEveryUnit } from "./sensorUnit.ts";
import type { Measurement } from "./sensorUnit.ts";
import { readWord } from "./vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the value of a sender's own field is held against: any of these, in whichever type it has; or nothing but its being there. */
export type FieldTest = { readonly comparison: Comparison | "EXISTS"; readonly texts: readonly string[]; readonly decimals: readonly string[]; readonly instants: readonly Date[] };

/** A quantity in a unit, or in whichever it comes. */
type Amount = Measurement | { readonly unit: null; readonly value: string };

/** One thing asked of an event. All conditions of a query hold; of the values of one, any. */
export type Condition =
  | { readonly on: "column"; readonly column: "type" | "action" | "bizStep" | "disposition" | "eventId"; readonly values: readonly string[] }
  | { readonly on: "instant"; readonly column: "eventTime" | "recordTime"; readonly comparison: "GE" | "LT"; readonly at: Date }
  | { readonly on: "place"; readonly column: "readPoint" | "bizLocation"; readonly keys: readonly string[]; readonly descendants: boolean }
  | ({ readonly on: "items"; readonly roles: readonly ItemRole[] } & Sought)
  | { readonly on: "declared" }
  | { readonly on: "sensed" }
  | { readonly on: "quantity"; readonly comparison: Comparison; readonly of: readonly Amount[] }
  | { readonly on: "words"; readonly field: Exclude<WordField, "bizStep" | "disposition">; readonly words: readonly string[] }
  | { readonly on: "bodyTime"; readonly field: "errorDeclarationTime" | "time" | "startTime" | "endTime"; readonly comparison: "GE" | "LT"; readonly at: Date }
  | { readonly on: "uris"; readonly field: "transformationID" | "correctiveEventID" | SensorText; readonly uris: readonly Spelled[] }
  | { readonly on: "linked"; readonly list: "bizTransaction" | "source" | "destination"; readonly types: readonly string[]; readonly uris: readonly Spelled[] }
  | { readonly on: "truth"; readonly value: boolean }
  | { readonly on: "rank"; readonly comparison: Comparison; readonly value: string }
  | { readonly on: "measured"; readonly field: Measured; readonly comparison: Comparison; readonly of: readonly Measurement[] }
  | { readonly on: "field"; readonly area: Area; readonly inner: boolean; readonly field: FieldName; readonly test: FieldTest }
  | { readonly on: "attribute"; readonly field: string; readonly names: readonly string[]; readonly values: readonly string[] | null };

const PARTS: Readonly<Record<MatchedPart, readonly ItemRole[]>> = {
  epc: ["epc", "child"],
  parentID: ["parent"],
  inputEPC: ["input"],
  outputEPC: ["output"],
  anyEPC: ["epc", "parent", "child", "input", "output"],
};
const EVENT_TYPES = ["ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"];
const ACTIONS = ["ADD", "OBSERVE", "DELETE"];

/** Reads a query's parameters but for those of order and pages. Refuses `unsupported-parameter` and `bad-parameter`, naming it. */
export function conditionsIn(given: readonly Given[], prefixes: QueryPrefixes): Condition[] {
  return given.flatMap((one) => {
    const parameter = parameterNamed(one.name, prefixes);
    if (parameter === undefined) throw new Refusal("bad-input", "unsupported-parameter", { parameter: one.name.slice(0, 80) });
    return conditionOf(parameter, one, prefixes);
  });
}

function conditionOf(parameter: Parameter, given: Given, prefixes: QueryPrefixes): Condition[] {
  const uris = () => urisIn(given).map((value) => spellingsOfUri(expandedBy(value, prefixes)));
  switch (parameter.about) {
    case "eventType":
      return [{ on: "column", column: "type", values: wordsIn(given).map((value) => typeNamed(given.name, value, prefixes)) }];
    case "action":
      return [{ on: "column", column: "action", values: wordsIn(given).map((value) => (ACTIONS.includes(value) ? value : refuse(given.name, value))) }];
    case "eventID":
      return [{ on: "column", column: "eventId", values: urisIn(given) }];
    case "word":
      return [wordCondition(parameter.field, parameter.vocabulary, given, prefixes)];
    case "time":
      return [timeCondition(parameter.field, parameter.comparison, instantIn(given))];
    case "place":
      return [{ on: "place", column: parameter.field, keys: urisIn(given).map((value) => readIdentifier(expandedBy(value, prefixes)).item), descendants: parameter.descendants }];
    case "match":
      return [matchCondition(parameter, given, prefixes)];
    case "errorDeclaration":
      return flagIn(given) ? [{ on: "declared" }] : [];
    case "sensorElementList":
      return flagIn(given) ? [{ on: "sensed" }] : [];
    case "transformationID":
    case "correctiveEventID":
      return [{ on: "uris", field: parameter.about, uris: uris() }];
    case "linked":
      return [{ on: "linked", list: parameter.list, types: typeSpellings(parameter.list, expandedBy(parameter.type, prefixes)), uris: uris() }];
    case "quantity":
      return [{ on: "quantity", comparison: parameter.comparison, of: quantitiesIn(parameter, given) }];
    case "sensorText":
      return [{ on: "uris", field: parameter.field, uris: parameter.identifier ? uris() : listIn(given).map((text) => ({ texts: [text], path: null })) }];
    case "booleanValue":
      return [{ on: "truth", value: truthIn(given) }];
    case "percRank":
      return decimalsIn(given, { list: false }).map((value) => ({ on: "rank", comparison: parameter.comparison, value }));
    case "measured":
      return [
        {
          on: "measured",
          field: parameter.field,
          comparison: parameter.comparison,
          of: decimalsIn(given, { list: parameter.comparison === "EQ" }).flatMap((value) => inEveryUnit({ unit: parameter.unit, value }, parameter.field === "sDev")),
        },
      ];
    case "field":
      return fieldCondition(parameter, given);
    case "attribute":
      return [attributeCondition(parameter, given)];
    case "order":
      return [];
  }
}

function refuse(parameter: string, value: string): never {
  throw badValue(parameter, value);
}

function quantitiesIn({ comparison, unit }: Extract<Parameter, { about: "quantity" }>, given: Given): Amount[] {
  return decimalsIn(given, { list: comparison === "EQ" }).flatMap((value): Amount[] => (unit === null ? [{ unit, value }] : inEveryUnit({ unit, value })));
}

function typeNamed(parameter: string, value: string, prefixes: QueryPrefixes): string {
  const name = expandedBy(value, prefixes).replace(/^https:\/\/ref\.gs1\.org\/epcis\//, "");
  return EVENT_TYPES.includes(name) || name.includes(":") ? name : refuse(parameter, value);
}

function wordCondition(field: WordField, vocabulary: Vocabulary, given: Given, prefixes: QueryPrefixes): Condition {
  const values = wordsIn(given).map((value) => ({ value, full: expandedBy(value, prefixes) }));
  if (field === "bizStep" || field === "disposition") return { on: "column", column: field, values: values.map(({ value, full }) => readWord(vocabulary, full)?.name ?? refuse(given.name, value)) };
  return { on: "words", field, words: values.flatMap(({ value, full }) => spellingsOfWord(vocabulary, full) ?? refuse(given.name, value)) };
}

function timeCondition(field: Extract<Parameter, { about: "time" }>["field"], comparison: "GE" | "LT", at: Date): Condition {
  return field === "eventTime" || field === "recordTime" ? { on: "instant", column: field, comparison, at } : { on: "bodyTime", field, comparison, at };
}

function matchCondition({ part, classes }: { readonly part: MatchedPart; readonly classes: boolean }, given: Given, prefixes: QueryPrefixes): Condition {
  const sought = soughtIn(urisIn(given).map((value) => expandedBy(value, prefixes)), classes);
  return "unread" in sought ? refuse(given.name, sought.unread) : { on: "items", roles: PARTS[part], ...sought };
}

function typeSpellings(list: "bizTransaction" | "source" | "destination", type: string): readonly string[] {
  return spellingsOfWord(list === "bizTransaction" ? "transactionType" : "partyType", type) ?? [type];
}

function fieldCondition({ area, inner, comparison, field }: Extract<Parameter, { about: "field" }>, given: Given): Condition[] {
  if (comparison === "EXISTS") return flagIn(given) ? [{ on: "field", area, inner, field, test: { comparison, texts: [], decimals: [], instants: [] } }] : [];
  const texts = comparison === "EQ" ? (given.form === "single" ? [singleIn(given)] : listIn(given)) : [singleIn(given)];
  const decimals = texts.flatMap((text) => decimalOf(text) ?? []);
  const instants = texts.flatMap((text) => instantOf(text.replace(" ", "+")) ?? []);
  if (comparison !== "EQ" && decimals.length + instants.length === 0) throw badValue(given.name, texts[0] ?? "");
  return [{ on: "field", area, inner, field, test: { comparison, texts, decimals, instants } }];
}

function attributeCondition({ field, attribute }: Extract<Parameter, { about: "attribute" }>, given: Given): Condition {
  const values = given.form === "single" ? [singleIn(given)] : listIn(given);
  return attribute === null ? { on: "attribute", field, names: values.map(localPart), values: null } : { on: "attribute", field, names: [localPart(attribute)], values };
}

/** The name of an attribute without its namespace. */
const localPart = (name: string): string => name.slice(Math.max(name.lastIndexOf(":"), name.lastIndexOf("/"), name.lastIndexOf("#")) + 1);

/** How many rows a page has: 30 unless asked otherwise, 500 at most (EPCIS 2.0 section 12.7). Refuses `bad-parameter`. */
export function pageSize(parameters: URLSearchParams): number {
  const text = parameters.get("perPage") ?? "30";
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badValue("perPage", text);
  return Math.min(Number(text), MOST_OF_PAGE);
}

const MOST_OF_PAGE = 500;

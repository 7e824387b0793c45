import { fieldNamed, parameterNamed, type Parameter, type QueryPrefixes } from "./parameter.ts";
import { givenInAddress, listIn, singleIn, urisIn, wordsIn, type Given } from "./parameterValue.ts";
import { Refusal } from "#lib/access/refusal";

const NONE: QueryPrefixes = new Map();
const OF_PAGES: readonly string[] = ["perPage", "nextPageToken"];

/**
 * The parameters of an address as a query's definition in JSON, which says which are lists, so that a query that was tried can be kept by name. Refuses
 * `unsupported-parameter` and `bad-parameter`.
 */
export function definitionOfAddress(parameters: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(givenInAddress(parameters).filter(({ name }) => !OF_PAGES.includes(name)).map((given) => {
    const parameter = parameterNamed(given.name, NONE);
    if (parameter === undefined) throw new Refusal("bad-input", "unsupported-parameter", { parameter: given.name.slice(0, 80) });
    return [given.name, valueOf(parameter, given)];
  }));
}

function valueOf(parameter: Parameter, given: Given): unknown {
  switch (parameter.about) {
    case "time":
    case "booleanValue":
    case "percRank":
    case "order":
      return singleIn(given);
    case "errorDeclaration":
    case "sensorElementList":
      return given.texts[0] ?? true;
    case "quantity":
    case "measured":
      return parameter.comparison === "EQ" ? wordsIn(given) : singleIn(given);
    case "field":
      return parameter.comparison === "EXISTS" ? (given.texts[0] ?? true) : parameter.comparison === "EQ" ? listIn(given) : singleIn(given);
    case "eventType":
    case "action":
    case "word":
      return wordsIn(given);
    case "sensorText":
      return parameter.identifier ? urisIn(given) : listIn(given);
    case "attribute":
      return listIn(given);
    case "eventID":
    case "place":
    case "match":
    case "transformationID":
    case "correctiveEventID":
    case "linked":
      return urisIn(given);
  }
}

/** What a parameter says of the events it finds; `is` any of its values, `within` a place or what lies in it. */
export const RELATIONS = ["is", "within", "from", "before", "over", "atLeast", "under", "atMost", "exists"] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * One parameter of a query to be put into words: what it is about, how it compares, with what. `facts` are what its name says besides (the type of a transaction, the unit of
 * a number, a sender's own field).
 */
export type SaidParameter = { readonly name: string; readonly subject: string; readonly relation: Relation; readonly values: readonly string[]; readonly facts: Readonly<Record<string, string>> };

const BY_COMPARISON = { EQ: "is", GT: "over", GE: "atLeast", LT: "under", LE: "atMost" } as const satisfies Record<string, Relation>;

/** The parameters of a definition, in their order. One that the query language does not have stands as it is, under the subject `unknown`. */
export function saidParameters(definition: Readonly<Record<string, unknown>>): SaidParameter[] {
  return Object.entries(definition).filter(([name]) => name !== "@context").map(([name, value]) => {
    const values = (Array.isArray(value) ? value : [value]).filter((each) => each !== null).map((each) => (typeof each === "object" ? JSON.stringify(each) : String(each)));
    const parameter = parameterNamed(name, NONE);
    return parameter === undefined ? { name, subject: "unknown", relation: "is", values, facts: { name } } : { name, values, ...saidOf(parameter) };
  });
}

type Said = Pick<SaidParameter, "subject" | "relation" | "facts">;
const plain = (subject: string, relation: Relation = "is", facts: Readonly<Record<string, string>> = {}): Said => ({ subject, relation, facts });

function saidOf(parameter: Parameter): Said {
  switch (parameter.about) {
    case "errorDeclaration":
    case "sensorElementList":
      return plain(parameter.about, "exists");
    case "word":
    case "sensorText":
      return plain(parameter.field);
    case "time":
      return plain(parameter.field, parameter.comparison === "GE" ? "from" : "before");
    case "place":
      return plain(parameter.field, parameter.descendants ? "within" : "is");
    case "match":
      return plain(parameter.classes ? `${parameter.part}Class` : parameter.part);
    case "linked":
      return plain(parameter.list, "is", { type: localPart(parameter.type) });
    case "quantity":
      return plain("quantity", BY_COMPARISON[parameter.comparison], parameter.unit === null ? {} : { unit: parameter.unit });
    case "percRank":
      return plain("percRank", BY_COMPARISON[parameter.comparison]);
    case "measured":
      return plain(parameter.field, BY_COMPARISON[parameter.comparison], { unit: parameter.unit });
    case "field":
      return plain("field", parameter.comparison === "EXISTS" ? "exists" : BY_COMPARISON[parameter.comparison], { field: parameter.field.written });
    case "attribute":
      return plain("attribute", "is", { field: [parameter.field, ...(parameter.attribute === null ? [] : [parameter.attribute])].map(localPart).join(" · ") });
    case "order":
      return plain(parameter.setting);
    case "eventType":
    case "action":
    case "eventID":
    case "transformationID":
    case "correctiveEventID":
    case "booleanValue":
      return plain(parameter.about);
  }
}

/** The last word of a URI or CURIE, which is what people call it. */
const localPart = (name: string): string => fieldNamed(name, NONE)?.local ?? name.slice(Math.max(name.lastIndexOf(":"), name.lastIndexOf("/"), name.lastIndexOf("-")) + 1);

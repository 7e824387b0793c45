import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { feedEvents } from "#db/schema/feeds";
import type { Condition } from "../filter.ts";
import type { Comparison } from "../parameter.ts";
import type { Spelled } from "../querySpelling.ts";

const { body, context } = feedEvents;

type On<Name extends Condition["on"]> = Extract<Condition, { readonly on: Name }>;

const OPERATORS: Readonly<Record<Comparison, SQL>> = { EQ: sql`=`, GT: sql`>`, GE: sql`>=`, LT: sql`<`, LE: sql`<=` };

/** The SQL of a comparison. */
export function operator(comparison: Comparison): SQL {
  return OPERATORS[comparison];
}

/** Texts as one parameter, so that a statement reads the same for any number of them. */
export function texts(values: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`;
}

/** A column that has one of these texts. */
export function anyOf(column: SQL | PgColumn, values: readonly string[]): SQL {
  const [only] = values;
  return values.length === 1 && only !== undefined ? sql`${column} = ${only}` : sql`${column} = any (${texts(values)})`;
}

/** Where standard members stand in a body, as JSON paths. */
const PATHS = {
  set: ["$.persistentDisposition.set[*]"],
  unset: ["$.persistentDisposition.unset[*]"],
  errorReason: ["$.errorDeclaration.reason"],
  measurementType: ["$.sensorElementList[*].sensorReport[*].type"],
  errorDeclarationTime: ["$.errorDeclaration.declarationTime"],
  correctiveEventID: ["$.errorDeclaration.correctiveEventIDs[*]"],
  transformationID: ["$.transformationID"],
  ...Object.fromEntries((["startTime", "endTime", "bizRules"] as const).map((name) => [name, [`$.sensorElementList[*].sensorMetadata.${name}`]])),
  ...Object.fromEntries((["time", "deviceID", "dataProcessingMethod"] as const).map((name) => [name, [`$.sensorElementList[*].sensorMetadata.${name}`, `$.sensorElementList[*].sensorReport[*].${name}`]])),
  ...Object.fromEntries(
    (["microorganism", "chemicalSubstance", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "percRank"] as const).map((name) => [
      name,
      [`$.sensorElementList[*].sensorReport[*].${name}`],
    ]),
  ),
} as Readonly<Record<string, readonly string[]>>;

/** The values that stand at a member's places in a body, as a table of one column `value`. */
function valuesAt(member: string): SQL {
  return sql`(${sql.join((PATHS[member] ?? []).map((path) => sql`select jsonb_path_query(${body}, ${path}::jsonpath) as value`), sql` union all `)}) as found`;
}

const asText = sql`epcis_expanded(found.value #>> '{}', ${context})`;

/**
 * Whether the event has the member at all in which a condition looks: told quickly, and for declarations and sensors by an index, so that
 * bodies are only gone through where there is something to find.
 */
function has(member: string): SQL {
  const holder = (PATHS[member]?.[0] ?? `$.${member}`).split(/[.[]/)[1] ?? "";
  return holder === "errorDeclaration" ? sql`${feedEvents.declaresError}` : holder === "sensorElementList" ? SENSED : sql`${body} ? ${sql.raw(`'${holder}'`)}`;
}

/** Events with sensor elements, in the very words of their index. */
export const SENSED = sql`${body} ? 'sensorElementList'`;

/** One of these words. */
export function wordsCondition({ field, words }: On<"words">): SQL {
  return sql`(${has(field)} and exists (select 1 from ${valuesAt(field)} where ${asText} = any (${texts(words)})))`;
}

/** A time within the body. */
export function timeCondition({ field, comparison, at }: On<"bodyTime">): SQL {
  return sql`(${has(field)} and exists (select 1 from ${valuesAt(field)} where epcis_instant(found.value) ${operator(comparison)} ${at.toISOString()}::timestamptz))`;
}

/** One of these URIs, however it is spelled. */
export function urisCondition({ field, uris }: On<"uris">): SQL {
  return sql`(${has(field)} and exists (select 1 from ${valuesAt(field)} where ${spelled(asText, uris)}))`;
}

function spelled(value: SQL, uris: readonly Spelled[]): SQL {
  return sql`epcis_spells(${value}, ${texts(uris.flatMap((uri) => uri.texts))}, ${texts(uris.flatMap(({ path }) => path ?? []))})`;
}

/** A business transaction, source or destination of one of these types: events that may have it are found by its key. */
export function linkedCondition({ list, types, uris }: On<"linked">): SQL {
  const keys = [...uris.flatMap((uri) => uri.texts), ...uris.flatMap(({ path }) => (path === null ? [] : [`http://${path}`]))];
  const named = sql`select event_pk from event_links where list = ${list} and key = any (array(select epcis_link_key(wanted.uri) from unnest(${texts(keys)}) as wanted (uri)))`;
  return sql`(${feedEvents.id} in (${named}) and exists (select 1 from jsonb_path_query(${body}, ${`$.${list}List[*]`}::jsonpath) as entry
    where epcis_expanded(entry ->> 'type', ${context}) = any (${texts(types)}) and ${spelled(sql`epcis_expanded(entry ->> ${list}, ${context})`, uris)}))`;
}

/** A truth value that a sensor reports. */
export function truthCondition({ value }: On<"truth">): SQL {
  return sql`(${SENSED} and exists (select 1 from ${valuesAt("booleanValue")} where found.value #>> '{}' = ${String(value)}))`;
}

/** A percentile that a sensor reports. */
export function rankCondition({ comparison, value }: On<"rank">): SQL {
  return sql`(${SENSED} and exists (select 1 from ${valuesAt("percRank")} where epcis_number(found.value) ${operator(comparison)} ${value}::numeric))`;
}

/** A number that a sensor reports, in any unit that can be converted. */
export function measuredCondition({ field, comparison, of }: On<"measured">): SQL {
  return sql`(${SENSED} and exists (select 1 from jsonb_path_query(${body}, '$.sensorElementList[*].sensorReport[*]') as report
    join json_to_recordset(${JSON.stringify(of)}::json) as wanted (unit text, value numeric) on wanted.unit = report ->> 'uom'
    where epcis_number(report -> ${field}) ${operator(comparison)} wanted.value))`;
}

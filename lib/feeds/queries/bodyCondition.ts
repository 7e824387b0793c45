import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { feedEvents } from "#db/schema/feeds";
import type { Condition, FieldTest } from "../filter.ts";
import type { Area, Comparison, FieldName } from "../parameter.ts";
import type { Spelled } from "../querySpelling.ts";

const { body, context } = feedEvents;

type On<Name extends Condition["on"]> = Extract<Condition, { readonly on: Name }>;

const OPERATORS: Readonly<Record<Comparison, SQL>> = { EQ: sql`=`, GT: sql`>`, GE: sql`>=`, LT: sql`<`, LE: sql`<=` };

/** The SQL of a comparison. */
export function operator(comparison: Comparison): SQL {
  return OPERATORS[comparison];
}

/** Texts as one parameter. */
export function texts(values: readonly string[]): SQL {
  return sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`;
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
  ...Object.fromEntries((["microorganism", "chemicalSubstance", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "percRank"] as const).map((name) => [name, [`$.sensorElementList[*].sensorReport[*].${name}`]])),
} as Readonly<Record<string, readonly string[]>>;

/** The values that stand at a member's places in a body, as a table of one column `value`. */
function valuesAt(member: string): SQL {
  return sql`(${sql.join((PATHS[member] ?? []).map((path) => sql`select jsonb_path_query(${body}, ${path}::jsonpath) as value`), sql` union all `)}) as found`;
}

const asText = sql`epcis_expanded(found.value #>> '{}', ${context})`;

/** One of these words. */
export function wordsCondition({ field, words }: On<"words">): SQL {
  return sql`exists (select 1 from ${valuesAt(field)} where ${asText} = any (${texts(words)}))`;
}

/** A time within the body. */
export function timeCondition({ field, comparison, at }: On<"bodyTime">): SQL {
  return sql`exists (select 1 from ${valuesAt(field)} where epcis_instant(found.value) ${operator(comparison)} ${at.toISOString()}::timestamptz)`;
}

/** One of these URIs, however it is spelled. */
export function urisCondition({ field, uris }: On<"uris">): SQL {
  return sql`exists (select 1 from ${valuesAt(field)} where ${spelled(asText, uris)})`;
}

function spelled(value: SQL, uris: readonly Spelled[]): SQL {
  return sql`epcis_spells(${value}, ${texts(uris.flatMap((uri) => uri.texts))}, ${texts(uris.flatMap(({ path }) => path ?? []))})`;
}

/** A business transaction, source or destination of one of these types. */
export function linkedCondition({ list, types, uris }: On<"linked">): SQL {
  return sql`exists (select 1 from jsonb_path_query(${body}, ${`$.${list}List[*]`}::jsonpath) as entry
    where epcis_expanded(entry ->> 'type', ${context}) = any (${texts(types)}) and ${spelled(sql`epcis_expanded(entry ->> ${list}, ${context})`, uris)})`;
}

/** A truth value that a sensor reports. */
export function truthCondition({ value }: On<"truth">): SQL {
  return sql`exists (select 1 from ${valuesAt("booleanValue")} where found.value #>> '{}' = ${String(value)})`;
}

/** A percentile that a sensor reports. */
export function rankCondition({ comparison, value }: On<"rank">): SQL {
  return sql`exists (select 1 from ${valuesAt("percRank")} where epcis_number(found.value) ${operator(comparison)} ${value}::numeric)`;
}

/** A number that a sensor reports, in any unit that can be converted. */
export function measuredCondition({ field, comparison, of }: On<"measured">): SQL {
  return sql`exists (select 1 from jsonb_path_query(${body}, '$.sensorElementList[*].sensorReport[*]') as report
    join json_to_recordset(${JSON.stringify(of)}::json) as wanted (unit text, value numeric) on wanted.unit = report ->> 'uom'
    where epcis_number(report -> ${field}) ${operator(comparison)} wanted.value)`;
}

/** The members of the standard itself at the top of an event and of a sensor element: nothing nested in them belongs to a field of the sender's own. */
const STANDARD = ["readPoint", "bizLocation", "ilmd", "errorDeclaration", "sensorElementList", "persistentDisposition", "bizTransactionList", "sourceList", "destinationList",
  "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList", "certificationInfo", "sensorMetadata", "sensorReport"];

const PARTS: Readonly<Record<Area, SQL>> = {
  event: sql`jsonb_build_array(${body} - ${texts(STANDARD)})`,
  ILMD: sql`jsonb_build_array(${body} -> 'ilmd')`,
  ERROR_DECLARATION: sql`jsonb_build_array(${body} -> 'errorDeclaration')`,
  SENSORELEMENT: sql`(select coalesce(jsonb_agg(element - ${texts(STANDARD)}), '[]') from jsonb_path_query(${body}, '$.sensorElementList[*]') as element)`,
  SENSORMETADATA: sql`jsonb_path_query_array(${body}, '$.sensorElementList[*].sensorMetadata')`,
  SENSORREPORT: sql`jsonb_path_query_array(${body}, '$.sensorElementList[*].sensorReport[*]')`,
  readPoint: sql`jsonb_build_array(${body} -> 'readPoint')`,
  bizLocation: sql`jsonb_build_array(${body} -> 'bizLocation')`,
};

function keysOf({ namespace, local, written }: FieldName): SQL {
  return sql`epcis_keys(${context}, ${namespace}::text, ${local}::text, ${written}::text)`;
}

/** A field of the sender's own. */
export function fieldCondition({ area, inner, field, test }: On<"field">): SQL {
  const holds = testOf(test);
  return sql`exists (select 1 from epcis_field(${PARTS[area]}, ${keysOf(field)}, ${inner}) as field (value)
    cross join lateral (select case when field.value ? '@value' then field.value -> '@value' else field.value end as value) as found where ${holds})`;
}

function testOf({ comparison, texts: written, decimals, instants }: FieldTest): SQL {
  if (comparison === "EXISTS") return sql`jsonb_typeof(found.value) <> 'null'`;
  const same = comparison === "EQ" ? [sql`${asText} = any (${texts(written)})`] : [];
  const numbers = decimals.map((decimal) => sql`epcis_number(found.value) ${operator(comparison)} ${decimal}::numeric`);
  const times = instants.map((at) => sql`epcis_instant(found.value) ${operator(comparison)} ${at.toISOString()}::timestamptz`);
  return sql`(${sql.join([...same, ...numbers, ...times], sql` or `)})`;
}

/** What events are ordered by when that is a field of the sender's own: numbers and times first, then texts by their bytes, then events without it. */
export function fieldOrder(field: FieldName): { readonly rank: SQL; readonly number: SQL; readonly text: SQL } {
  const value = sql`(select found from epcis_field(${PARTS.event}, ${keysOf(field)}, false) as found limit 1)`;
  const number = sql`coalesce(epcis_number(${value}), extract(epoch from epcis_instant(${value})))`;
  return {
    rank: sql`case when ${number} is not null then 0 when ${value} is not null then 1 else 2 end`,
    number: sql`coalesce(${number}, 0)`,
    text: sql`(case when ${number} is null then coalesce(${value} #>> '{}', '') else '' end) collate "C"`,
  };
}

import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { feedEvents } from "#db/schema/feeds";
import type { Condition, FieldTest } from "../filter.ts";
import type { Area, FieldName } from "../parameter.ts";
import { operator, SENSED, texts } from "./bodyCondition.ts";

const { body, context, declaresError } = feedEvents;

/** The members of the standard itself at the top of an event and of a sensor element: nothing nested in them belongs to a field of the sender's own. */
const STANDARD = ["readPoint", "bizLocation", "ilmd", "errorDeclaration", "sensorElementList", "persistentDisposition", "bizTransactionList", "sourceList", "destinationList",
  "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList", "certificationInfo", "sensorMetadata", "sensorReport"];

/** Where the fields of an area stand: one part of the body, or each of several; and what tells quickly that there is such a part. */
const AREAS: Readonly<Record<Area, { readonly part: SQL; readonly there?: SQL } | { readonly parts: SQL; readonly there: SQL }>> = {
  event: { part: sql`${body}` },
  ILMD: { part: sql`(${body} -> 'ilmd')`, there: sql`${body} ? 'ilmd'` },
  ERROR_DECLARATION: { part: sql`(${body} -> 'errorDeclaration')`, there: sql`${declaresError}` },
  readPoint: { part: sql`(${body} -> 'readPoint')`, there: sql`${body} ? 'readPoint'` },
  bizLocation: { part: sql`(${body} -> 'bizLocation')`, there: sql`${body} ? 'bizLocation'` },
  SENSORELEMENT: { parts: sql`jsonb_path_query(${body}, '$.sensorElementList[*]')`, there: SENSED },
  SENSORMETADATA: { parts: sql`jsonb_path_query(${body}, '$.sensorElementList[*].sensorMetadata')`, there: SENSED },
  SENSORREPORT: { parts: sql`jsonb_path_query(${body}, '$.sensorElementList[*].sensorReport[*]')`, there: SENSED },
};

/** The members of an area as a table `member` of key and value: those directly in it, or those nested in fields of the sender's own. */
function membersOf(area: Area, inner: boolean): SQL {
  const where = AREAS[area];
  const [parts, part] = "part" in where ? [sql``, where.part] : [sql`${where.parts} as part cross join lateral `, sql`part`];
  if (!inner) return sql`${parts}jsonb_each(case jsonb_typeof(${part}) when 'object' then ${part} else '{}' end) as member`;
  return sql`${parts}(select nested ->> 'key' as key, nested -> 'value' as value from jsonb_path_query(case jsonb_typeof(${part}) when 'object' then ${part} - ${texts(STANDARD)} else '{}' end,
    'strict $.*.** ? (@.type() == "object").keyvalue()') as nested) as member`;
}

/**
 * Whether a member is the field that a query names: by the namespace that its prefix has in the event; by its letters where the query tells
 * no namespace, or the event does not say what the prefix stands for.
 */
function isField({ namespace, local, written }: FieldName): SQL {
  if (namespace === null) return sql`member.key = ${written}`;
  const bare = namespace.replace(/#$/, "");
  const prefix = written.slice(0, Math.max(written.indexOf(":"), 0));
  return sql`right(member.key, ${local.length}::int) = ${local} and (epcis_expanded(member.key, ${context}) in (${`${bare}${local}`}, ${`${bare}#${local}`}) or (member.key = ${written} and epcis_namespace(${context}, ${prefix}) is null))`;
}

/** A field of the sender's own. That its name stands in the body at all is looked at first. */
export function fieldCondition({ area, inner, field, test }: Extract<Condition, { readonly on: "field" }>): SQL {
  const { there } = AREAS[area];
  return sql`(${there === undefined ? sql`` : sql`${there} and `}strpos(${body}::text, ${`${field.local}"`}) > 0 and exists (
    select 1 from ${membersOf(area, inner)} cross join lateral jsonb_path_query(member.value, '$[*]') as each
    cross join lateral (select case when each ? '@value' then each -> '@value' else each end as value) as found where ${isField(field)} and ${testOf(test)}))`;
}

function testOf({ comparison, texts: written, decimals, instants }: FieldTest): SQL {
  if (comparison === "EXISTS") return sql`jsonb_typeof(found.value) <> 'null'`;
  const same = comparison === "EQ" ? [sql`epcis_expanded(found.value #>> '{}', ${context}) = any (${texts(written)})`] : [];
  const numbers = decimals.length === 0 ? [] : [sql`epcis_number(found.value) ${operator(comparison)} any (${texts(decimals)}::numeric[])`];
  const times = instants.length === 0 ? [] : [sql`epcis_instant(found.value) ${operator(comparison)} any (${texts(instants.map((at) => at.toISOString()))}::timestamptz[])`];
  return sql`(${sql.join([...same, ...numbers, ...times], sql` or `)})`;
}

/** What events are ordered by when that is a field of the sender's own: numbers and times first, then texts by their bytes, then events without it. */
export function fieldOrder(field: FieldName): { readonly rank: SQL; readonly number: SQL; readonly text: SQL } {
  const value = sql`(select member.value from ${membersOf("event", false)} where ${isField(field)} limit 1)`;
  const number = sql`coalesce(epcis_number(${value}), extract(epoch from epcis_instant(${value})))`;
  return {
    rank: sql`case when ${number} is not null then 0 when ${value} is not null then 1 else 2 end`,
    number: sql`coalesce(${number}, 0)`,
    text: sql`(case when ${number} is null then coalesce(${value} #>> '{}', '') else '' end) collate "C"`,
  };
}

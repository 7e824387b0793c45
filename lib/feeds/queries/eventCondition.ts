import { gte, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { feedEvents } from "#db/schema/feeds";
import type { ItemRole } from "../event.ts";
import type { Condition } from "../filter.ts";
import type { ItemPattern } from "../queryPattern.ts";
import { anyOf, SENSED, linkedCondition, measuredCondition, operator, rankCondition, texts, timeCondition, truthCondition, urisCondition, wordsCondition } from "./bodyCondition.ts";
import { fieldCondition } from "./fieldCondition.ts";

type On<Name extends Condition["on"]> = Extract<Condition, { readonly on: Name }>;

/** A condition of a query in SQL over feed_events. A place's descendants have been looked up before. */
export function conditionSql(condition: Condition): SQL | undefined {
  switch (condition.on) {
    case "column":
      return columnCondition(condition);
    case "instant":
      return (condition.comparison === "GE" ? gte : lt)(feedEvents[condition.column], condition.at);
    case "place":
      return anyOf(feedEvents[condition.column], condition.keys);
    case "items":
      return itemsCondition(condition);
    case "declared":
      return sql`${feedEvents.declaresError}`;
    case "sensed":
      return SENSED;
    case "quantity":
      return quantityCondition(condition);
    case "words":
      return wordsCondition(condition);
    case "bodyTime":
      return timeCondition(condition);
    case "uris":
      return urisCondition(condition);
    case "linked":
      return linkedCondition(condition);
    case "truth":
      return truthCondition(condition);
    case "rank":
      return rankCondition(condition);
    case "measured":
      return measuredCondition(condition);
    case "field":
      return fieldCondition(condition);
    case "attribute":
      return attributeCondition(condition);
  }
}

/** Events of any type but the commonest, in the very words of their index. */
export const UNCOMMON = sql`${feedEvents.type} <> 'ObjectEvent'`;

function columnCondition({ column, values }: On<"column">): SQL {
  const found = anyOf(feedEvents[column], values);
  return column === "type" && !values.includes("ObjectEvent") ? sql`(${found} and ${UNCOMMON})` : found;
}

const EVERY_ROLE = 5;

/** The parts that identifiers may play; nothing where they may play any. */
export function ofRoles(roles: readonly ItemRole[]): SQL {
  return roles.length === EVERY_ROLE ? sql`` : sql` and ${anyOf(sql`role`, roles)}`;
}

function itemsCondition({ roles, items, patterns }: On<"items">): SQL {
  const role = ofRoles(roles);
  const named = items.length === 0 ? [] : [sql`select event_pk from event_items where ${anyOf(sql`item`, items)}${role}`];
  const formed = [
    within(patterns, "gtins", sql`gtin between wanted.least::char(14) and wanted.most::char(14) and `, role),
    within(patterns, "items", sql`item between wanted.least and wanted.most and `, role),
    within(patterns, null, sql``, role),
  ];
  return sql`${feedEvents.id} in (${sql.join([...named, ...formed.flatMap((each) => each ?? [])], sql` union all `)})`;
}

/** The events of the patterns that are looked for in ranges of one kind, or anywhere. */
function within(patterns: readonly ItemPattern[], kind: "gtins" | "items" | null, range: SQL, role: SQL): SQL | undefined {
  const wanted = patterns.flatMap((pattern) => {
    if (kind === null) return pattern.gtins === undefined && pattern.items === undefined ? [{ form: pattern.form }] : [];
    return (pattern[kind] ?? []).map(({ from, to }) => ({ form: pattern.form, least: from, most: to }));
  });
  if (wanted.length === 0) return undefined;
  return sql`select event_pk from json_to_recordset(${JSON.stringify(wanted)}::json) as wanted (form text, least text, most text) join event_items on ${range}item ~ wanted.form${role}`;
}

function quantityCondition({ comparison, of }: On<"quantity">): SQL {
  return sql`exists (select 1 from event_items as counted join json_to_recordset(${JSON.stringify(of)}::json) as wanted (unit text, value numeric) on wanted.unit is null or wanted.unit = counted.unit
    where counted.event_pk = ${feedEvents.id} and counted.quantity is not null and counted.quantity::numeric ${operator(comparison)} wanted.value)`;
}

/** What is known of a place by its GLN, under the names of the Core Business Vocabulary's master data (CBV 2.0 section 9). */
function attributeCondition({ field, names, values }: On<"attribute">): SQL {
  if (field !== "readPoint" && field !== "bizLocation") return sql`false`;
  const wanted = values === null ? sql`known.value is not null` : anyOf(sql`known.value`, values);
  return sql`exists (select 1 from site_identifiers join sites on sites.id = site_identifiers.site_id
    cross join lateral (values ('name', sites.name), ('countryCode', sites.country), ('country', sites.country), ('siteKind', sites.kind), ('latitude', sites.latitude::text), ('longitude', sites.longitude::text)) as known (name, value)
    where site_identifiers.value = substring(${feedEvents[field]} from '^41[47]/([0-9]{13})') and known.name = any (${texts(names)}) and ${wanted})`;
}

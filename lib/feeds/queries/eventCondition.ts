import { and, gte, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { feedEvents } from "#db/schema/feeds";
import type { ItemRole } from "../event.ts";
import type { Condition } from "../filter.ts";
import type { ItemPattern, Range } from "../queryPattern.ts";
import { SENSED, linkedCondition, measuredCondition, operator, rankCondition, texts, timeCondition, truthCondition, urisCondition, wordsCondition } from "./bodyCondition.ts";
import { fieldCondition } from "./fieldCondition.ts";

type On<Name extends Condition["on"]> = Extract<Condition, { readonly on: Name }>;

/** A condition of a query in SQL over feed_events. A place's descendants have been looked up before. */
export function conditionSql(condition: Condition): SQL | undefined {
  switch (condition.on) {
    case "column":
      return inArray(feedEvents[condition.column], [...condition.values]);
    case "instant":
      return (condition.comparison === "GE" ? gte : lt)(feedEvents[condition.column], condition.at);
    case "place":
      return inArray(feedEvents[condition.column], [...condition.keys]);
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

const EVERY_ROLE = 5;

/** The parts that identifiers may play; nothing where they may play any. */
export function ofRoles(roles: readonly ItemRole[]): SQL {
  return roles.length === EVERY_ROLE ? sql`` : sql` and role in (${sql.join(roles.map((one) => sql`${one}`), sql`, `)})`;
}

function itemsCondition({ roles, items, patterns }: On<"items">): SQL {
  const role = ofRoles(roles);
  const named = items.length === 0 ? [] : [sql`select event_pk from event_items where item in (${sql.join(items.map((item) => sql`${item}`), sql`, `)})${role}`];
  const formed = patterns.map((pattern) => sql`select event_pk from event_items where ${within(pattern)} and item ~ ${pattern.form}${role}`);
  return sql`${feedEvents.id} in (${sql.join([...named, ...formed], sql` union all `)})`;
}

function within({ gtins, items }: ItemPattern): SQL {
  const ranges = (column: SQL, wanted: readonly Range[]) => sql`(${sql.join(wanted.map(({ from, to }) => sql`${column} between ${from} and ${to}`), sql` or `)})`;
  return and(gtins && ranges(sql`gtin`, gtins), items && ranges(sql`item`, items)) ?? sql`true`;
}

function quantityCondition({ comparison, of }: On<"quantity">): SQL {
  return sql`exists (select 1 from event_items as counted join json_to_recordset(${JSON.stringify(of)}::json) as wanted (unit text, value numeric) on wanted.unit is null or wanted.unit = counted.unit
    where counted.event_pk = ${feedEvents.id} and counted.quantity is not null and counted.quantity::numeric ${operator(comparison)} wanted.value)`;
}

/** What is known of a place by its GLN, under the names of the Core Business Vocabulary's master data (CBV 2.0 section 9). */
function attributeCondition({ field, names, values }: On<"attribute">): SQL {
  if (field !== "readPoint" && field !== "bizLocation") return sql`false`;
  const wanted = or(values === null ? isNotNull(sql`known.value`) : undefined, values === null ? undefined : sql`known.value = any (${texts(values)})`);
  return sql`exists (select 1 from site_identifiers join sites on sites.id = site_identifiers.site_id
    cross join lateral (values ('name', sites.name), ('countryCode', sites.country), ('country', sites.country), ('siteKind', sites.kind), ('latitude', sites.latitude::text), ('longitude', sites.longitude::text)) as known (name, value)
    where site_identifiers.value = substring(${feedEvents[field]} from '^41[47]/([0-9]{13})') and known.name = any (${texts(names)}) and ${wanted})`;
}

import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Condition } from "../filter.ts";
import type { Place } from "../pageToken.ts";
import { ofRoles } from "./eventCondition.ts";

type Items = Extract<Condition, { readonly on: "items" }>;

/** A condition by which the events of a page are looked up one value at a time, in the order wanted. */
type Driver = { readonly condition: Condition; readonly column: "readPoint" | "bizLocation" | "disposition" | "bizStep"; readonly values: readonly string[] };

/** More values than are looked up one by one. */
const MOST_DRIVEN = 100;

/**
 * A condition of several values whose index gives each value's events in the order wanted: they are taken value by value and merged.
 * None when another condition has a single value, for then its index does.
 */
export function drivenBy(conditions: readonly Condition[]): Driver | undefined {
  const indexed = conditions.flatMap((condition): Driver[] => {
    if (condition.on === "place") return [{ condition, column: condition.column, values: [...new Set(condition.keys)] }];
    if (condition.on !== "column" || (condition.column !== "disposition" && condition.column !== "bizStep")) return [];
    return [{ condition, column: condition.column, values: [...new Set(condition.values)] }];
  });
  return indexed.some(({ values }) => values.length <= 1) ? undefined : indexed.find(({ values }) => values.length <= MOST_DRIVEN);
}

/** The condition that names one identifier alone: its events come out of the index in the order of their keys. None where there are more of the kind. */
export function namedBy(conditions: readonly Condition[]): { readonly condition: Items; readonly column: "item" } | undefined {
  const [named, ...others] = conditions.filter((condition): condition is Items => condition.on === "items");
  return named === undefined || others.length > 0 || named.patterns.length > 0 || named.items.length !== 1 ? undefined : { condition: named, column: "item" };
}

/** The keys of the events that name one identifier, each once, in order, from where a page begins. */
export function eventsNaming({ items, roles }: Items, { after, before }: { readonly after: Place | undefined; readonly before: number }): SQL {
  const behind = after === undefined ? sql`` : sql` and event_pk > ${Number(after.at(-1))}`;
  return sql`select distinct event_pk from event_items where item = ${items[0] ?? ""}${ofRoles(roles)} and event_pk <= ${before}${behind} order by event_pk`;
}

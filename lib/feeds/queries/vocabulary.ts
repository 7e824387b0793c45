import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";
import type { Scope } from "#lib/access/actor";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";
import type { Resource } from "../resource.ts";
import { UNCOMMON } from "./eventCondition.ts";
import { inTime } from "./time.ts";

const COLUMNS = { eventTypes: feedEvents.type, bizSteps: feedEvents.bizStep, dispositions: feedEvents.disposition, readPoints: feedEvents.readPoint, bizLocations: feedEvents.bizLocation } as const;

/** A class of trade items or a lot of one: these are no single things, and so no EPCs. */
const IS_CLASS = sql`item ~ '^01/[0-9]{14}(/10/.*)?$'`;

/** The values of a resource that the actor's events have, in order, each found behind the one before it in the index. `after` is the last one seen. The commonest event type is left out. Refuses `query-too-complex`. */
export async function listValues(tx: Transaction, resource: Resource, page: { readonly limit: number; readonly after?: string | undefined }, scope: Scope): Promise<Page<string>> {
  const next = (behind: SQL | undefined) => (resource === "epcs" ? nextItem(behind, scope) : nextWord(COLUMNS[resource], behind, scope));
  const rows = await inTime(tx, async () => tx.execute<{ value: string }>(sql`
    with recursive known as (
      (${next(page.after === undefined ? undefined : sql`${page.after}::text`)})
      union all
      select (${next(sql`known.value`)}) from known where known.value is not null
    )
    select value from known where value is not null limit ${page.limit + 1}`));
  return paged(rows.map(({ value }) => value), page.limit, (value) => value);
}

function nextWord(column: (typeof COLUMNS)[keyof typeof COLUMNS], behind: SQL | undefined, scope: Scope): SQL {
  const indexed = column === feedEvents.type ? UNCOMMON : sql`${column} is not null`;
  return sql`select ${column} as value from ${feedEvents} where ${indexed}${behind === undefined ? sql`` : sql` and ${column} > ${behind}`}${ownRows(scope)} order by ${column} limit 1`;
}

function nextItem(behind: SQL | undefined, scope: Scope): SQL {
  const seen = scope.all ? sql`` : sql` and exists (select 1 from ${feedEvents} where ${feedEvents.id} = event_pk${ownRows(scope)})`;
  return sql`select item as value from event_items where not ${IS_CLASS}${behind === undefined ? sql`` : sql` and item > ${behind}`}${seen} order by item limit 1`;
}

function ownRows(scope: Scope): SQL {
  return scope.all ? sql`` : sql` and ${feedEvents.sourceOrganisationId} = ${scope.organisation}`;
}

/** Whether any of the actor's events has a value. Refuses `query-too-complex`. */
export async function isKnown(tx: Transaction, resource: Resource, value: string, scope: Scope): Promise<boolean> {
  const found = resource === "epcs"
    ? sql`select 1 from event_items join ${feedEvents} on ${feedEvents.id} = event_pk where item = ${value}${ownRows(scope)} limit 1`
    : sql`select 1 from ${feedEvents} where ${COLUMNS[resource]} = ${value}${resource === "eventTypes" ? sql` and ${UNCOMMON}` : sql``}${ownRows(scope)} limit 1`;
  return inTime(tx, async () => (await tx.execute(found)).length > 0);
}

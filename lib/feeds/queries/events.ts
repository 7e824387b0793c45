import { and, asc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client";
import { eventItems, feedEvents } from "#db/schema/feeds";
import type { EventFilter, ItemMatch } from "../filter.ts";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";

/** An event as it goes out: exact JSON with its id and the time it was recorded, and its own context where the standard's does not do. */
export type StoredEvent = { readonly pk: number; readonly json: string };

/** An event's body with what the house adds on its way out, as jsonb. */
export const whole = sql`(${feedEvents.body}
  || jsonb_build_object('eventID', ${feedEvents.eventId}, 'recordTime', to_char(${feedEvents.recordTime} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  || case when jsonb_typeof(${feedEvents.context}) in ('array', 'object') then jsonb_build_object('@context', ${feedEvents.context}) else '{}'::jsonb end)`;
const outgoing = sql<string>`${whole}::text`;

/** Events by filter, in the order they were recorded. `after` is the key of the last one seen. */
export async function listEvents(tx: Transaction, filter: EventFilter, page: { readonly limit: number; readonly after?: number | undefined }): Promise<Page<StoredEvent>> {
  const conditions = [...conditionsOf(filter), page.after === undefined ? undefined : gt(feedEvents.id, page.after)];
  const rows = await tx.select({ pk: feedEvents.id, json: outgoing }).from(feedEvents).where(and(...conditions)).orderBy(asc(feedEvents.id)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ pk }) => String(pk));
}

/** The event of an id, and the declaration that it was in error where there is one; empty when there is none within the actor's scope. */
export async function eventById(tx: Transaction, eventId: string): Promise<StoredEvent[]> {
  return tx.select({ pk: feedEvents.id, json: outgoing }).from(feedEvents).where(eq(feedEvents.eventId, eventId)).orderBy(asc(feedEvents.declaresError));
}

function conditionsOf(filter: EventFilter): (SQL | undefined)[] {
  const any = (column: PgColumn, values: readonly string[]) => (values.length === 0 ? undefined : inArray(column, [...values]));
  const within = (column: PgColumn, { from, before }: EventFilter["eventTime"]) => and(from && gte(column, from), before && lt(column, before));
  return [
    any(feedEvents.type, filter.types),
    any(feedEvents.action, filter.actions),
    any(feedEvents.bizStep, filter.bizSteps),
    any(feedEvents.disposition, filter.dispositions),
    any(feedEvents.readPoint, filter.readPoints),
    any(feedEvents.bizLocation, filter.bizLocations),
    any(feedEvents.eventId, filter.eventIds),
    within(feedEvents.eventTime, filter.eventTime),
    within(feedEvents.recordTime, filter.recordTime),
    ...filter.matches.map(matching),
  ];
}

function matching({ roles, items, gtins }: ItemMatch): SQL {
  const named = or(items.length === 0 ? undefined : inArray(eventItems.item, [...items]), gtins.length === 0 ? undefined : inArray(eventItems.gtin, [...gtins]));
  if (named === undefined) return sql`false`;
  return sql`${feedEvents.id} in (select ${eventItems.eventPk} from ${eventItems} where ${named} and ${inArray(eventItems.role, [...roles])})`;
}

import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";
import { Refusal } from "#lib/access/refusal";
import type { Scope } from "#lib/access/actor";
import { opened, sealed } from "../pageToken.ts";
import type { Place } from "../pageToken.ts";
import type { Page } from "../page.ts";
import type { EventQuery } from "../query.ts";
import { conditionSql } from "./eventCondition.ts";
import { drivenBy, eventsNaming, namedBy } from "./eventLead.ts";
import { orderSql, rowKey } from "./eventOrder.ts";
import type { OrderSql } from "./eventOrder.ts";
import { withDescendants } from "./places.ts";
import { inTime } from "./time.ts";

/** An event as it goes out: exact JSON with its id and the time it was recorded, and the context it was written under where the standard's does not do. */
export type StoredEvent = { readonly pk: number; readonly json: string; readonly context: unknown; readonly recordTime: string };

const recorded = sql<string>`to_char(${feedEvents.recordTime} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A context that says more than the standard's own. */
const OF_ITS_OWN = '$[*] ? (@.type() == "object" || !(@ starts with "https://ref.gs1.org/standards/epcis/" || @ starts with "https://gs1.github.io/EPCIS/"))';

/** An event's body with what the house adds on its way out, as jsonb. */
export const whole = sql`(${feedEvents.body}
  || jsonb_build_object('eventID', ${feedEvents.eventId}, 'recordTime', ${recorded})
  || case when jsonb_path_exists(${feedEvents.context}, ${sql.raw(`'${OF_ITS_OWN}'`)}) then jsonb_build_object('@context', ${feedEvents.context}) else '{}'::jsonb end)`;
/** The columns of an event as it goes out. */
export const storedEvent = { pk: feedEvents.id, json: sql<string>`${whole}::text`, context: feedEvents.context, recordTime: recorded };

/** Where a page of a query begins: `token` as the page before gave it. */
export type PageAsked = { readonly limit: number; readonly token?: string | undefined };

/**
 * A page of a query's events; `next` is the token of the following page. Pages end with the events that were there when the first was
 * asked for, and skip none of them. Refuses `bad-page-token`, `query-too-large` and `query-too-complex`.
 */
export async function listEvents(tx: Transaction, query: EventQuery, page: PageAsked, scope: Scope = { all: true }): Promise<Page<StoredEvent>> {
  const from = page.token === undefined ? undefined : positionOf(query, page.token);
  return inTime(tx, async () => {
    const before = from?.before ?? (await highest(tx));
    const found = await select(tx, { ...query, conditions: await withDescendants(tx, query.conditions) }, { limit: page.limit, after: from?.after, before, left: from?.left ?? query.first }, scope);
    if (from === undefined && query.atMost !== null) await refuseTooMany(tx, query, before, scope);
    return found;
  });
}

/** Where a page stands: behind which row, below which row's key all rows stay, and how many of the first that are wanted are left. */
type Position = { readonly after: Place | undefined; readonly before: number; readonly left: number | null };

function positionOf(query: EventQuery, token: string): Position {
  const [before, left, ...after] = opened(query.mark, token) ?? [];
  if (typeof before !== "number" || typeof left === "string" || left === undefined) throw new Refusal("bad-input", "bad-page-token");
  return { before, left, after };
}

/** The highest key that any event may have now. */
async function highest(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ last: bigint }>(sql`select last_value as last from feed_events_id_seq`);
  return Number(row?.last ?? 0);
}

type Selected = Position & { readonly limit: number };

async function select(tx: Transaction, query: EventQuery, page: Selected, scope: Scope): Promise<Page<StoredEvent>> {
  const order = orderSql(query.order);
  const wanted = page.left === null ? page.limit : Math.min(page.limit, page.left);
  const rows = await tx.execute<Omit<StoredEvent, "pk"> & { readonly pk: bigint; readonly place: string[] }>(statementOf(query, page, order, wanted + 1, scope));
  const some = rows.slice(0, wanted).map(({ pk, json, context, recordTime }) => ({ pk: Number(pk), json, context, recordTime }));
  const left = page.left === null ? null : page.left - some.length;
  const last = rows[some.length - 1];
  const more = rows.length > wanted && left !== 0 && last !== undefined;
  return { rows: some, next: more ? sealed(query.mark, [page.before, left, ...last.place, Number(last.pk)]) : null };
}

/** First which rows, then their bodies: what goes out is put together for the rows of the page alone. */
function statementOf(query: EventQuery, page: Selected, order: OrderSql, wanted: number, scope: Scope): SQL {
  return sql`select found.pk, found.place, ${storedEvent.json} as json, ${storedEvent.context} as context, ${storedEvent.recordTime} as "recordTime"
    from (${rowsOf(query, page, order, sql`limit ${wanted}`, scope)}) as found join ${feedEvents} on ${feedEvents.id} = found.pk order by found.turn`;
}

/** The rows of a page: their keys, their places in the order, and their turns. What finds them quickest leads; the other conditions follow. */
function rowsOf(query: EventQuery, page: Selected, order: OrderSql, limit: SQL, scope: Scope): SQL {
  const lead = order.mayMerge ? drivenBy(query.conditions) : query.order.by === "id" ? namedBy(query.conditions) : undefined;
  const conditions = query.conditions.filter((condition) => condition !== lead?.condition).map(conditionSql);
  const where = and(...conditions, ...ownRows(scope), thereBefore(query, page.before), page.after === undefined ? undefined : order.behind(page.after));
  const row = sql`select ${feedEvents.id} as pk, ${order.place} as place`;
  const turn = (by: SQL) => sql`row_number() over (order by ${by}) as turn`;
  if (lead === undefined) return sql`${row}, ${turn(order.by)} from ${feedEvents} where ${where} order by ${order.by} ${limit}`;
  if (lead.column === "item")
    return sql`${row}, ${turn(order.by)} from (${eventsNaming(lead.condition, page)}) as named join ${feedEvents} on ${feedEvents.id} = named.event_pk where ${where} order by ${order.by} ${limit}`;
  return sql`select row.pk, row.place, ${turn(order.merged)} from json_array_elements_text(${JSON.stringify(lead.values)}::json) as one (value)
    cross join lateral (${row}, ${rowKey} from ${feedEvents} where ${feedEvents[lead.column]} = one.value and ${where} order by ${order.by} ${limit}) as row
    order by ${order.merged} ${limit}`;
}

/**
 * Rows that were there when the first page was asked for. In an order by time the key must not be looked up: Postgres 18 reckons a range of it behind a range
 * of times as a skip through every time, and leaves the index of a place for that of all times.
 */
function thereBefore({ order }: EventQuery, before: number): SQL {
  return order.by === "id" ? sql`${feedEvents.id} <= ${before}` : sql`${feedEvents.id} + 0 <= ${before}`;
}

/** Rows of one's own organisation: the same as row-level security leaves, said so that an index finds them. */
function ownRows(scope: Scope): SQL[] {
  return scope.all ? [] : [eq(feedEvents.sourceOrganisationId, scope.organisation)];
}

async function refuseTooMany(tx: Transaction, query: EventQuery, before: number, scope: Scope): Promise<void> {
  const where = and(...(await withDescendants(tx, query.conditions)).map(conditionSql), ...ownRows(scope), sql`${feedEvents.id} <= ${before}`);
  const [counted] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from ${feedEvents} where ${where} limit ${(query.atMost ?? 0) + 1}) as counted`);
  if ((counted?.n ?? 0) > (query.atMost ?? 0)) throw new Refusal("bad-input", "query-too-large", { limit: query.atMost ?? 0 });
}

/** The event of an id, and the declaration that it was in error where there is one; empty when there is none within the actor's scope. */
export async function eventById(tx: Transaction, eventId: string): Promise<StoredEvent[]> {
  return tx.select(storedEvent).from(feedEvents).where(eq(feedEvents.eventId, eventId)).orderBy(asc(feedEvents.declaresError), desc(feedEvents.id));
}

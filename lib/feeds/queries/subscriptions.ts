import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { apiKeys, people } from "#db/schema/access";
import { feedEvents } from "#db/schema/feeds";
import { namedQueries } from "#db/schema/feeds-queries";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
import type { Scope } from "#lib/access/actor";
import type { Condition } from "../filter.ts";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";
import type { Told } from "../subscription.ts";
import { conditionSql } from "./eventCondition.ts";
import { storedEvent, type StoredEvent } from "./events.ts";
import { withDescendants } from "./places.ts";

/** A subscription as its subscriber sees it: all but the token. */
export type Subscription = Omit<typeof feedSubscriptions.$inferSelect, "token">;

/** The active subscriptions of a query within the actor's scope, the oldest first. `after` is the id of the last one seen. */
export async function listSubscriptions(tx: Transaction, queryName: string, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<Subscription>> {
  const behind = page.after === undefined ? undefined : gt(feedSubscriptions.id, page.after);
  const rows = await tx.select().from(feedSubscriptions).where(and(eq(feedSubscriptions.queryName, queryName), behind)).orderBy(asc(feedSubscriptions.id)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ id }) => id);
}

/** One subscription of a query; undefined when the actor may see none of that id. */
export async function subscriptionById(tx: Transaction, queryName: string, id: string): Promise<Subscription | undefined> {
  const [found] = await tx.select().from(feedSubscriptions).where(and(eq(feedSubscriptions.queryName, queryName), eq(feedSubscriptions.id, id)));
  return found;
}

/** A subscription with the query it stands for; undefined when it is gone. */
export async function subscriptionToTell(tx: Transaction, id: string): Promise<{ readonly row: typeof feedSubscriptions.$inferSelect; readonly definition: Readonly<Record<string, unknown>> } | undefined> {
  const [found] = await tx
    .select({ row: feedSubscriptions, definition: namedQueries.definition })
    .from(feedSubscriptions)
    .innerJoin(namedQueries, eq(namedQueries.name, feedSubscriptions.queryName))
    .where(eq(feedSubscriptions.id, id));
  return found;
}

/** Whether a subscriber may still sign in: a revoked key and a disabled person are told nothing more. */
export async function mayStillAsk(tx: Transaction, subscriber: string): Promise<boolean> {
  const [kind, id] = subscriber.split(":");
  if (kind === "system") return true;
  const rows = kind === "key"
    ? await tx.select({ ends: apiKeys.revokedAt }).from(apiKeys).where(eq(apiKeys.id, Number(id)))
    : await tx.select({ ends: people.disabledAt }).from(people).where(eq(people.id, Number(id)));
  return rows.some(({ ends }) => ends === null);
}

/** Where the stream of events stands now: whoever begins here is told of all that is committed later. */
export async function placeNow(tx: Transaction): Promise<Told> {
  const [row] = await tx.execute<{ transaction: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as transaction`);
  return { transaction: row?.transaction ?? "0", event: 0 };
}

/** The next events of a query behind a place, in the order they were committed to the house; `place` is where to go on, `more` whether some are left, `unsettled` whether younger ones are not safe to tell yet. */
export type NextEvents = { readonly events: readonly StoredEvent[]; readonly place: Told; readonly more: boolean; readonly unsettled: boolean };

/**
 * Events behind `told` that a query is about. Only what every transaction before it has finished with is told, so that none that is
 * committed late is ever skipped.
 */
export async function eventsBehind(tx: Transaction, query: { readonly conditions: readonly Condition[]; readonly since: Date | undefined }, told: Told, limit: number, scope: Scope): Promise<NextEvents> {
  const [horizon] = await tx.execute<{ transaction: string; unsettled: boolean }>(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as transaction, exists (select 1 from feed_events where positioned >= pg_snapshot_xmin(pg_current_snapshot())) as unsettled`);
  const below = horizon?.transaction ?? "0";
  const conditions = (await withDescendants(tx, query.conditions)).map(conditionSql);
  const own = scope.all ? undefined : eq(feedEvents.sourceOrganisationId, scope.organisation);
  const since = query.since === undefined ? undefined : sql`${feedEvents.recordTime} >= ${query.since.toISOString()}::timestamptz`;
  const rows = await tx
    .select({ ...storedEvent, positioned: sql<string>`${feedEvents.positioned}::text` })
    .from(feedEvents)
    .where(and(sql`(${feedEvents.positioned}, ${feedEvents.id}) > (${told.transaction}::xid8, ${told.event}::bigint)`, sql`${feedEvents.positioned} < ${below}::xid8`, own, since, ...conditions))
    .orderBy(asc(feedEvents.positioned), asc(feedEvents.id))
    .limit(limit + 1);
  const events = rows.slice(0, limit);
  const last = events.at(-1);
  const more = rows.length > limit;
  const place = more && last !== undefined ? { transaction: last.positioned, event: last.pk } : { transaction: below, event: 0 };
  return { events, place, more, unsettled: horizon?.unsettled ?? false };
}

/** The streams that neither wait out a failure nor rest. */
export async function streamsWaiting(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: feedSubscriptions.id })
    .from(feedSubscriptions)
    .where(and(isNull(feedSubscriptions.schedule), isNull(feedSubscriptions.pausedAt), eq(feedSubscriptions.failures, 0)))
    .orderBy(asc(feedSubscriptions.createdAt));
  return rows.map(({ id }) => id);
}

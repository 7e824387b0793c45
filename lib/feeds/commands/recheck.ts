import { isDeepStrictEqual } from "node:util";
import { inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { eventItems, feedEvents } from "#db/schema/feeds";
import type { Actor } from "#lib/access/actor";
import { command } from "#lib/audit/command";
import type { EventProblem } from "../event.ts";
import { historyDoubts, queueRecheck, truthSettings } from "../queries/truth.ts";
import { settled } from "../truth.ts";
import { placeOf, shipsBy } from "../truthHistory.ts";
import type { Sighting } from "../truthHistory.ts";
import { isTruthCode, TRUTH_CHECKS } from "../truthTable.ts";
import { lookUpByIndex } from "./storing.ts";

const WORKER: Actor = { kind: "system", name: "worker" };
const AT_ONCE = 1000;

/** Task `recheck-truth` {lots, items, after?}: something new is known of these; the doubts of the stored events that name them are written anew, as if all had arrived in the order of time. */
export async function recheckTruth(payload: unknown, now?: Date): Promise<void> {
  await recheck(WORKER, payload, now);
}

/** Task `recheck-overlap` {own, others}: a transaction took events in while others were under way. Once they have ended, what both name is looked at again. */
export async function recheckOverlap(payload: unknown, now?: Date): Promise<void> {
  await overlap(WORKER, payload, now);
}

const [WAIT, MOST_TRIES] = [2000, 100];

const overlap = command("system.run", z.object({ own: z.string(), others: z.array(z.string()).min(1), tries: z.number().default(0) }), async ({ tx, now }, { own, others, tries }) => {
  const audit = { action: "event.recheck-overlap", subject: { kind: "transaction", id: own }, facts: { others: others.length, tries } };
  const ended = await tx.execute<{ xid: string; ended: boolean }>(sql`select xid, pg_visible_in_snapshot(xid::xid8, pg_current_snapshot()) as ended from json_array_elements_text(${JSON.stringify(others)}::json) as xid`);
  const running = ended.filter((one) => !one.ended).map(({ xid }) => xid);
  if (running.length > 0 && tries < MOST_TRIES) {
    await queueJob(tx, "recheck-overlap", { own, others, tries: tries + 1 }, { runAt: new Date(now.getTime() + WAIT) });
    return { result: 0, audit };
  }
  await lookUpByIndex(tx);
  const both = await tx.execute<{ item: string | null; gtin: string | null; lot: string | null }>(sql`
    with mine as materialized (select i.* from ${itemsOf(sql`${own}::xid8`)} as i),
    theirs as materialized (select i.* from json_array_elements_text(${JSON.stringify(others)}::json) as other cross join ${itemsOf(sql`other.value::xid8`)} as i)
    select item, null as gtin, null as lot from mine where gtin is null or lot is null or item not like '%/10/%' intersect select item, null, null from theirs
    union (select null, gtin, lot from mine where lot is not null intersect select null, gtin, lot from theirs)`);
  const lots = both.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }]));
  await queueRecheck(tx, { lots, items: both.flatMap(({ item }) => item ?? []) });
  return { result: both.length, audit };
});

/** The items of the events a transaction wrote, event by event. */
const itemsOf = (transaction: SQL) => sql`lateral (
  select i.item, i.gtin, i.lot from (select id from feed_events where positioned = ${transaction} offset 0) as e cross join lateral (select item, gtin, lot from event_items where event_pk = e.id offset 0) as i)`;

const input = z.object({ lots: z.array(z.object({ gtin: z.string(), lot: z.string() })), items: z.array(z.string()), after: z.number().default(0) });

const recheck = command("system.run", input, async ({ tx }, { lots, items, after }) => {
  const pks = await concerned(tx, lots, items, after);
  const changed = await writeDoubts(tx, pks);
  const last = pks.at(-1);
  if (pks.length === AT_ONCE && last !== undefined) await queueJob(tx, "recheck-truth", { lots, items, after: last });
  return { result: changed, audit: { action: "event.recheck", subject: { kind: "feed-events", id: String(pks[0] ?? 0) }, facts: { looked: pks.length, changed } } };
});

async function concerned(tx: Transaction, lots: readonly { readonly gtin: string; readonly lot: string }[], items: readonly string[], after: number): Promise<number[]> {
  const rows = await tx.execute<{ pk: string }>(sql`
    select event_pk::text as pk from (
      select i.event_pk from event_items i join json_to_recordset(${JSON.stringify(lots)}::json) as k(gtin text, lot text) on i.gtin = k.gtin::char(14) and i.lot = k.lot
      union select i.event_pk from event_items i join json_array_elements_text(${JSON.stringify(items)}::json) as k(item) on i.item = k.item) as named
    where event_pk > ${after} order by event_pk limit ${AT_ONCE}`);
  return rows.map(({ pk }) => Number(pk));
}

async function writeDoubts(tx: Transaction, pks: readonly number[]): Promise<number> {
  if (pks.length === 0) return 0;
  const { sightings, problems } = await stored(tx, pks);
  const { doubts } = await historyDoubts(tx, sightings);
  const settings = await truthSettings(tx);
  const changed = sightings.flatMap(({ key, declaresError }) => {
    const before = problems.get(key) ?? [];
    const after = [...before.filter(({ code }) => !(isTruthCode(code) && TRUTH_CHECKS[code].looksAt === "history")), ...settled(doubts.get(key) ?? [], settings)];
    return declaresError || isDeepStrictEqual(before, after) ? [] : [{ id: key, problems: after }];
  });
  if (changed.length > 0) await tx.execute(sql`update feed_events set problems = k.problems from json_to_recordset(${JSON.stringify(changed)}::json) as k(id bigint, problems jsonb) where feed_events.id = k.id`);
  return changed.length;
}

/** Stored events as the checks look at them, and the problems they bear. Their pointers are within the event. */
async function stored(tx: Transaction, pks: readonly number[]): Promise<{ readonly sightings: Sighting[]; readonly problems: ReadonlyMap<number, readonly EventProblem[]> }> {
  const { id, eventId, hash, eventTime, type, action, bizStep, readPoint, bizLocation, declaresError, problems } = feedEvents;
  const events = await tx.select({ id, eventId, hash, eventTime, type, action, bizStep, readPoint, bizLocation, declaresError, problems }).from(feedEvents).where(inArray(id, [...pks])).orderBy(id).for("no key update");
  const named = Map.groupBy(await tx.select().from(eventItems).where(inArray(eventItems.eventPk, [...pks])), ({ eventPk }) => eventPk);
  const place = (key: string | null) => (key === null ? null : { key, gln: /^41[47]\/(\d{13})/.exec(key)?.[1] ?? null });
  const sightings = events.map((event): Sighting => ({
    key: event.id, pointer: "", eventId: event.eventId, hash: event.hash, at: event.eventTime.getTime(), ...placeOf({ type: event.type, readPoint: place(event.readPoint), bizLocation: place(event.bizLocation) }),
    type: event.type, action: event.action, ships: shipsBy(event.bizStep), declaresError: event.declaresError, producedOn: null, expiresOn: null, items: named.get(event.id) ?? [],
  }));
  return { sightings, problems: new Map(events.map((event) => [event.id, event.problems])) };
}

import { inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { eventItems, feedEvents, lotMovements, lotStatements } from "#db/schema/feeds";
import type { Scope } from "#lib/access/actor";
import type { Admitted, KnownEvent } from "../admission.ts";
import { statementsOf } from "../lot.ts";
import type { LotKey } from "../lot.ts";
import { movementsOf } from "../movement.ts";
import { assignLots } from "./facts.ts";

const ROWS_AT_ONCE = 500;

/** Another document took in one of these ids meanwhile: the transaction is to be tried again. The code is that of a serialisation failure. */
class TakenMeanwhile extends Error {
  readonly code = "40001";
}

/**
 * Does work that concerns every organisation's events: whether an event is known, and what is folded from all of them, does not
 * depend on who asks. The actor's own scope stands again afterwards.
 */
export async function acrossOrganisations<Result>(tx: Transaction, scope: Scope, work: () => Promise<Result>): Promise<Result> {
  await tx.execute(sql`select set_config('app.scope', 'all', true)`);
  const result = await work();
  await tx.execute(sql`select set_config('app.scope', ${scope.all ? "all" : "organisation"}, true)`);
  return result;
}

/** Those of these events that are there already, by id or by content. */
export async function knownEvents(tx: Transaction, ids: readonly string[], hashes: readonly string[]): Promise<KnownEvent[]> {
  if (ids.length === 0) return [];
  const found: KnownEvent[] = [];
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    const wanted = or(inArray(feedEvents.eventId, ids.slice(at, at + ROWS_AT_ONCE)), inArray(feedEvents.hash, hashes.slice(at, at + ROWS_AT_ONCE)));
    found.push(...(await tx.select({ eventId: feedEvents.eventId, hash: feedEvents.hash, declaresError: feedEvents.declaresError }).from(feedEvents).where(wanted)));
  }
  return found;
}

/** Where a document's events come from. */
export type Origin = { readonly documentId: string; readonly organisation: number; readonly now: Date };

/** Writes events with their items, statements on lots and movements, and hands back the lots they concern. Throws for a retry when an id was taken meanwhile. */
export async function storeEvents(tx: Transaction, admitted: readonly Admitted[], origin: Origin): Promise<LotKey[]> {
  const sorted = admitted.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
  const stored: (Admitted & { readonly pk: number })[] = [];
  for (let at = 0; at < sorted.length; at += ROWS_AT_ONCE) stored.push(...(await insertEvents(tx, sorted.slice(at, at + ROWS_AT_ONCE), origin)));
  const items = stored.flatMap(({ pk, content }) => content.items.map((item) => ({ eventPk: pk, ...item })));
  await inChunks(items, (rows) => tx.insert(eventItems).values(rows));
  const statements = stored.flatMap(({ eventId, content }) => statementsOf(content, eventId));
  await inChunks(statements, (rows) => tx.insert(lotStatements).values(rows.map((one) => ({ ...one, glns: [...one.glns] }))).onConflictDoNothing());
  const retracted = stored.filter(({ content }) => content.declaresError).map(({ eventId }) => eventId);
  return [...statements, ...(await storeMovements(tx, stored)), ...(await movedLots(tx, retracted)), ...items.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }]))];
}

async function insertEvents(tx: Transaction, admitted: readonly Admitted[], { documentId, organisation, now }: Origin): Promise<(Admitted & { readonly pk: number })[]> {
  const rows = admitted.map(({ eventId, content, problems }) => ({
    eventId,
    declaresError: content.declaresError,
    hash: content.hash,
    type: content.type,
    action: content.action,
    eventTime: content.eventTime,
    eventTimeZoneOffset: content.eventTimeZoneOffset,
    recordTime: now,
    bizStep: content.bizStep,
    disposition: content.disposition,
    readPoint: content.readPoint?.key ?? null,
    bizLocation: content.bizLocation?.key ?? null,
    documentId,
    sourceOrganisationId: organisation,
    body: sql`${content.bodyText}::jsonb`,
    context: content.context ?? null,
    problems: [...problems],
  }));
  const inserted = await tx.insert(feedEvents).values(rows).onConflictDoNothing().returning({ pk: feedEvents.id, eventId: feedEvents.eventId, declaresError: feedEvents.declaresError });
  if (inserted.length < rows.length) throw new TakenMeanwhile("an event id was taken meanwhile");
  const pks = new Map(inserted.map(({ pk, eventId, declaresError }) => [`${declaresError} ${eventId}`, pk]));
  return admitted.flatMap((one) => {
    const pk = pks.get(`${one.content.declaresError} ${one.eventId}`);
    return pk === undefined ? [] : [{ ...one, pk }];
  });
}

async function storeMovements(tx: Transaction, stored: readonly (Admitted & { readonly pk: number })[]): Promise<LotKey[]> {
  const made = stored.flatMap(({ content, eventId }) => (statementsOf(content, eventId).length === 0 ? [] : content.items.flatMap(({ item, gtin, lot }) => (item.includes("/21/") && gtin !== null && lot !== null ? [{ item, gtin, lot }] : []))));
  const moved = stored.flatMap(({ pk, eventId, content }) => movementsOf(content).map((movement) => ({ ...movement, eventPk: pk, eventId, hash: content.hash, eventTime: content.eventTime })));
  const lotsOfItems = await knownLots(tx, moved.filter(({ lot }) => lot === null).map(({ item }) => item));
  const rows = moved.map((movement) => ({ ...movement, lot: movement.lot ?? lotsOfItems.get(movement.item) ?? null, originGlns: [...movement.originGlns], destinationGlns: [...movement.destinationGlns] }));
  await inChunks(rows, (some) => tx.insert(lotMovements).values(some));
  await assignLots(tx, made);
  return rows.flatMap(({ gtin, lot }) => (lot === null ? [] : [{ gtin, lot }]));
}

/** The lots that these events moved. */
async function movedLots(tx: Transaction, eventIds: readonly string[]): Promise<LotKey[]> {
  if (eventIds.length === 0) return [];
  const rows = await tx.select({ gtin: lotMovements.gtin, lot: lotMovements.lot }).from(lotMovements).where(inArray(lotMovements.eventId, [...eventIds]));
  return rows.flatMap(({ gtin, lot }) => (lot === null ? [] : [{ gtin, lot }]));
}

/** The lots of serialised items, as the events that made them tell. */
async function knownLots(tx: Transaction, items: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  await inChunks(items, async (some) => {
    const rows = await tx.select({ item: eventItems.item, lot: eventItems.lot }).from(eventItems).where(inArray(eventItems.item, [...some])).orderBy(sql`${eventItems.eventPk} desc`);
    for (const { item, lot } of rows) if (lot !== null) found.set(item, lot);
  });
  return found;
}

async function inChunks<Row>(rows: readonly Row[], work: (some: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await work(rows.slice(at, at + ROWS_AT_ONCE));
}

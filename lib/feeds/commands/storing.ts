import { sql } from "drizzle-orm";
import { insertBlock, textArray } from "#db/block";
import type { BlockTable } from "#db/block";
import type { Transaction } from "#db/client";
import { queueJobs } from "#db/jobs";
import { sqlState } from "#lib/audit/command";
import type { Admitted, KnownEvent, Stored } from "../admission.ts";
import type { EventItem } from "../event.ts";
import { lotText, outputLotsOf, statementsOf } from "../lot.ts";
import type { LotKey, LotStatement } from "../lot.ts";
import { storeMovements } from "./moving.ts";

/** Another document took in one of these ids meanwhile: the transaction is to be tried again. The code is that of a serialisation failure. */
class TakenMeanwhile extends Error {
  readonly code = "40001";
}

const UNIQUE_VIOLATION = "23505";

/**
 * Makes the transaction look things up by index whatever the planner believes of the tables: while they grow fast its statistics lag behind, and
 * one scan in the place of thousands of look-ups costs seconds.
 */
export async function lookUpByIndex(tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`);
}

/** Those of these events that are there already, by id or by content, whoever sent them: one statement for any number. */
export async function knownEvents(tx: Transaction, ids: readonly string[], hashes: readonly string[]): Promise<KnownEvent[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<{ eventId: string; hash: string; declaresError: boolean }>(sql`
    select found.event_id as "eventId", found.hash, found.declares_error as "declaresError" from unnest(${textArray(ids)}::text::text[]) as wanted (event_id)
      cross join lateral (select event_id, hash, declares_error from feed_events where event_id = wanted.event_id offset 0) as found
    union all
    select found.event_id, found.hash, found.declares_error from unnest(${textArray(hashes)}::text::text[]) as wanted (hash)
      cross join lateral (select event_id, hash, declares_error from feed_events where hash = wanted.hash offset 0) as found`);
  return [...rows];
}

/** Where a document's events come from. */
export type Origin = { readonly documentId: string; readonly organisation: number; readonly now: Date };

/**
 * Writes a block of events with their items, statements on lots and movements, and hands back the lots they concern. Queues
 * `transformation-known {gtin, lot}` for each lot that a transformation made. Throws for a retry when an id was taken meanwhile.
 */
export async function storeEvents(tx: Transaction, admitted: readonly Admitted[], origin: Origin): Promise<LotKey[]> {
  if (admitted.length === 0) return [];
  const numbers = await takeNumbers(tx, admitted.length);
  const stored = admitted.map((one, at): Stored => {
    const pk = numbers[at];
    if (pk === undefined) throw new Error(`event ${one.eventId} was given no number`);
    return { ...one, pk };
  });
  await storeRows(tx, stored, origin);
  await storeLinks(tx, stored);
  const items = stored.flatMap(({ pk, content }) => content.items.map((item): StoredItem => ({ pk, item })));
  await insertBlock(tx, ITEMS, items);
  const statements = stored.flatMap(({ eventId, content }) => statementsOf(content, eventId));
  await insertBlock(tx, STATEMENTS, statements);
  const moved = await storeMovements(tx, stored);
  const transformed = new Map(stored.flatMap(({ content }) => outputLotsOf(content)).map((key) => [lotText(key), key]));
  await queueJobs(tx, "transformation-known", [...transformed.values()]);
  return [...statements, ...moved, ...items.flatMap(({ item: { gtin, lot } }) => (gtin === null || lot === null ? [] : [{ gtin, lot }]))];
}

/** Writes what the events among these link to: business transactions, sources and destinations, of which most events have none. */
async function storeLinks(tx: Transaction, stored: readonly Stored[]): Promise<void> {
  const linking = stored.filter(({ content: { bodyText } }) => LINKS.some((list) => bodyText.includes(list))).map(({ pk }) => String(pk));
  if (linking.length === 0) return;
  await tx.execute(sql`insert into event_links (event_pk, list, key)
    select linking.id, named.list, named.key from unnest(${textArray(linking)}::text::bigint[]) as given (id)
    cross join lateral (select id, body, context from feed_events where feed_events.id = given.id offset 0) as linking cross join lateral epcis_links(linking.body, linking.context) as named`);
}

const LINKS = ['"bizTransactionList"', '"sourceList"', '"destinationList"'];

/** Numbers for new events, in the order of the document. */
async function takeNumbers(tx: Transaction, count: number): Promise<number[]> {
  const [taken] = await tx.execute<{ numbers: string }>(sql`select string_agg(nextval('feed_events_id_seq')::text, ',') as numbers from generate_series(1, ${count}::int)`);
  return taken?.numbers.split(",").map(Number) ?? [];
}

/** Writes the events in the order of their ids: two documents that share some wait for each other, and never in a circle. */
async function storeRows(tx: Transaction, stored: readonly Stored[], origin: Origin): Promise<void> {
  const sorted = stored.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
  try {
    await insertBlock(tx, eventTable(origin, sorted), sorted);
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw new TakenMeanwhile("an event id was taken meanwhile");
    throw error;
  }
}

function eventTable({ documentId, organisation, now }: Origin, stored: readonly Stored[]): BlockTable<Stored> {
  const contexts = contextTexts(stored);
  return {
    name: "feed_events",
    columns: [
      ["id", "bigint", ({ pk }) => String(pk)],
      ["event_id", "text", ({ eventId }) => eventId],
      ["declares_error", "boolean", stored.some(({ content }) => content.declaresError) ? ({ content }) => String(content.declaresError) : "false"],
      ["hash", "text", ({ content }) => content.hash],
      ["type", "text", ({ content }) => content.type],
      ["action", "text", ({ content }) => content.action],
      ["event_time", "timestamptz", ({ content }) => content.eventTime.toISOString()],
      ["event_time_zone_offset", "text", ({ content }) => content.eventTimeZoneOffset],
      ["record_time", "timestamptz", now.toISOString()],
      ["biz_step", "text", ({ content }) => content.bizStep],
      ["disposition", "text", ({ content }) => content.disposition],
      ["read_point", "text", ({ content }) => content.readPoint?.key ?? null],
      ["biz_location", "text", ({ content }) => content.bizLocation?.key ?? null],
      ["document_id", "text", documentId],
      ["source_organisation_id", "bigint", String(organisation)],
      ["body", "jsonb", ({ content }) => content.bodyText],
      ["context", "jsonb", contexts.size === 1 ? ([...contexts.values()][0] ?? null) : ({ content }) => contexts.get(content.context) ?? null],
      ["problems", "jsonb", stored.some(({ problems }) => problems.length > 0) ? ({ problems }) => JSON.stringify(problems) : "[]"],
    ],
  };
}

/** The JSON-LD contexts of a block, each written once: mostly all its events share one. */
function contextTexts(stored: readonly Stored[]): ReadonlyMap<unknown, string | null> {
  const texts = new Map<unknown, string | null>();
  for (const { content: { context } } of stored) if (!texts.has(context)) texts.set(context, context === undefined || context === null ? null : JSON.stringify(context));
  return texts;
}

type StoredItem = { readonly pk: number; readonly item: EventItem };

const ITEMS: BlockTable<StoredItem> = {
  name: "event_items",
  columns: [
    ["event_pk", "bigint", ({ pk }) => String(pk)],
    ["item", "text", ({ item }) => item.item],
    ["role", "text", ({ item }) => item.role],
    ["gtin", "text", ({ item }) => item.gtin],
    ["lot", "text", ({ item }) => item.lot],
    ["quantity", "text", ({ item }) => item.quantity],
    ["unit", "text", ({ item }) => item.unit],
  ],
};

const STATEMENTS: BlockTable<LotStatement> = {
  name: "lot_statements",
  columns: [
    ["gtin", "text", ({ gtin }) => gtin],
    ["lot", "text", ({ lot }) => lot],
    ["source_kind", "text", ({ sourceKind }) => sourceKind],
    ["source_id", "text", ({ sourceId }) => sourceId],
    ["stated_at", "timestamptz", ({ statedAt }) => statedAt.toISOString()],
    ["glns", "text[]", ({ glns }) => textArray(glns)],
    ["produced_on", "date", ({ producedOn }) => producedOn],
    ["expires_on", "date", ({ expiresOn }) => expiresOn],
  ],
};

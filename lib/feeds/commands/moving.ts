import { sql } from "drizzle-orm";
import { insertBlock, textArray } from "#db/block";
import type { BlockTable } from "#db/block";
import type { Transaction } from "#db/client";
import type { Stored } from "../admission.ts";
import type { LotKey } from "../lot.ts";
import { movementsOf } from "../movement.ts";
import type { KeptMovement } from "../movement.ts";

type StoredMovement = KeptMovement & { readonly eventId: string };

/** What of an event's items is one piece with a serial number. */
const isPiece = (item: string): boolean => item.includes("/21/");

/**
 * Writes the movements that events show, and hands back the lots concerned: those that moved, those whose pieces another event now gives
 * to another lot, and those of events that are declared to be in error.
 */
export async function storeMovements(tx: Transaction, stored: readonly Stored[]): Promise<LotKey[]> {
  const moved = stored.flatMap(({ pk, eventId, content }) => movementsOf(content).map((movement): StoredMovement => ({ ...movement, eventPk: pk, eventId, hash: content.hash, eventTime: content.eventTime })));
  await insertBlock(tx, MOVEMENTS, moved);
  const retracted = await retractedItems(tx, stored.filter(({ content }) => content.declaresError).map(({ eventId }) => eventId));
  const told = stored.flatMap(({ content }) => content.items.flatMap(({ item, lot }) => (lot !== null && isPiece(item) ? [item] : [])));
  const unknown = moved.flatMap(({ item, lot }) => (lot === null && isPiece(item) ? [item] : []));
  const assigned = await assignLots(tx, [...new Set([...unknown, ...told, ...retracted.map(({ item }) => item).filter(isPiece)])]);
  return [...lotsOf(moved), ...lotsOf(retracted), ...assigned];
}

/** The items of events that are now declared to be in error, and the lots their movements were given. */
async function retractedItems(tx: Transaction, eventIds: readonly string[]): Promise<readonly { readonly item: string; readonly gtin: string | null; readonly lot: string | null }[]> {
  if (eventIds.length === 0) return [];
  return tx.execute<{ item: string; gtin: string | null; lot: string | null }>(sql`
    select items.item, items.gtin, coalesce(items.lot, moved.lot) as lot
    from feed_events as wrong join event_items as items on items.event_pk = wrong.id left join lot_movements as moved on moved.event_pk = wrong.id and moved.item = items.item
    where wrong.event_id = any(${textArray(eventIds)}::text::text[])`);
}

/**
 * Gives movements of pieces, where their own events name no lot, the lot that the earliest making event tells; it does not matter which
 * event came first. Hands back the lots that lost or won a movement.
 */
async function assignLots(tx: Transaction, items: readonly string[]): Promise<LotKey[]> {
  if (items.length === 0) return [];
  const changed = await tx.execute<{ gtin: string; lot: string | null; before: string | null }>(sql`
    with asked as materialized (
      select moved.* from unnest(${textArray(items)}::text::text[]) as piece (item) cross join lateral (
        select event_pk, item, gtin, lot from lot_movements where item = piece.item
          and not exists (select from event_items as own where own.event_pk = lot_movements.event_pk and own.item = piece.item and own.lot is not null) offset 0) as moved
    ), told as materialized (
      select asked.*, made.lot as told from asked left join lateral (
        select made.lot from event_items as made join feed_events as making on making.id = made.event_pk
        where made.item = asked.item and made.lot is not null and made.role in ('epc', 'output') and not making.declares_error
          and (making.type = 'TransformationEvent' or (making.type = 'ObjectEvent' and making.action = 'ADD'))
          and not exists (select from feed_events as wrong where wrong.event_id = making.event_id and wrong.declares_error)
        order by making.event_time, making.event_id limit 1) as made on true
    )
    update lot_movements as moved set lot = told.told from told
    where moved.event_pk = told.event_pk and moved.item = told.item and told.lot is distinct from told.told
    returning moved.gtin, moved.lot, told.lot as before`);
  return changed.flatMap(({ gtin, lot, before }) => lotsOf([{ gtin, lot }, { gtin, lot: before }]));
}

function lotsOf(rows: readonly { readonly gtin: string | null; readonly lot: string | null }[]): LotKey[] {
  return rows.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }]));
}

const MOVEMENTS: BlockTable<StoredMovement> = {
  name: "lot_movements",
  columns: [
    ["event_pk", "bigint", ({ eventPk }) => String(eventPk)],
    ["item", "text", ({ item }) => item],
    ["event_id", "text", ({ eventId }) => eventId],
    ["hash", "text", ({ hash }) => hash],
    ["gtin", "text", ({ gtin }) => gtin],
    ["lot", "text", ({ lot }) => lot],
    ["step", "text", ({ step }) => step],
    ["origin", "text", ({ origin }) => origin],
    ["origin_glns", "text[]", ({ originGlns }) => textArray(originGlns)],
    ["destination_glns", "text[]", ({ destinationGlns }) => textArray(destinationGlns)],
    ["country", "text", ({ country }) => country],
    ["quantity", "text", ({ quantity }) => quantity],
    ["unit", "text", ({ unit }) => unit],
    ["event_time", "timestamptz", ({ eventTime }) => eventTime.toISOString()],
  ],
};

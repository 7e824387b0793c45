import { and, eq, getTableColumns, inArray, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob, queueJobs } from "#db/jobs";
import { feedEvents, lotMovements, lots, lotStatements, shipmentsElsewhere } from "#db/schema/feeds";
import { siteIdentifiers, sites } from "#db/schema/parties";
import { addDays, plainDate } from "#lib/measures/period";
import { foldLot, lotText } from "../lot.ts";
import type { KnownLot, LotKey, LotStatement } from "../lot.ts";
import { elsewhereOf } from "../movement.ts";
import type { KeptMovement, KnownSite } from "../movement.ts";

type Sites = ReadonlyMap<string, KnownSite>;

const LOCK_SPACE = 4711;
const LOCK_BUCKETS = 256;
const AT_ONCE = 1000;

/** More changed lots than these are looked through together before any is judged. */
const FEW_LOTS = 20;

/**
 * Settles lots from all that is stated on them and all that moved: writes what changed, and queues `lot-known {gtin, lot}` for a lot (`lots-known {lots}` for many),
 * `transformation-known` for one that went into others, and `shipment-elsewhere {siteId}` for a site whose goods went elsewhere. Lots are locked first, so that two documents cannot overlook each other.
 */
export async function settleLots(tx: Transaction, keys: readonly LotKey[], now: Date): Promise<void> {
  const distinct = [...new Map(keys.map((key) => [lotText(key), key])).values()].toSorted((a, b) => (lotText(a) < lotText(b) ? -1 : 1));
  await lockLots(tx, distinct);
  const moved = new Set<number>();
  const changed: LotKey[] = [];
  for (let at = 0; at < distinct.length; at += AT_ONCE) {
    const some = distinct.slice(at, at + AT_ONCE);
    changed.push(...(await settleStatements(tx, some, now)).map(({ gtin, lot }) => ({ gtin, lot })));
    for (const siteId of await settleMovements(tx, some, now)) moved.add(siteId);
    await queueJobs(tx, "transformation-known", await usedLots(tx, some));
  }
  if (changed.length > FEW_LOTS) await queueJob(tx, "lots-known", { lots: changed });
  else await queueJobs(tx, "lot-known", changed);
  for (const siteId of [...moved].toSorted((a, b) => a - b)) await queueJob(tx, "shipment-elsewhere", { siteId }, { jobKey: `shipment-elsewhere:${siteId}` });
}

/** Queues `lots-seen {lots}` for those of some lots that a declaration names: something happened to them, also where it tells nothing new of when and where they were made. */
export async function tellOfDeclared(tx: Transaction, keys: readonly LotKey[]): Promise<void> {
  const told = [...new Set(keys.map(({ lot }) => lot))];
  for (let at = 0; at < told.length; at += AT_ONCE) {
    const named = await tx.execute<{ lot: string }>(sql`
      select k.lot from json_array_elements_text(${JSON.stringify(told.slice(at, at + AT_ONCE))}::json) as k(lot)
      where (select 1 from document_names where kind = 'declared-lot' and name = k.lot limit 1) is not null`);
    if (named.length > 0) await queueJob(tx, "lots-seen", { lots: named.map(({ lot }) => lot) });
  }
}

/** Those of some lots that went into others: what is known of them now may change a mass balance. */
async function usedLots(tx: Transaction, keys: readonly LotKey[]): Promise<LotKey[]> {
  if (keys.length === 0) return [];
  const rows = await tx.execute<LotKey>(sql`
    select k.gtin, k.lot from (select gtin::char(14) as gtin, lot from json_to_recordset(${JSON.stringify(keys)}::json) as k(gtin text, lot text)) as k
    where exists (select 1 from event_items i where i.gtin = k.gtin and i.lot = k.lot and i.role = 'input')`);
  return rows.map(({ gtin, lot }) => ({ gtin, lot }));
}

async function lockLots(tx: Transaction, keys: readonly LotKey[]): Promise<void> {
  if (keys.length === 0) return;
  const texts = JSON.stringify(keys.map(lotText));
  await tx.execute(sql`
    select pg_advisory_xact_lock(${LOCK_SPACE}, bucket) from (
      select distinct abs(hashtext(value) % ${LOCK_BUCKETS}) as bucket from json_array_elements_text(${texts}::json) order by 1) as wanted`);
}

/** Rows of a table with (gtin, lot) in a list of lots. */
const among = (table: typeof lots | typeof lotStatements | typeof lotMovements, keys: readonly LotKey[]) =>
  sql`(${table.gtin}, ${table.lot}) in (select k.gtin::char(14), k.lot from json_to_recordset(${JSON.stringify(keys)}::json) as k(gtin text, lot text))`;

/** Whether the event of a statement or movement has been declared to be in error. */
const declaredInError = (eventId: typeof lotStatements.sourceId | typeof lotMovements.eventId) =>
  sql`exists (select 1 from ${feedEvents} where ${feedEvents.eventId} = ${eventId} and ${feedEvents.declaresError})`;

async function settleStatements(tx: Transaction, keys: readonly LotKey[], now: Date): Promise<KnownLot[]> {
  const before = new Map((await tx.select().from(lots).where(among(lots, keys))).map((lot) => [lotText(lot), lot]));
  await keepReports(tx, [...before.values()]);
  const all = await tx
    .select({ ...getTableColumns(lotStatements), inError: sql<boolean>`${lotStatements.sourceKind} = 'event' and ${declaredInError(lotStatements.sourceId)}` })
    .from(lotStatements)
    .where(among(lotStatements, keys));
  const known = await sitesOf(tx, all.flatMap(({ glns }) => glns));
  const byLot = Map.groupBy<string, LotStatement & { readonly inError: boolean }>(all, lotText);
  const siteOf = (gln: string) => known.get(gln)?.id;
  const changed: KnownLot[] = [];
  for (const key of keys) {
    const old = before.get(lotText(key));
    const statements = byLot.get(lotText(key)) ?? [];
    const folded = foldLot(statements.filter(({ inError }) => !inError), siteOf) ?? unknown(foldLot(statements, siteOf) ?? old);
    if (folded !== undefined && (old === undefined || differs(folded, old))) changed.push(folded);
  }
  if (changed.length === 0) return changed;
  const values = changed.map(({ gtin, lot, siteId, producedOn, expiresOn, sourceKind, sourceId }) => ({ gtin, lot, siteId, producedOn, expiresOn, sourceKind, sourceId, recordedAt: now }));
  await tx.insert(lots).values(values).onConflictDoUpdate({
    target: [lots.gtin, lots.lot],
    set: {
      siteId: sql`excluded.site_id`,
      producedOn: sql`excluded.produced_on`,
      expiresOn: sql`excluded.expires_on`,
      sourceKind: sql`excluded.source_kind`,
      sourceId: sql`excluded.source_id`,
      recordedAt: sql`excluded.recorded_at`,
    },
  });
  return changed;
}

/** A lot of which nothing stands that was said of it; it stays, so that it does not matter what was said when. */
const unknown = (lot: KnownLot | undefined): KnownLot | undefined => lot && { ...lot, siteId: null, producedOn: null, expiresOn: null };

const differs = (a: KnownLot, b: KnownLot): boolean =>
  a.siteId !== b.siteId || a.producedOn !== b.producedOn || a.expiresOn !== b.expiresOn || a.sourceKind !== b.sourceKind || a.sourceId !== b.sourceId;

/** A lot first known from an inspection report has no statement of its own yet: what the report said is kept as one. */
async function keepReports(tx: Transaction, known: readonly (typeof lots.$inferSelect)[]): Promise<void> {
  const reported = known.filter(({ sourceKind }) => sourceKind === "inspection-report");
  if (reported.length === 0) return;
  const values = reported.map(({ gtin, lot, sourceKind, sourceId, siteId, producedOn, expiresOn, recordedAt }) => ({ gtin, lot, sourceKind, sourceId, statedAt: recordedAt, glns: [], siteId, producedOn, expiresOn }));
  await tx.insert(lotStatements).values(values).onConflictDoNothing();
}

/** The sites behind GLNs, with their countries. */
async function sitesOf(tx: Transaction, glns: readonly string[]): Promise<Sites> {
  const wanted = [...new Set(glns)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select({ gln: siteIdentifiers.value, id: sites.id, country: sites.country })
    .from(siteIdentifiers)
    .innerJoin(sites, eq(sites.id, siteIdentifiers.siteId))
    .where(inArray(siteIdentifiers.value, wanted));
  return new Map(rows.map(({ gln, id, country }) => [gln, { id, country }]));
}

/** Rewrites what of these lots went elsewhere, and hands back the sites it concerns. A lot whose site or date of production is not known charges nobody. */
async function settleMovements(tx: Transaction, keys: readonly LotKey[], now: Date): Promise<number[]> {
  const made = await tx.select().from(lots).where(and(among(lots, keys), isNotNull(lots.siteId), isNotNull(lots.producedOn)));
  const before = await tx
    .select()
    .from(shipmentsElsewhere)
    .where(
      sql`(${shipmentsElsewhere.gtin}, ${shipmentsElsewhere.lot}) in (select k.gtin::char(14), k.lot from json_to_recordset(${JSON.stringify(keys)}::json) as k(gtin text, lot text))`,
    );
  if (made.length === 0 && before.length === 0) return [];
  const moved = made.length === 0 ? [] : await tx.select().from(lotMovements).where(and(among(lotMovements, made), sql`not ${declaredInError(lotMovements.eventId)}`));
  const known = await sitesOf(tx, moved.flatMap(({ originGlns, destinationGlns }) => [...originGlns, ...destinationGlns]));
  const byLot = Map.groupBy(moved, ({ gtin, lot }) => lotText({ gtin, lot: lot ?? "" }));
  const concerned = new Set<number>();
  const wanted = made.flatMap((lot) => wantedRows(lot, byLot.get(lotText(lot)) ?? [], known, now));
  const old = new Map(before.map((row) => [`${row.eventPk} ${row.item}`, row]));
  const added: typeof wanted = [];
  const moves: Move[] = [];
  for (const row of wanted) {
    const stood = old.get(`${row.eventPk} ${row.item}`);
    old.delete(`${row.eventPk} ${row.item}`);
    if (stood !== undefined && sameShipment(stood, row)) continue;
    concerned.add(row.siteId);
    if (stood === undefined) added.push(row);
    else {
      concerned.add(stood.siteId);
      moves.push({ from: stood.siteId, row });
    }
  }
  for (let at = 0; at < added.length; at += AT_ONCE) await tx.insert(shipmentsElsewhere).values(added.slice(at, at + AT_ONCE));
  for (const stood of old.values()) {
    if (stood.siteId === NOBODY) continue;
    concerned.add(stood.siteId);
    moves.push({ from: stood.siteId, row: { ...stood, siteId: NOBODY } });
  }
  await moveShipments(tx, moves);
  concerned.delete(NOBODY);
  return [...concerned];
}

/** A shipment that no longer counts is charged to nobody; it may count again. */
const NOBODY = 0;

type Shipment = typeof shipmentsElsewhere.$inferSelect;

function wantedRows(lot: typeof lots.$inferSelect, movements: readonly KeptMovement[], known: Sites, now: Date): (Omit<Shipment, "posted"> & { siteId: number })[] {
  const { siteId } = lot;
  const producedOn = plainDate(lot.producedOn ?? "");
  if (siteId === null || producedOn === undefined) return [];
  return elsewhereOf(movements, siteId, (gln) => known.get(gln)).map(({ eventPk, item, quantity, unit, country }) => ({
    siteId, eventPk, item, gtin: lot.gtin, lot: lot.lot, quantityValue: quantity, quantityUnit: unit, country, producedFrom: producedOn, producedTo: addDays(producedOn, 1), recordedAt: now,
  }));
}

function sameShipment(a: Omit<Shipment, "posted">, b: Omit<Shipment, "posted">): boolean {
  return a.siteId === b.siteId && a.lot === b.lot && a.producedFrom === b.producedFrom && a.quantityValue === b.quantityValue && a.quantityUnit === b.quantityUnit && a.country === b.country;
}

/** A shipment that is charged to another site, period or quantity than before. */
type Move = { readonly from: number; readonly row: Omit<Shipment, "posted"> };

async function moveShipments(tx: Transaction, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ from, row }) => ({
    before: from,
    event: row.eventPk,
    item: row.item,
    site: row.siteId,
    lot: row.lot,
    value: row.quantityValue,
    unit: row.quantityUnit,
    country: row.country,
    since: row.producedFrom,
    until: row.producedTo,
  }));
  await tx.execute(sql`
    update shipments_elsewhere as stood set site_id = k.site, lot = k.lot, quantity_value = k.value, quantity_unit = k.unit, country = k.country, produced_from = k.since, produced_to = k.until
    from json_to_recordset(${JSON.stringify(rows)}::json) as k(before bigint, event bigint, item text, site bigint, lot text, value text, unit text, country text, since date, until date)
    where stood.site_id = k.before and stood.event_pk = k.event and stood.item = k.item`);
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { packingFrom } from "#lib/capacity/chargeable";
import { productsWithPacking } from "#lib/parties/queries";
import { amountsOf } from "#lib/risk/amount";
import type { Wording } from "#lib/risk/subject";
import { mirrored, type MirrorRow, type MirrorSource, type Told } from "../mirror.ts";
import type { Population } from "../population.ts";
import { inPopulation } from "./population.ts";

/** One side's quantities as recorded: summed by trade item and unit, not yet converted. */
type Recorded = { readonly site_id: string | null; readonly gtin: string; readonly month: string; readonly value: string | null; readonly unit: string | null; readonly times: string };

/** The two sides, and what feeds told that stands on neither: goods of a producer nobody knows, and shipments whose destination no event names. */
export type Mirror = { readonly rows: readonly MirrorRow[]; readonly unknownProducer: number; readonly unknownDestination: number };

/** What feeds say was shipped to here in a population against what was declared in it. Importer and office narrow what was declared alone: feeds do not know them. */
export async function mirrorOf(tx: Transaction, population: Population, source: MirrorSource): Promise<Mirror> {
  const [shipped, declared, unknown] = await Promise.all([
    source === "events" ? shippedByEvents(tx, population) : shippedByDocuments(tx, population),
    declaredLines(tx, population),
    source === "events" ? unknownDestinations(tx, population) : 0,
  ]);
  const products = await productsWithPacking(tx, [...new Set([...shipped, ...declared].map(({ gtin }) => gtin))]);
  const told = (rows: readonly Recorded[]) => rows.flatMap((row): Told[] => {
    if (row.site_id === null || (population.category !== undefined && products.get(row.gtin)?.category !== population.category)) return [];
    const packing = packingFrom(row.gtin, products);
    const amounts = row.value === null || row.unit === null ? { items: null, volume: null, mass: null } : amountsOf({ value: row.value, unit: row.unit }, packing);
    return [{ siteId: Number(row.site_id), goods: packing?.base.gtin ?? row.gtin, month: row.month, amounts, times: Number(row.times) }];
  });
  return { rows: mirrored(told(shipped), told(declared)), unknownProducer: shipped.filter(({ site_id }) => site_id === null).reduce((sum, { times }) => sum + Number(times), 0), unknownDestination: unknown };
}

const during = (column: "m.event_time" | "t.loaded_at", { from, until }: Population) =>
  sql`${sql.raw(column)} >= (${from}::date)::timestamp at time zone 'Asia/Shanghai' and ${sql.raw(column)} < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai'`;

/** Shipping events of goods at the place that made them, bound for China by country or by the place they go to. What later hands ship on is the same goods again and is left out. */
async function shippedByEvents(tx: Transaction, population: Population): Promise<Recorded[]> {
  return tx.execute<Recorded>(sql`
    select lot.site_id::text, m.gtin, to_char(m.event_time at time zone 'Asia/Shanghai', 'YYYY-MM') as month, sum(m.quantity::numeric)::text as value, m.unit, count(*)::text as times
    from (select distinct on (hash, item) * from lot_movements) as m
    left join lots as lot on lot.gtin = m.gtin and lot.lot = m.lot left join sites as s on s.id = lot.site_id
    where m.step = 'shipping' and ${during("m.event_time", population)}
      and (m.country = 'CN' or m.country is null and exists (select from site_identifiers as i join sites as there on there.id = i.site_id where i.value = any(m.destination_glns) and there.country = 'CN'))
      and (lot.site_id is null or exists (select from site_identifiers as i where i.site_id = lot.site_id and i.value = any(m.origin_glns)))
      and ${population.origin === undefined ? sql`true` : sql`s.country = ${population.origin}`}
      and not exists (select from feed_events as e where e.event_id = m.event_id and e.declares_error)
    group by lot.site_id, m.gtin, 3, m.unit`);
}

async function unknownDestinations(tx: Transaction, population: Population): Promise<number> {
  const [row] = await tx.execute<{ n: string }>(sql`
    select count(*)::text as n from lot_movements as m where m.step = 'shipping' and ${during("m.event_time", population)} and m.country is null
      and not exists (select from site_identifiers as i where i.value = any(m.destination_glns))`);
  return Number(row?.n ?? 0);
}

/** Goods of transport documents to a port of China, by the month of loading, else of their arrival here; the producer is the one of the lot. */
async function shippedByDocuments(tx: Transaction, population: Population): Promise<Recorded[]> {
  return tx.execute<Recorded>(sql`
    select lot.site_id::text, item.gtin, to_char(t.loaded_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, sum(item.value::numeric)::text as value, item.unit, count(*)::text as times
    from (select *, coalesce(loaded_on::timestamp at time zone 'Asia/Shanghai', recorded_at) as loaded_at from transport_documents) as t
    cross join lateral (select (one ->> 'gtin')::bpchar as gtin, one ->> 'lot' as lot, one -> 'quantity' ->> 'value' as value, one -> 'quantity' ->> 'unit' as unit from jsonb_array_elements(t.items) as one) as item
    left join lots as lot on lot.gtin = item.gtin and lot.lot = item.lot left join sites as s on s.id = lot.site_id
    where item.gtin is not null and starts_with(coalesce(t.port_of_discharge, 'CN'), 'CN') and ${during("t.loaded_at", population)}
      and ${population.origin === undefined ? sql`true` : sql`s.country = ${population.origin}`}
    group by lot.site_id, item.gtin, 3, item.unit`);
}

async function declaredLines(tx: Transaction, population: Population): Promise<Recorded[]> {
  return tx.execute<Recorded>(sql`
    select l.site_id::text, l.gtin, to_char(l.lodged_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, sum(l.quantity_value::numeric)::text as value, l.quantity_unit as unit, count(*)::text as times
    from declaration_lines as l where ${inPopulation(population)} and l.site_id <> 0 group by l.site_id, l.gtin, 3, l.quantity_unit`);
}

/** The names of producers by their ids and of goods by their trade items. */
export type MirrorNames = { readonly sites: Readonly<Record<number, string>>; readonly goods: Readonly<Record<string, Wording>> };

/** The names of producers and goods of some rows. */
export async function namesOf(tx: Transaction, rows: readonly MirrorRow[]): Promise<MirrorNames> {
  const [siteRows, goodsRows] = await Promise.all([
    tx.execute<{ id: bigint; name: string }>(sql`select id, name from sites where id = any(${sql.param([...new Set(rows.map(({ siteId }) => siteId))])}::bigint[])`),
    tx.execute<{ gtin: string; en: string; zh: string }>(sql`select gtin, name_en as en, name_zh as zh from products where gtin = any(${sql.param([...new Set(rows.map(({ goods }) => goods))])}::text[])`),
  ]);
  return { sites: Object.fromEntries(siteRows.map(({ id, name }) => [Number(id), name])), goods: Object.fromEntries(goodsRows.map(({ gtin, en, zh }) => [gtin, { en, zh }])) };
}

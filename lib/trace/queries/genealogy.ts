import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { yields } from "#db/schema/trace";
import { lotText, type LotKey } from "#lib/feeds/lot";
import { productsWithPacking } from "#lib/parties/queries";
import type { AmountTold, Portion, TransformationTold } from "../batch.ts";
import { GENEALOGY_DEPTH, type BalanceFacts } from "../massBalance.ts";
import type { Yield } from "../yield.ts";

/** So many lots are followed at the most. */
const MOST_LOTS = 2_000;

/** Reading stands when no event says that it never was. */
export const standing = sql`not e.declares_error and not exists (select 1 from feed_events d where d.event_id = e.event_id and d.declares_error)`;

/** The same by what was recorded up to an instant. */
export const standingBy = (asOf: Date) =>
  sql`not e.declares_error and e.record_time <= ${asOf.toISOString()}::timestamptz and not exists (select 1 from feed_events d where d.event_id = e.event_id and d.declares_error and d.record_time <= ${asOf.toISOString()}::timestamptz)`;

/** Lots as rows of a statement. */
export const wantedLots = (keys: readonly LotKey[]) =>
  sql`(select k.gtin::char(14) as gtin, k.lot from json_to_recordset(${JSON.stringify(keys.map(({ gtin, lot }) => ({ gtin, lot })))}::json) as k(gtin text, lot text))`;

/** Everything that the mass balance of some lots rests on: the transformations behind them and those that share their inputs, what was made and lost, products, yields. */
export async function balanceFacts(tx: Transaction, lots: readonly LotKey[]): Promise<BalanceFacts> {
  const seen = new Map(lots.map((key) => [lotText(key), key]));
  const told = new Map<string, TransformationTold>();
  let wave = [...seen.values()];
  for (let depth = 0; depth < GENEALOGY_DEPTH && wave.length > 0 && seen.size < MOST_LOTS; depth++) {
    const found = await transformationsNaming(tx, wave);
    const made = found.filter((one) => one.outputs.some((output) => wave.some((key) => output.gtin === key.gtin && output.lot === key.lot)));
    for (const one of found) told.set(one.eventId, one);
    const ids = made.flatMap((one) => one.transformationId ?? []);
    for (const one of ids.length === 0 ? [] : await transformationsOf(tx, ids)) {
      told.set(one.eventId, one);
      made.push(one);
    }
    const behind = made.flatMap((one) => one.inputs.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }])));
    wave = [...new Map(behind.filter((key) => !seen.has(lotText(key))).map((key) => [lotText(key), key])).values()];
    for (const key of wave) seen.set(lotText(key), key);
  }
  const transformations = [...told.values()];
  const gtins = transformations.flatMap((one) => [...one.inputs, ...one.outputs]).flatMap(({ gtin }) => gtin ?? []);
  const [products, rows, amounts] = await Promise.all([productsWithPacking(tx, [...new Set([...gtins, ...lots.map(({ gtin }) => gtin)])]), yieldRows(tx), amountsTold(tx, [...seen.values()])]);
  return { transformations, amounts, products, yields: rows };
}

/** What events tell was made of some lots themselves, and of what, without what is behind that. Four statements at the most. */
export async function madeFacts(tx: Transaction, lots: readonly LotKey[]): Promise<BalanceFacts> {
  const found = await transformationsNaming(tx, lots);
  const ids = found.flatMap((one) => one.transformationId ?? []);
  const whole = [...found, ...(ids.length === 0 ? [] : await transformationsOf(tx, ids))];
  const [products, amounts] = [await productsWithPacking(tx, [...new Set(lots.map(({ gtin }) => gtin))]), await amountsTold(tx, lots)];
  return { transformations: [...new Map(whole.map((one) => [one.eventId, one])).values()], amounts, products, yields: [] };
}

type EventRow = {
  event_id: string;
  hash: string;
  transformation_id: string | null;
  event_time: string;
  items: { role: string; item: string; gtin: string | null; lot: string | null; quantity: string | null; unit: string | null }[];
};

/** Pieces of a lot count one each; what has no unit counts pieces. */
const items = sql`(
  select coalesce(json_agg(json_build_object('role', s.role, 'item', s.item, 'gtin', s.gtin, 'lot', s.lot, 'quantity', s.quantity, 'unit', s.unit)), '[]') from (
    select i.role, min(i.item) as item, i.gtin, l.lot, count(*)::text as quantity, null as unit from event_items i
    cross join lateral (select coalesce(i.lot, (select min(m.lot) from event_items m where m.item = i.item)) as lot) l
    where i.event_pk = e.id and i.role in ('input', 'output') and i.item like '%/21/%' group by i.role, i.gtin, l.lot
    union all
    select i.role, i.item, i.gtin, i.lot, i.quantity, i.unit from event_items i where i.event_pk = e.id and i.role in ('input', 'output') and i.item not like '%/21/%') s)`;

const columns = sql`e.event_id, e.hash, e.body ->> 'transformationID' as transformation_id, e.event_time::text as event_time, ${items} as items`;

async function transformationsNaming(tx: Transaction, keys: readonly LotKey[]): Promise<TransformationTold[]> {
  const rows = await tx.execute<EventRow>(sql`
    with named as (
      select i.event_pk from ${wantedLots(keys)} w join event_items i using (gtin, lot) where i.role in ('input', 'output')
      union
      select p.event_pk from ${wantedLots(keys)} w join event_items m using (gtin, lot) join event_items p on p.item = m.item where p.lot is null and p.role in ('input', 'output'))
    select ${columns} from feed_events e where e.id in (select event_pk from named) and e.type = 'TransformationEvent' and ${standing}`);
  return rows.map(toldBy);
}

/** The other events of transformations that are told in parts. */
async function transformationsOf(tx: Transaction, ids: readonly string[]): Promise<TransformationTold[]> {
  const rows = await tx.execute<EventRow>(sql`
    select ${columns} from feed_events e where e.type = 'TransformationEvent' and e.body ->> 'transformationID' in (select json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json)) and ${standing}`);
  return rows.map(toldBy);
}

function toldBy(row: EventRow): TransformationTold {
  const portions = (role: string): Portion[] =>
    row.items
      .filter((item) => item.role === role)
      .map(({ item, gtin, lot, quantity, unit }) => ({ item, gtin, lot, quantity: quantity === null ? null : { value: quantity, unit: unit ?? "H87" } }));
  return { eventId: row.event_id, hash: row.hash, transformationId: row.transformation_id, at: new Date(row.event_time), inputs: portions("input"), outputs: portions("output") };
}

/** What object events say was made of some lots, and what was lost of them. */
async function amountsTold(tx: Transaction, keys: readonly LotKey[]): Promise<AmountTold[]> {
  if (keys.length === 0) return [];
  const rows = await tx.execute<{ hash: string; action: string; item: string; gtin: string; lot: string; quantity: string | null; unit: string | null }>(sql`
    select e.hash, e.action, n.item, n.gtin, n.lot, n.quantity, n.unit from (
      select i.event_pk, i.item, i.gtin, i.lot, i.quantity, i.unit from ${wantedLots(keys)} w join event_items i using (gtin, lot) where i.role = 'epc' and i.item not like '%/21/%'
      union all
      select p.event_pk, min(p.item), m.gtin, m.lot, count(distinct p.item)::text, null from ${wantedLots(keys)} w join event_items m using (gtin, lot) join event_items p on p.item = m.item
      where p.role = 'epc' and p.item like '%/21/%' group by p.event_pk, m.gtin, m.lot) n
    join feed_events e on e.id = n.event_pk where e.type = 'ObjectEvent' and e.action in ('ADD', 'DELETE') and ${standing}`);
  return rows.map((row) => ({
    hash: row.hash,
    kind: row.action === "ADD" ? "made" : "lost",
    item: row.item,
    gtin: row.gtin,
    lot: row.lot,
    quantity: row.quantity === null ? null : { value: row.quantity, unit: row.unit ?? "H87" },
  }));
}

/** A recorded yield, with its number and who recorded it. */
export type YieldRow = Yield & { readonly id: number; readonly recordedByName: string };

/** Every certified yield and unit consumption, by what goes in and what comes out. */
export async function yieldRows(tx: Transaction): Promise<YieldRow[]> {
  const rows = await tx.select().from(yields).orderBy(yields.inputValue, yields.outputValue, yields.effectiveFrom);
  return rows.map((row) => ({
    id: row.id, kind: row.kind, input: { kind: row.inputKind, value: row.inputValue }, output: { kind: row.outputKind, value: row.outputValue },
    inputQuantity: { value: row.inputQuantity, unit: row.inputUnit }, outputQuantity: { value: row.outputQuantity, unit: row.outputUnit },
    source: row.source, from: row.effectiveFrom, to: row.effectiveTo, recordedByName: row.recordedByName,
  }));
}

/** Lots that are made, directly or not, of some lots; those themselves first. */
export async function lotsAhead(tx: Transaction, lots: readonly LotKey[]): Promise<LotKey[]> {
  const seen = new Map(lots.map((key) => [lotText(key), key]));
  let wave = [...seen.values()];
  for (let depth = 0; depth < GENEALOGY_DEPTH && wave.length > 0 && seen.size < MOST_LOTS; depth++) {
    const found = await transformationsNaming(tx, wave);
    const ids = found.flatMap((one) => one.transformationId ?? []);
    const whole = [...found, ...(ids.length === 0 ? [] : await transformationsOf(tx, ids))];
    const taking = new Set(
      whole
        .filter((one) => one.inputs.some((input) => input.lot !== null && input.gtin !== null && wave.some((key) => key.gtin === input.gtin && key.lot === input.lot)))
        .map((one) => one.transformationId ?? one.eventId),
    );
    const made = whole.filter((one) => taking.has(one.transformationId ?? one.eventId)).flatMap((one) => one.outputs.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }])));
    wave = [...new Map(made.filter((key) => !seen.has(lotText(key))).map((key) => [lotText(key), key])).values()];
    for (const key of wave) seen.set(lotText(key), key);
  }
  return [...seen.values()];
}

/** What went directly into some lots. */
export async function inputsOf(tx: Transaction, lots: readonly LotKey[]): Promise<LotKey[]> {
  const keys = new Set(lots.map(lotText));
  const found = await transformationsNaming(tx, lots);
  const made = found.filter((one) => one.outputs.some(({ gtin, lot }) => gtin !== null && lot !== null && keys.has(lotText({ gtin, lot }))));
  const ids = made.flatMap((one) => one.transformationId ?? []);
  const whole = [...made, ...(ids.length === 0 ? [] : await transformationsOf(tx, ids))];
  return whole.flatMap((one) => one.inputs.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }])));
}

/** Those of some lots that a transformation made, as texts. */
export async function transformedLots(tx: Transaction, lots: readonly LotKey[]): Promise<ReadonlySet<string>> {
  if (lots.length === 0) return new Set();
  const rows = await tx.execute<{ gtin: string; lot: string }>(sql`
    select distinct w.gtin, w.lot from ${wantedLots(lots)} w where exists (select 1 from event_items i where i.gtin = w.gtin and i.lot = w.lot and i.role = 'output')
      or exists (select 1 from event_items m join event_items p on p.item = m.item where m.gtin = w.gtin and m.lot = w.lot and p.role = 'output' and p.lot is null)`);
  return new Set(rows.map(lotText));
}

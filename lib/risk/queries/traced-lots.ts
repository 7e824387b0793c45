import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Subject } from "../subject.ts";

/** A lot of a declared line under one of the GTINs its goods have: the declared one and those it packs. `n` counts GTIN and lot through the block. */
export type TracedLot = { readonly n: number; readonly gtin: string; readonly lot: string; readonly of: readonly { readonly declarationId: number; readonly line: number }[] };

/** A column of many rows as one text, which is read faster than JSON; the separator stands in no identifier. */
const column = (values: readonly (string | number)[]) => sql`string_to_array(${values.join("\u001f")}, chr(31))`;

/** Lots as rows (n, gtin, lot) of a statement. */
export const lotRows = (lots: readonly TracedLot[]) =>
  sql`(select n::int as n, gtin::char(14) as gtin, lot from unnest(${column(lots.map(({ n }) => n))}, ${column(lots.map(({ gtin }) => gtin))}, ${column(lots.map(({ lot }) => lot))}) as k(n, gtin, lot))`;

const known = new WeakMap<readonly Subject[], Promise<readonly TracedLot[]>>();

/** Those lots of the standing lines of a block that events name, found once for all groups of facts that ask. One statement. */
export function tracedLots(tx: Transaction, subjects: readonly Subject[]): Promise<readonly TracedLot[]> {
  const before = known.get(subjects);
  if (before !== undefined) return before;
  const found = namedLots(tx, subjects);
  known.set(subjects, found);
  return found;
}

async function namedLots(tx: Transaction, subjects: readonly Subject[]): Promise<readonly TracedLot[]> {
  const lots = lotsOf(subjects);
  if (lots.length === 0) return [];
  const rows = await tx.execute<{ n: number }>(sql`select w.n from ${lotRows(lots)} w cross join lateral (select 1 from event_items i where i.gtin = w.gtin and i.lot = w.lot limit 1) found`);
  const named = new Set(rows.map(({ n }) => n));
  return lots.filter(({ n }) => named.has(n));
}

/** Every lot of a block's standing lines, once for each GTIN its goods have. */
export function lotsOf(subjects: readonly Subject[], wanted: (category: string) => boolean = () => true): TracedLot[] {
  const byKey = new Map<string, { gtin: string; lot: string; of: { declarationId: number; line: number }[] }>();
  for (const { declarationId, lines } of subjects) {
    for (const line of lines) {
      if (!line.standing || line.lots.length === 0 || !wanted(line.category)) continue;
      for (const gtin of line.gtins) {
        for (const lot of new Set(line.lots)) {
          const key = `${gtin} ${lot}`;
          const before = byKey.get(key);
          if (before === undefined) byKey.set(key, { gtin, lot, of: [{ declarationId, line: line.no }] });
          else before.of.push({ declarationId, line: line.no });
        }
      }
    }
  }
  return [...byKey.values()].map((one, n) => ({ n, ...one }));
}

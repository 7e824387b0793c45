import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lotText } from "#lib/feeds/lot";
import { Genealogy } from "#lib/trace/massBalance";
import { madeFacts } from "#lib/trace/queries/genealogy";
import type { LotMade } from "../made.ts";
import type { Subject } from "../subject.ts";
import { lotRows, tracedLots } from "./traced-lots.ts";

/** What events tell was made of the lots of a block, and where. Five statements at the most, one where no event names a lot. */
export async function madeOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly LotMade[]>> {
  const lots = await tracedLots(tx, subjects);
  if (lots.length === 0) return new Map();
  const told = await madeFacts(tx, lots);
  const countries = new Map(
    (await tx.execute<{ n: number; country: string }>(sql`
      select w.n, s.country from ${lotRows(lots)} w join lots l on l.gtin = w.gtin and l.lot = w.lot join sites s on s.id = l.site_id where l.source_kind = 'event'`)).map(({ n, country }) => [n, country]),
  );
  const genealogy = new Genealogy(told);
  const found = new Map<number, LotMade[]>();
  for (const { n, gtin, lot, of } of lots) {
    const key = lotText({ gtin, lot });
    const fact = { gtin, lot, made: genealogy.there(key) ?? null, country: genealogy.making(key).length > 0 ? null : (countries.get(n) ?? null) };
    for (const { declarationId, line } of of) found.set(declarationId, [...(found.get(declarationId) ?? []), { line, ...fact }]);
  }
  return found;
}

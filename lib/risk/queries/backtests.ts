import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { backtestHits, backtests } from "#db/schema/risk-backtests";
import { consignments } from "#db/schema/triage";
import type { BacktestRecord, Hit, Side } from "../backtest.ts";

/** One back-test; undefined where there is none of this number. */
export async function backtestById(tx: Transaction, id: number): Promise<BacktestRecord | undefined> {
  const [row] = await tx.select().from(backtests).where(eq(backtests.id, id));
  return row;
}

/** Back-tests, the newest first. `after` is the `next` of the page before. */
export async function listBacktests(
  tx: Transaction,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly rows: readonly BacktestRecord[]; readonly next: string | null }> {
  const rows = await tx.select().from(backtests).where(after === undefined ? undefined : lt(backtests.id, Number(after))).orderBy(desc(backtests.id)).limit(limit + 1);
  return { rows: rows.slice(0, limit), next: rows.length > limit ? String(rows[limit - 1]?.id) : null };
}

/** Declarations of a back-test's result by their numbers in the house, of one side where it is given. `after` is the `next` of the page before. */
export async function hitsOf(
  tx: Transaction,
  id: number,
  { side, limit, after }: { readonly side?: Side | undefined; readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly rows: readonly Hit[]; readonly next: string | null }> {
  const found = await tx
    .select({
      hit: backtestHits,
      number: consignments.number,
      lodgedAt: consignments.lodgedAt,
      importerName: consignments.importerName,
      goodsEn: consignments.goodsEn,
      goodsZh: consignments.goodsZh,
      siteName: consignments.siteName,
    })
    .from(backtestHits)
    .innerJoin(consignments, eq(consignments.id, backtestHits.declarationId))
    .where(and(eq(backtestHits.backtestId, id), side === undefined ? undefined : eq(backtestHits.side, side), after === undefined ? undefined : gt(backtestHits.declarationId, Number(after))))
    .orderBy(asc(backtestHits.declarationId))
    .limit(limit + 1);
  const rows = found.map(({ hit, ...desk }) => ({ ...hit, ...desk }));
  return { rows: rows.slice(0, limit), next: rows.length > limit ? String(rows[limit - 1]?.declarationId) : null };
}

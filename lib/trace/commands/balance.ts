import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { declarationLines } from "#db/schema/consignments";
import { lotBalances } from "#db/schema/trace";
import { namesLot } from "#lib/consignments/queries";
import { hashOf } from "#lib/parties/body";
import { lotText, type LotKey } from "#lib/feeds/lot";
import { packsHolding } from "#lib/parties/queries";
import { massBalanceOf } from "../massBalance.ts";
import { balanceFacts, inputsOf, lotsAhead, wantedLots } from "../queries/genealogy.ts";

/**
 * Reckons the mass balance of a lot anew, and of all lots that rest on it or share its inputs; writes those that changed, and queues
 * the assessment of the declarations that name one of them. Returns the lots that changed.
 */
export async function reckonFrom(tx: Transaction, lot: LotKey, now: Date): Promise<LotKey[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('mass-balance'))`);
  const concerned = await lotsAhead(tx, [lot, ...(await inputsOf(tx, [lot]))]);
  const facts = await balanceFacts(tx, concerned);
  const before = new Map((await tx.select().from(lotBalances).where(sql`(${lotBalances.gtin}, ${lotBalances.lot}) in ${wantedLots(concerned)}`)).map((row) => [lotText(row), row.balance]));
  const changed: LotKey[] = [];
  for (const key of concerned) {
    const balance = massBalanceOf(lotText(key), facts);
    const old = before.get(lotText(key));
    if (balance === undefined) {
      if (old === undefined) continue;
      await tx.delete(lotBalances).where(and(eq(lotBalances.gtin, key.gtin), eq(lotBalances.lot, key.lot)));
    } else {
      if (old !== undefined && hashOf(old) === hashOf(balance)) continue;
      const values = { balance, reckonedAt: now };
      await tx.insert(lotBalances).values({ ...key, ...values }).onConflictDoUpdate({ target: [lotBalances.gtin, lotBalances.lot], set: values });
    }
    changed.push(key);
  }
  const declarations = await declarationsNaming(tx, changed);
  if (declarations.length > 0) await queueJob(tx, "assess", { declarations, cause: "mass-balance" });
  return changed;
}

/** The declarations whose standing lines name one of some lots, of the goods themselves or of a pack that holds them. */
export async function declarationsNaming(tx: Transaction, lots: readonly LotKey[]): Promise<number[]> {
  const ids = new Set<number>();
  for (const [gtin, own] of Map.groupBy(lots, (key) => key.gtin)) {
    const packs = await packsHolding(tx, gtin);
    const rows = await tx
      .selectDistinct({ id: declarationLines.declarationId })
      .from(declarationLines)
      .where(and(namesLot(own.map(({ lot }) => lot)), inArray(declarationLines.gtin, [...new Set([gtin, ...packs])]), eq(declarationLines.standing, true)));
    for (const { id } of rows) ids.add(id);
  }
  return [...ids].toSorted((a, b) => a - b);
}

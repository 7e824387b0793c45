import { and, desc, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { cases } from "#db/schema/cases";
import { consignments } from "#db/schema/triage";

/** How many cases are not closed, and how many of those are with nobody. */
export async function openCaseCounts(tx: Transaction): Promise<{ readonly open: number; readonly unassigned: number }> {
  const open = sql`${cases.status} <> 'closed'`;
  return { open: await tx.$count(cases, open), unassigned: await tx.$count(cases, and(open, isNull(cases.assigneeId))) };
}

/** The consignments that a case is about to be opened on, the weightiest first; numbers that are none are left out. */
export async function consignmentsNamed(tx: Transaction, numbers: readonly string[]) {
  if (numbers.length === 0) return [];
  return tx
    .select({
      number: consignments.number,
      importerName: consignments.importerName,
      siteName: consignments.siteName,
      goodsEn: consignments.goodsEn,
      goodsZh: consignments.goodsZh,
      quantity: consignments.quantity,
      lane: consignments.lane,
      verdict: consignments.verdict,
      status: consignments.status,
      topFinding: consignments.topFinding,
    })
    .from(consignments)
    .where(inArray(consignments.number, [...numbers]))
    .orderBy(desc(consignments.score), consignments.id);
}

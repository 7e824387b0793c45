import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { consignments, triageDecisions } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { OPEN_STATUSES, type ConsignmentStatus } from "../decision.ts";

/** The desk's row of a consignment. */
export type ConsignmentRow = typeof consignments.$inferSelect;

/** A decision as recorded. */
export type DecisionRow = typeof triageDecisions.$inferSelect;

/** The consignment of an entry number. Throws Refusal `unknown-consignment`. */
export async function consignmentOf(tx: Transaction, number: string): Promise<ConsignmentRow> {
  const [row] = await tx.select().from(consignments).where(eq(consignments.number, number));
  if (row === undefined) throw new Refusal("not-found", "unknown-consignment", { number });
  return row;
}

/** The newest decision on a consignment that was not taken back. */
export async function lastDecision(tx: Transaction, declarationId: number): Promise<DecisionRow | undefined> {
  const rows = await tx.select().from(triageDecisions).where(eq(triageDecisions.declarationId, declarationId)).orderBy(desc(triageDecisions.id)).limit(20);
  return rows.find((row) => row.undoneAt === null);
}

/** Throws the Refusal that says who and what came first, where a consignment is no longer what its reader saw. */
export function demandVersion(row: ConsignmentRow, expected: number | undefined, last: DecisionRow | undefined): void {
  if (expected !== undefined && expected !== row.version) throw overtaken(row, last);
}

/**
 * Moves a consignment to a status, if it still is what was read: of two people who decide at once one wins, and the other gets
 * the Refusal that names the winner. Returns the new version.
 */
export async function moveTo(tx: Transaction, row: ConsignmentRow, status: ConsignmentStatus, now: Date): Promise<number> {
  const [moved] = await tx
    .update(consignments)
    .set({ status, open: OPEN_STATUSES.includes(status), version: row.version + 1, changedAt: now })
    .where(and(eq(consignments.id, row.id), eq(consignments.version, row.version)))
    .returning({ version: consignments.version });
  if (moved === undefined) throw overtaken(await consignmentOf(tx, row.number), await lastDecision(tx, row.id));
  return moved.version;
}

function overtaken(row: ConsignmentRow, last: DecisionRow | undefined): Refusal {
  const at = row.changedAt.getTime();
  const decided = last !== undefined && (last.at.getTime() === at || last.secondedAt?.getTime() === at);
  if (!decided) return new Refusal("conflict", "changed-meanwhile", { number: row.number, status: row.status, lane: row.lane, version: row.version });
  const by = last.secondedAt?.getTime() === at ? (last.secondedByName ?? last.decidedByName) : last.decidedByName;
  return new Refusal("conflict", "decided-meanwhile", { number: row.number, by, decision: last.decision, status: row.status, version: row.version });
}

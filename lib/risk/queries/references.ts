import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { sites } from "#db/schema/parties";
import { limitProposals, referencePopulations, referenceSamples, referenceWithdrawals } from "#db/schema/risk-traced";
import type { ReferenceSample } from "../referenceTable.ts";

/** A reference population as it is listed; of the confirmed versions of one origin, category and season the newest is in force, unless it was retired. */
export type ReferenceRow = typeof referencePopulations.$inferSelect & { readonly inForce: boolean };

/** Populations, the newest proposal first; `after` is the number of the last one seen. */
export async function listReferences(tx: Transaction, { limit, after }: { readonly limit: number; readonly after: number | null }): Promise<{ readonly rows: readonly ReferenceRow[]; readonly next: number | null }> {
  const rows = await tx.select().from(referencePopulations).where(after === null ? undefined : lt(referencePopulations.id, after)).orderBy(desc(referencePopulations.id)).limit(limit + 1);
  const shown = await withForce(tx, rows.slice(0, limit));
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** That a population be taken out of force, as it was proposed and answered. */
export type WithdrawalRow = typeof referenceWithdrawals.$inferSelect;

/** One population with its samples, the names of its sites, and the latest proposals to take it out of force. */
export async function referenceById(
  tx: Transaction,
  id: number,
): Promise<
  | {
      readonly row: ReferenceRow;
      readonly withdrawals: readonly WithdrawalRow[];
      readonly samples: readonly ReferenceSample[];
      readonly sites: readonly { readonly id: number; readonly name: string }[];
    }
  | undefined
> {
  const [row] = await withForce(tx, await tx.select().from(referencePopulations).where(eq(referencePopulations.id, id)));
  if (row === undefined) return undefined;
  const samples = await tx.select({ label: referenceSamples.label, values: referenceSamples.values }).from(referenceSamples).where(eq(referenceSamples.populationId, id)).orderBy(asc(referenceSamples.no));
  const named = row.siteIds.length === 0 ? [] : await tx.select({ id: sites.id, name: sites.name }).from(sites).where(inArray(sites.id, row.siteIds)).orderBy(asc(sites.name));
  const withdrawals = await tx.select().from(referenceWithdrawals).where(eq(referenceWithdrawals.populationId, id)).orderBy(desc(referenceWithdrawals.id)).limit(20);
  return { row, withdrawals, samples, sites: named };
}

async function withForce(tx: Transaction, rows: readonly (typeof referencePopulations.$inferSelect)[]): Promise<ReferenceRow[]> {
  const origins = [...new Set(rows.map(({ origin }) => origin))];
  const { origin, category, seasonFrom, seasonTo, version, id, state } = referencePopulations;
  const newest =
    origins.length === 0
      ? []
      : await tx
          .selectDistinctOn([origin, category, seasonFrom, seasonTo], { id, state })
          .from(referencePopulations)
          .where(and(inArray(origin, origins), inArray(state, ["confirmed", "retired"])))
          .orderBy(asc(origin), asc(category), asc(seasonFrom), asc(seasonTo), desc(version));
  const inForce = new Set(newest.filter((row) => row.state === "confirmed").map((row) => row.id));
  return rows.map((row) => ({ ...row, inForce: inForce.has(row.id) }));
}

/** A change of a limit as it was proposed and answered. */
export type LimitChange = typeof limitProposals.$inferSelect;

/** The latest changes of limits, those that wait for an answer among them. */
export async function limitChanges(tx: Transaction, limit: number): Promise<LimitChange[]> {
  return tx.select().from(limitProposals).orderBy(desc(limitProposals.id)).limit(limit);
}

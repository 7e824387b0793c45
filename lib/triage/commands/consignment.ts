import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
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

/** The consignments of entry numbers, by number; those that are none are missing. */
export async function consignmentsOf(tx: Transaction, numbers: readonly string[]): Promise<ReadonlyMap<string, ConsignmentRow>> {
  if (numbers.length === 0) return new Map();
  return new Map((await tx.select().from(consignments).where(inArray(consignments.number, [...numbers]))).map((row) => [row.number, row]));
}

/** The newest decision on each of some consignments that was not taken back, by declaration. */
export async function lastDecisions(tx: Transaction, declarationIds: readonly number[]): Promise<ReadonlyMap<number, DecisionRow>> {
  if (declarationIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([triageDecisions.declarationId])
    .from(triageDecisions)
    .where(and(inArray(triageDecisions.declarationId, [...declarationIds]), isNull(triageDecisions.undoneAt)))
    .orderBy(triageDecisions.declarationId, desc(triageDecisions.id));
  return new Map(rows.map((row) => [row.declarationId, row]));
}

/** The newest decision on a consignment that was not taken back. */
export async function lastDecision(tx: Transaction, declarationId: number): Promise<DecisionRow | undefined> {
  return (await lastDecisions(tx, [declarationId])).get(declarationId);
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
  const { versions, overtaken: lost } = await moveAll(tx, [{ row, status }], now);
  const version = versions.get(row.id);
  if (version === undefined) throw lost.get(row.id) ?? new Error(`${row.number} did not move`);
  return version;
}

/** Locks consignments in one order, so that two who decide on many at once never wait in a circle; of those that are no longer what was read, the Refusal that names the winner. */
export async function lockAll(tx: Transaction, rows: readonly ConsignmentRow[]): Promise<ReadonlyMap<number, Refusal>> {
  if (rows.length === 0) return new Map();
  const locked = await tx.select({ id: consignments.id, version: consignments.version }).from(consignments).where(inArray(consignments.id, rows.map((row) => row.id))).orderBy(asc(consignments.id)).for("update");
  const standing = new Map(locked.map((row) => [row.id, row.version]));
  return overtakenOf(tx, rows.filter((row) => standing.get(row.id) !== row.version));
}

/** Moves each of some consignments to its status, in one statement; the new versions, and the Refusal of each that is no longer what was read. */
export async function moveAll(
  tx: Transaction,
  moves: readonly { readonly row: ConsignmentRow; readonly status: ConsignmentStatus }[],
  now: Date,
): Promise<{ readonly versions: ReadonlyMap<number, number>; readonly overtaken: ReadonlyMap<number, Refusal> }> {
  if (moves.length === 0) return { versions: new Map(), overtaken: new Map() };
  const given = moves.map(({ row, status }) => ({ id: row.id, version: row.version, status, open: OPEN_STATUSES.includes(status) }));
  const moved = await tx.execute<{ id: bigint; version: number }>(sql`
    update consignments as c set status = given.status, open = given.open, version = c.version + 1, changed_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id bigint, version int, status text, open boolean) where c.id = given.id and c.version = given.version
    returning c.id, c.version`);
  const versions = new Map(moved.map((row) => [Number(row.id), row.version]));
  return { versions, overtaken: await overtakenOf(tx, moves.map(({ row }) => row).filter((row) => !versions.has(row.id))) };
}

async function overtakenOf(tx: Transaction, rows: readonly ConsignmentRow[]): Promise<ReadonlyMap<number, Refusal>> {
  const standing = await consignmentsOf(tx, rows.map((row) => row.number));
  const last = await lastDecisions(tx, rows.map((row) => row.id));
  return new Map(rows.map((row) => [row.id, overtaken(standing.get(row.number) ?? row, last.get(row.id))]));
}

function overtaken(row: ConsignmentRow, last: DecisionRow | undefined): Refusal {
  const at = row.changedAt.getTime();
  const decided = last !== undefined && (last.at.getTime() === at || last.secondedAt?.getTime() === at);
  if (!decided) return new Refusal("conflict", "changed-meanwhile", { number: row.number, status: row.status, lane: row.lane, version: row.version });
  const by = last.secondedAt?.getTime() === at ? (last.secondedByName ?? last.decidedByName) : last.decidedByName;
  return new Refusal("conflict", "decided-meanwhile", { number: row.number, by, decision: last.decision, status: row.status, version: row.version });
}

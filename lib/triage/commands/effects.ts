import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { examinations } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import type { Officer } from "../officer.ts";
import type { ConsignmentRow } from "./consignment.ts";
import { assignExaminers } from "./examiner.ts";

/** What is to be examined and how. */
export type ExaminationOrder = { readonly kind: "physical" | "remote"; readonly instructions: string };

/** Throws the Refusal of a release that may not be. */
export async function demandReleasable(tx: Transaction, row: ConsignmentRow, officer: Officer): Promise<void> {
  const refused = (await unreleasable(tx, [row], officer)).get(row.id);
  if (refused !== undefined) throw refused;
}

/**
 * The Refusals of releases that may not be, by declaration: of one that is not assessed as it stands now, or by a person whose own
 * examination found nothing, or who reported so for somebody else (双随机: the one who found nothing is not the one who releases).
 */
export async function unreleasable(tx: Transaction, rows: readonly ConsignmentRow[], officer: Officer): Promise<ReadonlyMap<number, Refusal>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map((row) => row.id);
  const standing = new Map((await tx.select({ id: declarations.id, revision: declarations.revision, status: declarations.status }).from(declarations).where(inArray(declarations.id, ids))).map((one) => [one.id, one]));
  const own = await tx
    .select({ id: examinations.declarationId })
    .from(examinations)
    .where(and(inArray(examinations.declarationId, ids), or(eq(examinations.reportedBy, officer.id), eq(examinations.examinerId, officer.id)), eq(examinations.result, "conform")));
  const examined = new Set(own.map(({ id }) => id));
  return new Map(rows.flatMap((row): (readonly [number, Refusal])[] => {
    const declaration = standing.get(row.id);
    if (!row.assessed || declaration?.revision !== row.revision || declaration.status === "withdrawn") {
      return [[row.id, new Refusal("conflict", "not-assessed-yet", { number: row.number, assessed: row.revision, standing: declaration?.revision ?? 0 })]];
    }
    return examined.has(row.id) ? [[row.id, new Refusal("forbidden", "examiner-does-not-release", { number: row.number })]] : [];
  }));
}

/** Marks the standing revision as the one that was released. Throws Refusal `revised-since` where another one stands by now. */
export async function recordRelease(tx: Transaction, row: ConsignmentRow): Promise<void> {
  const refused = (await recordReleases(tx, [row])).get(row.id);
  if (refused !== undefined) throw refused;
}

/** Marks the standing revision of each as the one that was released, in one statement; `revised-since` of each where another one stands by now. */
export async function recordReleases(tx: Transaction, rows: readonly ConsignmentRow[]): Promise<ReadonlyMap<number, Refusal>> {
  if (rows.length === 0) return new Map();
  const given = JSON.stringify(rows.map(({ id, revision }) => ({ id, revision })));
  const released = await tx.execute<{ id: bigint }>(sql`
    update declarations as d set released_revision = d.revision from jsonb_to_recordset(${given}::jsonb) as given (id bigint, revision int)
    where d.id = given.id and d.revision = given.revision and d.status <> 'withdrawn' returning d.id`);
  const done = new Set(released.map(({ id }) => Number(id)));
  return new Map(rows.filter((row) => !done.has(row.id)).map((row) => [row.id, new Refusal("conflict", "revised-since", { number: row.number, revision: row.revision })]));
}

/** Takes back the mark of a release. Throws Refusal `something-followed` where a revision arrived since. */
export async function takeBackRelease(tx: Transaction, row: ConsignmentRow, revision: number): Promise<void> {
  const kept = await tx
    .update(declarations)
    .set({ releasedRevision: null })
    .where(and(eq(declarations.id, row.id), eq(declarations.revision, revision), eq(declarations.releasedRevision, revision)))
    .returning({ id: declarations.id });
  if (kept.length === 0) throw new Refusal("conflict", "something-followed", { number: row.number });
}

/** Orders an examination of each consignment at its office, and draws who makes it from those on duty. */
export async function orderExaminations(tx: Transaction, rows: readonly ConsignmentRow[], officer: Officer, order: ExaminationOrder, now: Date): Promise<void> {
  if (rows.length === 0) return;
  const ordered = await tx
    .insert(examinations)
    .values(
      rows.map((row) => ({
        declarationId: row.id,
        ...order,
        status: "ordered" as const,
        officeCode: row.officeCode,
        orderedBy: officer.id,
        orderedByName: officer.name,
        orderedAt: now,
      })),
    )
    .returning();
  const numberOf = new Map(rows.map((row) => [row.id, row.number]));
  await assignExaminers(tx, ordered.map((examination) => ({ examination, given: { number: numberOf.get(examination.declarationId) ?? "" } })), now);
}

/** Cancels the examinations still ordered of consignments that are released, refused or no longer to be examined. */
export async function cancelExaminations(tx: Transaction, ...declarationIds: readonly number[]): Promise<void> {
  if (declarationIds.length === 0) return;
  await tx.update(examinations).set({ status: "cancelled" }).where(and(inArray(examinations.declarationId, [...declarationIds]), eq(examinations.status, "ordered")));
}

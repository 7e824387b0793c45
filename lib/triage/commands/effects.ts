import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { examinations } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import type { Officer } from "../officer.ts";
import type { ConsignmentRow } from "./consignment.ts";
import { assignExaminer } from "./examiner.ts";

/** What is to be examined and how. */
export type ExaminationOrder = { readonly kind: "physical" | "remote"; readonly instructions: string };

/**
 * Throws the Refusal of a release that may not be: of a declaration that is not assessed as it stands now, or by the person whose
 * own examination found nothing (双随机: the one who found nothing is not the one who releases).
 */
export async function demandReleasable(tx: Transaction, row: ConsignmentRow, officer: Officer): Promise<void> {
  const [declaration] = await tx.select({ revision: declarations.revision, status: declarations.status }).from(declarations).where(eq(declarations.id, row.id));
  if (!row.assessed || declaration?.revision !== row.revision || declaration.status === "withdrawn") {
    throw new Refusal("conflict", "not-assessed-yet", { number: row.number, assessed: row.revision, standing: declaration?.revision ?? 0 });
  }
  const own = await tx.select({ id: examinations.id }).from(examinations).where(and(eq(examinations.declarationId, row.id), eq(examinations.reportedBy, officer.id), eq(examinations.result, "conform"))).limit(1);
  if (own.length > 0) throw new Refusal("forbidden", "examiner-does-not-release", { number: row.number });
}

/** Marks the standing revision as the one that was released. Throws Refusal `revised-since` where another one stands by now. */
export async function recordRelease(tx: Transaction, row: ConsignmentRow): Promise<void> {
  const released = await tx.update(declarations).set({ releasedRevision: row.revision }).where(and(eq(declarations.id, row.id), eq(declarations.revision, row.revision), ne(declarations.status, "withdrawn"))).returning({ id: declarations.id });
  if (released.length === 0) throw new Refusal("conflict", "revised-since", { number: row.number, revision: row.revision });
}

/** Takes back the mark of a release. Throws Refusal `something-followed` where a revision arrived since. */
export async function takeBackRelease(tx: Transaction, row: ConsignmentRow, revision: number): Promise<void> {
  const kept = await tx.update(declarations).set({ releasedRevision: null }).where(and(eq(declarations.id, row.id), eq(declarations.revision, revision), eq(declarations.releasedRevision, revision))).returning({ id: declarations.id });
  if (kept.length === 0) throw new Refusal("conflict", "something-followed", { number: row.number });
}

/** Orders an examination at the consignment's office, and draws who makes it from those on duty. */
export async function orderExamination(tx: Transaction, row: ConsignmentRow, officer: Officer, order: ExaminationOrder, now: Date): Promise<void> {
  const [ordered] = await tx.insert(examinations).values({ declarationId: row.id, ...order, status: "ordered", officeCode: row.officeCode, orderedBy: officer.id, orderedByName: officer.name, orderedAt: now }).returning();
  if (ordered === undefined) throw new Error(`the examination of ${row.number} was not recorded`);
  await assignExaminer(tx, ordered, { number: row.number }, now);
}

/** Cancels the examinations still ordered of a consignment that is released, refused or no longer to be examined. */
export async function cancelExaminations(tx: Transaction, declarationId: number): Promise<void> {
  await tx.update(examinations).set({ status: "cancelled" }).where(and(eq(examinations.declarationId, declarationId), eq(examinations.status, "ordered")));
}

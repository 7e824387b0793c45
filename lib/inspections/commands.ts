import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { consignments, examinations } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { recordEnds } from "#lib/risk/commands/outcome";
import { demandOffice, officerOf } from "#lib/triage/officer";
import { EXAMINATION_RESULTS, allowsReport, needsNote, type ExaminationResult } from "./examination.ts";

/** An examination's result as recorded. */
export type Reported = { readonly id: number; readonly number: string; readonly result: ExaminationResult };

const reporting = {
  result: z.enum(EXAMINATION_RESULTS),
  note: z.string().trim().max(5_000).default("").describe("what was found; a discrepancy must say it"),
  findings: z.array(z.int().positive()).max(50).default([]).describe("the numbers of the findings that a discrepancy confirms"),
};

function rightlySaid({ result, note, findings }: { readonly result: ExaminationResult; readonly note: string; readonly findings: readonly number[] }, context: z.RefinementCtx): void {
  if (result !== "discrepancy" && findings.length > 0) context.addIssue({ code: "custom", path: ["findings"], message: "only a discrepancy confirms findings", params: { code: "findings" } });
  if (needsNote(result) && note === "") context.addIssue({ code: "custom", path: ["note"], message: "say what was found", params: { code: "missing" } });
}

/** What a report says, without the examination it is of. */
export const reportBody = z.strictObject(reporting).superRefine(rightlySaid);

const reportInput = z.strictObject({ id: z.int().positive(), ...reporting }).superRefine(rightlySaid);

/**
 * Reports what an examination found, and which findings a discrepancy confirms: it labels the declaration. Whoever reports it as conform does not release the goods. The same report again by the same
 * person gets the same answer. Throws Refusal: `unknown-examination`, `other-office`, `already-reported`, `examination-cancelled`, `unknown-finding`, `another-examiner` where one was drawn and it is somebody else.
 */
export const reportExamination = command("examination.report", reportInput, async ({ tx, actor, now }, { id, result, note, findings }) => {
  const officer = officerOf(actor);
  const [row] = await tx.select({ examination: examinations, number: consignments.number }).from(examinations).innerJoin(consignments, eq(consignments.id, examinations.declarationId)).where(eq(examinations.id, id));
  if (row === undefined) throw new Refusal("not-found", "unknown-examination", { id });
  const { examination, number } = row;
  demandOffice(officer, examination.officeCode);
  const answer: Reported = { id, number, result };
  const audit = { action: "examination.report", subject: { kind: "declaration", id: number }, facts: { examination: id, result, note, findings } };
  if (examination.status === "reported" && examination.reportedBy === officer.id && examination.result === result && examination.reportNote === note)
    return { result: answer, audit: { ...audit, facts: { ...audit.facts, repeated: true } } };
  if (!allowsReport(examination.status)) throw await closed(tx, id, number);
  if (examination.examinerId !== null && examination.examinerId !== officer.id && officer.role !== "supervisor") throw new Refusal("forbidden", "another-examiner", { examinerName: examination.examinerName ?? "" });
  const [reported] = await tx
    .update(examinations)
    .set({ status: "reported", result, reportNote: note, reportedBy: officer.id, reportedByName: officer.name, reportedAt: now })
    .where(and(eq(examinations.id, id), eq(examinations.status, "ordered")))
    .returning({ id: examinations.id });
  if (reported === undefined) throw await closed(tx, id, number);
  await recordEnds(
    tx,
    officer,
    [
      {
        declarationId: examination.declarationId,
        source: "examination",
        result: result === "discrepancy" ? "confirmed" : "not-confirmed",
        note,
        reference: `examination:${id}`,
        findings,
      },
    ],
    now,
  );
  await tx.update(consignments).set({ version: sql`${consignments.version} + 1`, changedAt: now }).where(eq(consignments.id, examination.declarationId));
  await notify(tx, "desk", { id: examination.declarationId, kind: "examined" });
  return { result: answer, audit };
});

/** Why an examination takes no report: who reported it, or that it was cancelled. */
async function closed(tx: Transaction, id: number, number: string): Promise<Refusal> {
  const [now] = await tx.select({ status: examinations.status, by: examinations.reportedByName }).from(examinations).where(eq(examinations.id, id));
  return now?.status === "cancelled" ? new Refusal("conflict", "examination-cancelled", { id, number }) : new Refusal("conflict", "already-reported", { id, number, by: now?.by ?? "" });
}

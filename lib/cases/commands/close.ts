import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { caseConsignments } from "#db/schema/cases";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { recordEnds } from "#lib/risk/commands/outcome";
import { officerOf, type Officer } from "#lib/triage/officer";
import { CASE_OUTCOMES } from "../case.ts";
import { changeCase, heldCase, type CaseRow } from "./held.ts";

const inCase = { number: z.string().min(1), expectedVersion: z.int().positive().optional() };
const words = z.string().trim().min(1).max(5_000);

/** Proposes to close a case with an outcome and its grounds; another person confirms. */
export const proposeClosing = command("case.close", z.strictObject({ ...inCase, outcome: z.enum(CASE_OUTCOMES), note: words }), async ({ tx, actor }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "propose-closing", input.expectedVersion);
  const version = await changeCase(tx, row, { status: "closing-proposed", outcome: input.outcome, outcomeNote: input.note, closeProposedBy: officer.id, closeProposedByName: officer.name }, "closing-proposed");
  return {
    result: { number: row.number, status: "closing-proposed" as const, version },
    audit: { action: "case.propose-closing", subject: { kind: "case", id: row.number }, facts: { outcome: input.outcome, note: input.note } },
  };
});

/** Closes a case (结案) as another person proposed; its outcome labels the consignments linked to it. Throws Refusal `four-eyes` for the person who proposed. */
export const confirmClosing = command("case.close", z.strictObject(inCase), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "confirm-closing", input.expectedVersion);
  if (row.closeProposedBy === officer.id) throw new Refusal("forbidden", "four-eyes", { number: row.number, by: row.closeProposedByName ?? "" });
  const version = await changeCase(tx, row, { status: "closed", closedAt: now }, "closed");
  await labelLinked(tx, officer, row, now);
  return {
    result: { number: row.number, status: "closed" as const, version },
    audit: { action: "case.close", subject: { kind: "case", id: row.number }, facts: { outcome: row.outcome, note: row.outcomeNote, proposedBy: row.closeProposedByName } },
  };
});

/** Turns a proposed closing down, with a note, or takes the own proposal back; the case goes on. */
export const declineClosing = command("case.close", z.strictObject({ ...inCase, note: words }), async ({ tx, actor }, input) => {
  officerOf(actor);
  const row = await heldCase(tx, input.number, "decline-closing", input.expectedVersion);
  const version = await changeCase(tx, row, { status: "investigating", outcome: null, outcomeNote: null, closeProposedBy: null, closeProposedByName: null }, "closing-declined");
  return {
    result: { number: row.number, status: "investigating" as const, version },
    audit: { action: "case.decline-closing", subject: { kind: "case", id: row.number }, facts: { outcome: row.outcome, proposedBy: row.closeProposedByName, note: input.note } },
  };
});

/** Opens a closed case again, with the reason; its outcome stays in the record. */
export const reopenCase = command("case.close", z.strictObject({ ...inCase, reason: words }), async ({ tx, actor }, input) => {
  officerOf(actor);
  const row = await heldCase(tx, input.number, "reopen", input.expectedVersion);
  const version = await changeCase(tx, row, { status: "investigating", outcome: null, outcomeNote: null, closedAt: null, closeProposedBy: null, closeProposedByName: null }, "reopened");
  return {
    result: { number: row.number, status: "investigating" as const, version },
    audit: { action: "case.reopen", subject: { kind: "case", id: row.number }, facts: { outcome: row.outcome, note: row.outcomeNote, reason: input.reason } },
  };
});

/** A case that ended with or without a violation labels its consignments; other ends say nothing of them. */
async function labelLinked(tx: Transaction, officer: Officer, { id, number, outcome, outcomeNote }: CaseRow, now: Date): Promise<void> {
  if (outcome !== "violation-confirmed" && outcome !== "no-violation") return;
  const linked = await tx.select({ declarationId: caseConsignments.declarationId }).from(caseConsignments).where(eq(caseConsignments.caseId, id));
  const result = outcome === "violation-confirmed" ? "confirmed" : "not-confirmed";
  await recordEnds(tx, officer, linked.map(({ declarationId }) => ({ declarationId, source: "case", result, note: outcomeNote ?? "", reference: `case:${number}` })), now);
}

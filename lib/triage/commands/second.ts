import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { triageDecisions } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { statusWhenSeconded, type Decided } from "../decided.ts";
import { demandOffice, officerOf, type Officer } from "../officer.ts";
import { consignmentOf, demandVersion, lastDecision, moveTo, type ConsignmentRow, type DecisionRow } from "./consignment.ts";
import { cancelExaminations, demandReleasable, recordRelease } from "./effects.ts";
import { tellProposer } from "./telling.ts";

const secondInput = z.strictObject({ number: z.string().min(1), expectedVersion: z.int().positive().optional() });
const declineInput = secondInput.extend({ note: z.string().min(1).max(2_000) });

/**
 * Confirms a proposed release or refusal; from here on it cannot be undone. Throws Refusal: `nothing-to-second`, `four-eyes` for the
 * person who proposed, `other-office`, `revised-since` where a revision arrived after the proposal, `examiner-does-not-release`.
 */
export const second = command("consignment.second", secondInput, async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const { row, proposal, repeated } = await proposalOn(tx, officer, input.number, "confirmed");
  const audit = { action: "consignment.second", subject: { kind: "declaration", id: row.number }, facts: { decision: proposal.id, proposed: proposal.decision, by: proposal.decidedByName, repeated } };
  if (repeated) return { result: answered(row, row.version, proposal), audit };
  demandVersion(row, input.expectedVersion, proposal);
  const status = statusWhenSeconded(row.status);
  if (status === undefined) throw new Refusal("conflict", "nothing-to-second", { number: row.number, status: row.status });
  if (proposal.revision !== row.revision) throw new Refusal("conflict", "revised-since", { number: row.number, revision: proposal.revision });
  if (status === "released") await demandReleasable(tx, row, officer);
  const version = await moveTo(tx, row, status, now);
  await tx.update(triageDecisions).set({ secondedBy: officer.id, secondedByName: officer.name, secondedAt: now }).where(eq(triageDecisions.id, proposal.id));
  if (status === "released") await recordRelease(tx, row);
  await cancelExaminations(tx, row.id);
  await tellProposer(tx, row, proposal, officer.id, { confirmed: true, note: "" }, now);
  await notify(tx, "desk", { id: row.id, kind: "decided" });
  return { result: answered({ ...row, status }, version, proposal), audit };
});

/** Turns a proposed release or refusal down, with a note; the consignment is where it was. The proposer takes the own proposal back by `undo` instead. */
export const declineSecond = command("consignment.second", declineInput, async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const { row, proposal, repeated } = await proposalOn(tx, officer, input.number, "declined");
  const audit = {
    action: "consignment.decline-second",
    subject: { kind: "declaration", id: row.number },
    facts: { decision: proposal.id, proposed: proposal.decision, by: proposal.decidedByName, note: input.note, repeated },
  };
  if (repeated) return { result: answered(row, row.version, proposal), audit };
  demandVersion(row, input.expectedVersion, proposal);
  const version = await moveTo(tx, row, proposal.fromStatus, now);
  await tx.update(triageDecisions).set({ declined: true, secondedBy: officer.id, secondedByName: officer.name, secondedAt: now }).where(eq(triageDecisions.id, proposal.id));
  await tellProposer(tx, row, proposal, officer.id, { confirmed: false, note: input.note }, now);
  await notify(tx, "desk", { id: row.id, kind: "decided" });
  return { result: answered({ ...row, status: proposal.fromStatus }, version, proposal), audit };
});

type Proposal = { readonly row: ConsignmentRow; readonly proposal: DecisionRow; readonly repeated: boolean };

/** The proposal that waits on a consignment, or the one that this person has already answered the same way. */
async function proposalOn(tx: Transaction, officer: Officer, number: string, answer: "confirmed" | "declined"): Promise<Proposal> {
  const row = await consignmentOf(tx, number);
  demandOffice(officer, row.officeCode);
  const proposal = await lastDecision(tx, row.id);
  if (proposal === undefined || !proposal.needsSecond) throw new Refusal("conflict", "nothing-to-second", { number, status: row.status });
  if (proposal.decidedBy === officer.id) throw new Refusal("forbidden", "four-eyes", { number, by: proposal.decidedByName });
  if (proposal.secondedBy === officer.id && proposal.declined === (answer === "declined")) return { row, proposal, repeated: true };
  if (proposal.secondedBy !== null) throw new Refusal("conflict", "decided-meanwhile", { number, by: proposal.secondedByName ?? "", decision: proposal.decision, status: row.status, version: row.version });
  if (statusWhenSeconded(row.status) === undefined) throw new Refusal("conflict", "nothing-to-second", { number, status: row.status });
  return { row, proposal, repeated: false };
}

function answered(row: Pick<ConsignmentRow, "number" | "status">, version: number, proposal: DecisionRow): Decided {
  return { number: row.number, status: row.status, version, decision: proposal.decision, proposed: false, undoUntil: null };
}

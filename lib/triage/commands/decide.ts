import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { triageDecisions } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { isReason, undoUntil, type Decided } from "../decided.ts";
import { DECISIONS_BY_STATUS, REASONS, TRIAGE_DECISIONS, needsSecond, statusAfter, type TriageDecision } from "../decision.ts";
import { demandOffice, officerOf, type Officer } from "../officer.ts";
import { consignmentOf, demandVersion, lastDecision, moveTo, type ConsignmentRow, type DecisionRow } from "./consignment.ts";
import { cancelExaminations, demandReleasable, orderExamination, recordRelease } from "./effects.ts";

/** The input of `decide`. `expectedVersion` is the version of the row that was seen; `examination` goes with an order alone. */
export const decisionInput = z.strictObject({
  number: z.string().min(1),
  decision: z.enum(TRIAGE_DECISIONS),
  reason: z.string().min(1),
  note: z.string().max(2_000).default(""),
  expectedVersion: z.int().positive().optional(),
  examination: z.strictObject({ kind: z.enum(["physical", "remote"]), instructions: z.string().max(2_000) }).optional(),
});

type DecisionInput = z.output<typeof decisionInput>;

/**
 * Decides on a consignment: release, hold, request a correction, order an examination, refuse, resume. A refusal and a release against
 * the red lane only propose. The same decision again by the same person gets the same answer. Throws Refusal: `unknown-reason`,
 * `unknown-consignment`, `other-office`, `decided-meanwhile`, `changed-meanwhile`, `not-allowed-now`, `not-assessed-yet`, `examiner-does-not-release`.
 */
export const decide = command("consignment.decide", decisionInput, async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  demandReason(input.decision, input.reason);
  const row = await consignmentOf(tx, input.number);
  demandOffice(officer, row.officeCode);
  const last = await lastDecision(tx, row.id);
  const audit = { action: `consignment.${input.decision}`, subject: { kind: "declaration", id: row.number } };
  if (last !== undefined && repeats(last, row, officer, input)) return { result: answered(row, row.version, last), audit: { ...audit, facts: { repeated: true, decision: last.id } } };
  demandVersion(row, input.expectedVersion, last);
  demandAllowed(row, input.decision);
  if (input.decision === "release") await demandReleasable(tx, row, officer);
  const version = await moveTo(tx, row, statusAfter(input.decision, row.lane), now);
  const made = await record(tx, row, officer, input, now);
  await follow(tx, row, officer, input, made, now);
  await notify(tx, "desk", { id: row.id, kind: "decided" });
  const facts = { decision: made.id, reason: input.reason, note: input.note, from: made.fromStatus, to: made.toStatus, lane: row.lane, score: row.score, revision: row.revision, proposed: made.needsSecond };
  return { result: answered({ ...row, status: made.toStatus }, version, made), audit: { ...audit, facts } };
});

function demandReason(decision: TriageDecision, reason: string): void {
  if (isReason(decision, reason)) return;
  const detail = `${reason} is no reason for ${decision}; use one of ${REASONS[decision].join(", ")}`;
  throw new Refusal("bad-input", "unknown-reason", { decision, reason }, [{ pointer: "/reason", code: "unknown-reason", detail }]);
}

function demandAllowed(row: ConsignmentRow, decision: TriageDecision): void {
  if (!(DECISIONS_BY_STATUS[row.status] as readonly TriageDecision[]).includes(decision)) throw new Refusal("conflict", "not-allowed-now", { number: row.number, decision, status: row.status });
}

function repeats(last: DecisionRow, row: ConsignmentRow, officer: Officer, input: DecisionInput): boolean {
  return last.decidedBy === officer.id && last.decision === input.decision && last.reason === input.reason && last.note === input.note && !last.declined && last.toStatus === row.status && last.revision === row.revision;
}

function answered(row: Pick<ConsignmentRow, "number" | "status">, version: number, made: DecisionRow): Decided {
  return { number: row.number, status: row.status, version, decision: made.decision, proposed: made.needsSecond && made.secondedBy === null, undoUntil: made.secondedBy === null ? undoUntil(made.at) : null };
}

async function record(tx: Transaction, row: ConsignmentRow, officer: Officer, input: DecisionInput, now: Date): Promise<DecisionRow> {
  const [made] = await tx
    .insert(triageDecisions)
    .values({
      declarationId: row.id, decision: input.decision, revision: row.revision, reason: input.reason, note: input.note,
      fromStatus: row.status, toStatus: statusAfter(input.decision, row.lane), lane: row.lane,
      decidedBy: officer.id, decidedByName: officer.name, needsSecond: needsSecond(input.decision, row.lane), at: now,
    })
    .returning();
  if (made === undefined) throw new Error(`the decision on ${row.number} was not recorded`);
  return made;
}

/** What a decision brings with it at once; a proposal brings nothing until it is seconded. */
async function follow(tx: Transaction, row: ConsignmentRow, officer: Officer, input: DecisionInput, made: DecisionRow, now: Date): Promise<void> {
  if (made.toStatus === "released") {
    await recordRelease(tx, row);
    await cancelExaminations(tx, row.id);
  }
  if (made.toStatus === "examination-ordered") await orderExamination(tx, row, officer, input.examination ?? { kind: "physical", instructions: input.note }, now);
}

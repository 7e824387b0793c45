import { z } from "zod";
import { command } from "#lib/audit/command";
import type { Decided } from "../decided.ts";
import { TRIAGE_DECISIONS } from "../decision.ts";
import { officerOf } from "../officer.ts";
import { decideRows } from "./decide-rows.ts";
import { MOST_ROWS, refusedRow, type RowOutcome } from "./each.ts";

/** The input of `decide`. `expectedVersion` is the version of the row that was seen; `examination` goes with an order alone. */
export const decisionInput = z.strictObject({
  number: z.string().min(1),
  decision: z.enum(TRIAGE_DECISIONS),
  reason: z.string().min(1),
  note: z.string().max(2_000).default(""),
  expectedVersion: z.int().positive().optional(),
  examination: z.strictObject({ kind: z.enum(["physical", "remote"]), instructions: z.string().max(2_000) }).optional(),
});

/**
 * Decides on a consignment: release, hold, request a correction, order an examination, refuse, resume. A refusal and a release against
 * the red lane only propose. The same decision again by the same person gets the same answer. Throws Refusal: `unknown-reason`,
 * `unknown-consignment`, `other-office`, `decided-meanwhile`, `changed-meanwhile`, `not-allowed-now`, `not-assessed-yet`, `examiner-does-not-release`.
 */
export const decide = command("consignment.decide", decisionInput, async ({ tx, actor, now }, { number, expectedVersion, ...deciding }) => {
  const [row] = await decideRows({ tx, now }, officerOf(actor), deciding, [{ number, expectedVersion }]);
  if (row === undefined) throw new Error(`nothing became of ${number}`);
  if ("refused" in row) throw row.refused;
  return { result: row.result, audit: row.audit };
});

const manyInput = decisionInput.omit({ number: true, expectedVersion: true }).extend({ numbers: z.array(z.string().min(1)).min(1).max(MOST_ROWS) });

/**
 * Makes one decision on many consignments in one transaction, each for itself: the answer is per row, in order, and each decision has its own audit entry
 * beside the one of the whole. A defect undoes all of them. Throws Refusal for input that cannot be read, and for who may decide nothing.
 */
export const decideMany = command("consignment.decide", manyInput, async ({ tx, actor, now }, { numbers, ...deciding }) => {
  const asked = [...new Set(numbers)];
  const rows = await decideRows({ tx, now }, officerOf(actor), deciding, asked.map((number) => ({ number })));
  const entries = rows.flatMap((row) => ("refused" in row ? [] : [row.audit]));
  const outcomes = rows.map((row): RowOutcome<Decided> => ("refused" in row ? refusedRow(row.number, row.refused) : { number: row.number, ok: true, result: row.result }));
  const whole = { action: "consignment.decide-many", subject: { kind: "desk", id: deciding.decision }, facts: { decision: deciding.decision, reason: deciding.reason, asked: asked.length, done: entries.length } };
  return { result: outcomes, audit: [whole, ...entries] };
});

import { z } from "zod";
import { command } from "#lib/audit/command";
import type { Decided } from "../decided.ts";
import { TRIAGE_DECISIONS } from "../decision.ts";
import { officerOf } from "../officer.ts";
import { decideRows } from "./decide-rows.ts";
import { MOST_ROWS, refusedRow, type RowOutcome } from "./each.ts";

/** What is decided and why. `asked` is what the importer reads of a correction that is asked for; `examination` goes with an order alone. */
const deciding = {
  decision: z.enum(TRIAGE_DECISIONS),
  reason: z.string().min(1),
  note: z.string().max(2_000).default(""),
  asked: z.string().trim().max(2_000).optional(),
  examination: z.strictObject({ kind: z.enum(["physical", "remote"]), instructions: z.string().max(2_000) }).optional(),
};

/** Nobody is asked for anything by another decision than a request for correction. */
function askedOfNobody({ decision, asked }: { readonly decision: string; readonly asked?: string | undefined }, context: z.RefinementCtx): void {
  if (asked !== undefined && asked !== "" && decision !== "request-correction")
    context.addIssue({ code: "custom", path: ["asked"], message: `${decision} asks the importer for nothing`, params: { code: "asked-of-nobody" } });
}

/** What a decision says, without the consignment it is made on. */
export const decisionBody = z.strictObject(deciding).superRefine(askedOfNobody);

/** The input of `decide`. `expectedVersion` is the version of the row that was seen. */
export const decisionInput = z.strictObject({ number: z.string().min(1), expectedVersion: z.int().positive().optional(), ...deciding }).superRefine(askedOfNobody);

/**
 * Decides on a consignment: release, hold, request a correction, order an examination, refuse, resume. A refusal and a release against
 * the red lane only propose. The same decision again by the same person gets the same answer. Throws Refusal: `unknown-reason`,
 * `unknown-consignment`, `other-office`, `decided-meanwhile`, `changed-meanwhile`, `not-allowed-now`, `not-assessed-yet`, `examiner-does-not-release`.
 */
export const decide = command("consignment.decide", decisionInput, async ({ tx, actor, now }, { number, expectedVersion, ...made }) => {
  const [row] = await decideRows({ tx, now }, officerOf(actor), made, [{ number, expectedVersion }]);
  if (row === undefined) throw new Error(`nothing became of ${number}`);
  if ("refused" in row) throw row.refused;
  return { result: row.result, audit: row.audit };
});

/** The input of `decideMany`. */
export const decisionsInput = z.strictObject({ numbers: z.array(z.string().min(1)).min(1).max(MOST_ROWS), ...deciding }).superRefine(askedOfNobody);

/**
 * Makes one decision on many consignments in one transaction, each for itself: the answer is per row, in order, and each decision has its own audit entry
 * beside the one of the whole. A defect undoes all of them. Throws Refusal for input that cannot be read, and for who may decide nothing.
 */
export const decideMany = command("consignment.decide", decisionsInput, async ({ tx, actor, now }, { numbers, ...made }) => {
  const asked = [...new Set(numbers)];
  const rows = await decideRows({ tx, now }, officerOf(actor), made, asked.map((number) => ({ number })));
  const entries = rows.flatMap((row) => ("refused" in row ? [] : [row.audit]));
  const outcomes = rows.map((row): RowOutcome<Decided> => ("refused" in row ? refusedRow(row.number, row.refused) : { number: row.number, ok: true, result: row.result }));
  const whole = { action: "consignment.decide-many", subject: { kind: "desk", id: made.decision }, facts: { decision: made.decision, reason: made.reason, asked: asked.length, done: entries.length } };
  return { result: outcomes, audit: [whole, ...entries] };
});

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { notify } from "#db/live";
import { examinations, triageDecisions } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { UNDO_MINUTES, undoUntil } from "../decided.ts";
import { officerOf } from "../officer.ts";
import { consignmentOf, demandVersion, lastDecision, moveTo } from "./consignment.ts";
import { cancelExaminations, takeBackRelease } from "./effects.ts";

const undoInput = z.strictObject({ number: z.string().min(1), expectedVersion: z.int().positive().optional() });

/**
 * Takes back the own last decision within ten minutes, where nothing followed it. The decision stays in the record as undone. `expectedVersion` is the version of
 * the row that was seen: with it, asking twice takes back one decision alone.
 * Throws Refusal: `nothing-to-undo`, `not-your-decision`, `too-late-to-undo`, `not-reversible` once it was seconded, `something-followed`, `changed-meanwhile`.
 */
export const undo = command("consignment.decide", undoInput, async ({ tx, actor, now }, { number, expectedVersion }) => {
  const officer = officerOf(actor);
  const row = await consignmentOf(tx, number);
  const last = await lastDecision(tx, row.id);
  demandVersion(row, expectedVersion, last);
  if (last === undefined || last.declined) throw new Refusal("not-found", "nothing-to-undo", { number });
  if (last.decidedBy !== officer.id) throw new Refusal("forbidden", "not-your-decision", { number, by: last.decidedByName });
  if (last.secondedBy !== null) throw new Refusal("conflict", "not-reversible", { number, decision: last.decision });
  if (now > undoUntil(last.at)) throw new Refusal("conflict", "too-late-to-undo", { number, minutes: UNDO_MINUTES });
  if (row.status !== last.toStatus || row.revision !== last.revision) throw new Refusal("conflict", "something-followed", { number, status: row.status });
  if (last.toStatus === "released") await takeBackRelease(tx, row, last.revision);
  if (last.toStatus === "examination-ordered") {
    const reported = await tx.select({ id: examinations.id }).from(examinations).where(and(eq(examinations.declarationId, row.id), eq(examinations.orderedAt, last.at), eq(examinations.status, "reported")));
    if (reported.length > 0) throw new Refusal("conflict", "something-followed", { number, status: row.status });
    await cancelExaminations(tx, row.id);
  }
  const version = await moveTo(tx, row, last.fromStatus, now);
  await tx.update(triageDecisions).set({ undoneAt: now }).where(eq(triageDecisions.id, last.id));
  await notify(tx, "desk", { id: row.id, kind: "decided" });
  return {
    result: { number, status: last.fromStatus, version, undone: last.decision },
    audit: { action: "consignment.undo", subject: { kind: "declaration", id: number }, facts: { decision: last.id, undone: last.decision, from: row.status, to: last.fromStatus } },
  };
});

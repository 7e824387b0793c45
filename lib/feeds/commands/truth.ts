import { z } from "zod";
import { truthSettings as rows } from "#db/schema/feeds-quarantine";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { truthSettings } from "../queries/truth.ts";
import { isTruthCode, outcomesOf, TRUTH_CHECKS, TRUTH_OUTCOMES } from "../truthTable.ts";

const setTruthCheckInput = z.object({ code: z.string(), outcome: z.enum(TRUTH_OUTCOMES), reason: z.string().trim().min(1).max(500) });

/**
 * Sets what a truth check does, with the reason; events that come from now on are judged by it. What was set before stays in the record.
 * Refuses `unknown-check`, `history-cannot-reject`, and `setting-stands` where nothing would change.
 */
export const setTruthCheck = command("truth.manage", setTruthCheckInput, async ({ tx, actor, now }, { code, outcome, reason }) => {
  if (!isTruthCode(code)) throw new Refusal("not-found", "unknown-check", { check: code.slice(0, 60) });
  if (!outcomesOf(code).includes(outcome)) throw new Refusal("unprocessable", "history-cannot-reject");
  const before = (await truthSettings(tx)).get(code) ?? TRUTH_CHECKS[code].standard;
  if (before === outcome) throw new Refusal("conflict", "setting-stands");
  await tx.insert(rows).values({ code, outcome, reason, changedBy: actorKey(actor), changedAt: now });
  return { result: { code, outcome }, audit: { action: "truth.set", subject: { kind: "truth-check", id: code }, facts: { before, outcome, reason } } };
});

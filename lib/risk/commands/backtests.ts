import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { backtests } from "#db/schema/risk-backtests";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import type { Variation } from "../backtest.ts";
import { backtestInput } from "../backtestInput.ts";
import { canonicalJson } from "../canonical.ts";
import { setRuleNow } from "../queries/settings.ts";
import { demandBounds, ruleOf } from "./bounds.ts";
import { contextNow } from "../queries/context.ts";
import { trialOf } from "./trial.ts";

/** A back-test that was asked for or ended: its number, and where it stands. */
export type BacktestAnswer = { readonly id: number; readonly state: (typeof backtests.$inferSelect)["state"] };

/**
 * Asks for a back-test; a job runs it, one after another. Asking again for one that still waits or runs gives that one. Throws Refusal: `rule-unknown`,
 * `setting-out-of-bounds`, `unknown-profile`, `model-unknown`, `backtest-not-alike`, `empty-period`, `backtest-period-ahead`.
 */
export const startBacktest = command("backtest.run", backtestInput, async ({ tx, actor, now }, input) => {
  const { from, to } = input;
  if (from > to) throw new Refusal("bad-input", "empty-period", {}, [{ pointer: "/to", code: "empty-period", detail: "The period ends before it begins." }]);
  if (to > dateIn(now)) throw new Refusal("bad-input", "backtest-period-ahead", {}, [{ pointer: "/to", code: "backtest-period-ahead", detail: "The period lies in the future." }]);
  const first = await whole(tx, now, input.first, "/first");
  const second = input.second === null ? null : await whole(tx, now, input.second, "/second");
  if (second !== null && !isAlike(first, second)) throw new Refusal("bad-input", "backtest-not-alike");
  const by = actorKey(actor);
  const open = await tx.select().from(backtests).where(and(inArray(backtests.state, ["waiting", "running"]), eq(backtests.requestedBy, by))).orderBy(desc(backtests.id));
  const same = open.find((one) => canonicalJson([one.first, one.second, one.fromDay, one.toDay]) === canonicalJson([first, second, from, to]));
  if (same !== undefined) return { result: answerOf(same), audit: entry("backtest.start", same.id, { repeated: true }) };
  const [made] = await tx.insert(backtests).values({ first, second, fromDay: from, toDay: to, state: "waiting", requestedBy: by, requestedByName: actor.name, requestedAt: now }).returning();
  if (made === undefined) throw new Error("the back-test was not written");
  await queueJob(tx, "run-backtest", { id: made.id }, { jobKey: `run-backtest:${made.id}`, queue: "backtests" });
  return { result: answerOf(made), audit: entry("backtest.start", made.id, { first, second, from, to }) };
});

/** Ends a back-test that waits or runs; what it counted until then stays. Throws Refusal: `backtest-unknown`, `backtest-over`. */
export const cancelBacktest = command("backtest.run", z.strictObject({ id: z.int().positive() }), async ({ tx, now }, { id }) => {
  const [row] = await tx.select().from(backtests).where(eq(backtests.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "backtest-unknown", { id });
  const repeated = row.state === "cancelled";
  if (!repeated && row.state !== "waiting" && row.state !== "running") throw new Refusal("conflict", "backtest-over", { id });
  if (!repeated) await tx.update(backtests).set({ state: "cancelled", finishedAt: now }).where(eq(backtests.id, id));
  return { result: { id, state: "cancelled" as const }, audit: entry("backtest.cancel", id, { repeated }) };
});

/** A variation with a value for each threshold, as it will be tried; what does not exist or is out of bounds is refused. */
async function whole(tx: Transaction, now: Date, asked: z.infer<typeof backtestInput>["first"], at: string): Promise<Variation> {
  if (asked.kind !== "rule") {
    await trialOf(tx, asked, await contextNow(tx, now));
    return asked;
  }
  const rule = ruleOf(asked.rule);
  demandBounds(rule, asked.values, `${at}/values`);
  return { ...asked, values: { ...(await setRuleNow(tx, rule)).values, ...asked.values } };
}

function isAlike(one: Variation, other: Variation): boolean {
  if (one.kind === "rule") return other.kind === "rule" && one.rule === other.rule;
  return one.kind === other.kind;
}

function answerOf({ id, state }: typeof backtests.$inferSelect): BacktestAnswer {
  return { id, state };
}

function entry(action: string, id: number, facts: Readonly<Record<string, unknown>>) {
  return { action, subject: { kind: "backtest", id: String(id) }, facts };
}

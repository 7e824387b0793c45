import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { idList } from "#db/columns";
import { notify } from "#db/live";
import { sweeps } from "#db/schema/risk-reading";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { rowsBefore } from "../queries/before.ts";
import { isSameRow, looksDifferent } from "../row-change.ts";
import type { Stretch, Sweep, Swept } from "../sweep.ts";
import { placed, SPAN } from "./assess.ts";
import { keepHistory, rewriteRows, writeChanges, writeRows } from "./keeping.ts";
import { seenIn } from "./seeing.ts";
import { selectLanes } from "./selecting.ts";

/** As many ids are swept in one transaction. */
export const STRETCH = 10 * SPAN;

const NOTHING: Swept = { assessed: 0, changed: 0, failed: 0 };

const begun = z.object({ job: z.string(), cause: z.string().min(1).max(60), open: z.boolean() });

/**
 * Begins an assessment of everything, or finds the one its job has begun. One that still ran is replaced: what is in force now was not when it began, and
 * the new one looks at all that was left of it.
 */
export const beginSweep = command("system.run", begun, async ({ tx, now }, { job, cause, open }): Promise<Done<Sweep>> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sweeps'))`);
  const running = await tx.select().from(sweeps).where(eq(sweeps.state, "running"));
  const own = running.find((sweep) => sweep.job === job);
  const subject = { kind: "assessment", id: "all" };
  if (own !== undefined) return { result: own, audit: { action: "declarations.sweep-resume", subject, facts: { cause, place: own.place } } };
  await tx.update(sweeps).set({ state: "replaced", endedAt: now }).where(eq(sweeps.state, "running"));
  const [newest] = await tx.execute<{ id: bigint | null }>(sql`select max(id) as id from declarations`);
  const values = { job, cause, open: open && running.every((sweep) => sweep.open), state: "running" as const, place: 1, last: Number(newest?.id ?? 0), ...NOTHING, begunAt: now, endedAt: null };
  const [made] = await tx.insert(sweeps).values(values).returning();
  if (made === undefined) throw new Error("a sweep was not begun");
  return { result: made, audit: { action: "declarations.sweep", subject, facts: { cause, open: values.open, replaces: running.map((sweep) => sweep.id) } } };
});

const moved = z.object({ sweep: z.int(), place: z.int(), assessed: z.int(), changed: z.int(), failed: z.int() });

/** Notes how far a sweep got; ends it at its last declaration. Answers whether it is still the one that counts. */
export const moveSweep = command("system.run", moved, async ({ tx, now }, { sweep, place, assessed, changed, failed }) => {
  const [row] = await tx
    .update(sweeps)
    .set({
      place, assessed: sql`${sweeps.assessed} + ${assessed}`, changed: sql`${sweeps.changed} + ${changed}`, failed: sql`${sweeps.failed} + ${failed}`,
      state: sql`case when ${place} > ${sweeps.last} then 'done' else 'running' end`, endedAt: sql`case when ${place} > ${sweeps.last} then ${now.toISOString()}::timestamptz end`,
    })
    .where(and(eq(sweeps.id, sweep), eq(sweeps.state, "running")))
    .returning({ state: sweeps.state });
  return { result: row !== undefined, audit: { action: "declarations.swept", subject: { kind: "assessment", id: `sweep-${sweep}` }, facts: { place, assessed, changed, failed, counts: row !== undefined } } };
});

const stretch = z.object({ from: z.int().positive(), to: z.int().positive(), open: z.boolean(), cause: z.string() });

/**
 * Assesses a stretch of declarations anew by what is in force, in one transaction. Nothing is written of those that come out as they stood: their last
 * assessment still says why they are what they are, and the sweep itself that they were looked at.
 */
export const sweepStretch = command("system.run", stretch, async ({ tx, now }, { from, to, open, cause }) => {
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('synchronous_commit', 'off', true)`);
  await takeSpans(tx, { from, to });
  const seen = await seenIn(tx, await idsIn(tx, { from, to }, open), now);
  const lanes = await selectLanes(tx, seen.looked, now);
  const first = seen.looked.map((one) => ({ one, ...placed(one, lanes, seen.before) }));
  const stirred = first.filter(({ row, before }) => !isSameRow(row, before) || seen.changes.some(({ declarations }) => declarations.has(row.id)));
  const missed = new Set(await rewriteRows(tx, stirred, now));
  const held = await rowsBefore(tx, [...missed], true);
  const again = stirred.filter(({ row }) => missed.has(row.id)).map(({ one }) => placed(one, lanes, held));
  const done = [...stirred.filter(({ row }) => !missed.has(row.id)), ...again];
  const different = done.some(({ row, before }) => looksDifferent(row, before));
  await Promise.all([
    ...seen.changes.map((changes) => writeChanges(tx, changes, now)),
    keepHistory(tx, done, { cause, now }),
    writeRows(tx, again, now),
    done.length > 0 ? notify(tx, "desk", { kind: different ? "swept" : "rewritten" }) : undefined,
  ]);
  const swept: Swept = { assessed: seen.looked.length, changed: done.length, failed: seen.looked.filter(({ assessment }) => assessment.failures.length > 0).length };
  return { result: swept, audit: { action: "declarations.assess", subject: { kind: "assessment", id: `${from}-${to - 1}` }, facts: { cause, ...swept } } };
});

/** Keeps the declarations of a stretch from other assessments, in the order of their spans. */
async function takeSpans(tx: Transaction, { from, to }: Stretch): Promise<void> {
  const spans = Array.from({ length: Math.floor((to - 1) / SPAN) - Math.floor(from / SPAN) + 1 }, (_, at) => Math.floor(from / SPAN) + at);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('sweep:' || asked.span, 0)) from (select span from unnest${idList(spans)} as spans (span) offset 0) as asked`);
}

async function idsIn(tx: Transaction, { from, to }: Stretch, open: boolean): Promise<number[]> {
  const rows = open
    ? await tx.execute<{ ids: string | null }>(sql`select string_agg(id::text, ',') as ids from consignments where id >= ${from} and id < ${to} and open`)
    : await tx.execute<{ ids: string | null }>(sql`select string_agg(id::text, ',') as ids from declarations where id >= ${from} and id < ${to}`);
  const text = rows[0]?.ids ?? "";
  return text === "" ? [] : text.split(",").map(Number).toSorted((a, b) => a - b);
}

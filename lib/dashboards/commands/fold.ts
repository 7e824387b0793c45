import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { figureChecks } from "#db/schema/dashboards";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import type { FigureDifference } from "../figure-check.ts";
import { SUMMED, foldNext, takeFolding } from "../queries/fold.ts";
import { recounted } from "../queries/recount.ts";

const WORKER: Actor = { kind: "system", name: "worker" };
/** Consignments listed in one entry when everything is counted anew. */
const LISTED = 5_000;
const MOST_NAMED = 200;

/** What counting came to: how many declarations were counted; undefined where another process was at it. */
export type FoldResult = { readonly declarations: number } | undefined;

/**
 * Counts every change that waits, a block a transaction, and notes until when all is counted. A house whose figures were never counted is counted from its
 * beginning. Stops after `limit` milliseconds and is then taken up by the next. Safe at any time and in any number of processes.
 */
export async function foldFigures(limit = 50_000): Promise<FoldResult> {
  const began = performance.now();
  let declarations = 0;
  for (;;) {
    const step = await reading(WORKER, "system.run", foldStep);
    if (step === undefined) return undefined;
    declarations += step.declarations;
    if (!step.more || performance.now() - began > limit) return { declarations };
  }
}

async function foldStep(tx: Transaction): Promise<{ readonly declarations: number; readonly more: boolean } | undefined> {
  if (!(await takeFolding(tx))) return undefined;
  const [begun] = await tx.execute<{ as_of: string; first: boolean }>(sql`select statement_timestamp()::text as as_of, not exists (select from figure_folds) as first`);
  if (begun?.first === true) await listAll(tx);
  const step = await foldNext(tx);
  if (!step.more) await tx.execute(sql`with gone as (delete from figures where kind = 'due' and n = 0) delete from figure_sums where kind = 'due' and n = 0`);
  const asOf = step.more ? sql`coalesce((select as_of from figure_folds where id = 1), '-infinity')` : sql`${begun?.as_of ?? null}::timestamptz`;
  const waiting = step.more ? sql`(select coalesce(sum(cardinality(declarations)), 0) from figure_changes)` : sql`0`;
  await tx.execute(sql`insert into figure_folds (id, as_of, waiting) values (1, ${asOf}, ${waiting}) on conflict (id) do update set as_of = excluded.as_of, waiting = excluded.waiting`);
  return step;
}

/** Lists every declaration as one to be counted. */
async function listAll(tx: Transaction): Promise<void> {
  await tx.execute(sql`insert into figure_changes (declarations) select array_agg(id) from consignments group by (id / ${sql.raw(String(LISTED))}) order by min(id)`);
}

/**
 * Makes the figures anew: first from what each declaration was last counted as, then each declaration is counted again. Figures stay readable meanwhile; none
 * is wrong afterwards, whatever they were before.
 */
export const rebuildFigures = command("system.run", z.object({}), async ({ tx }) => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('figures', 0))`);
  const [figuresOff] = await tx.execute<{ n: number }>(sql`
    with counted as (
      select mark, sum(n) as n, sum(amount) as amount from (
        select unnest(marks) as mark, 1 as n, 0::bigint as amount from figure_counted union all select amount_mark, 0, amount from figure_counted where amount_mark is not null) as each group by mark
    ), mended as (
      update figures set n = coalesce(counted.n, 0), amount = coalesce(counted.amount, 0) from figures as stood left join counted on counted.mark = stood.id
      where figures.id = stood.id and (stood.n, stood.amount) is distinct from (coalesce(counted.n, 0), coalesce(counted.amount, 0)) returning figures.id
    ) select count(*)::int as n from mended`);
  const counted = sql`counted as (select kind, grain, start, sums.office, a, b, sum(n) as n, sum(amount) as amount from figures as each ${SUMMED})`;
  const same = sql`stood.kind = counted.kind and stood.grain = counted.grain and stood.day = counted.start and stood.office = counted.office and stood.a = counted.a and stood.b = counted.b`;
  await tx.execute(sql`with ${counted} delete from figure_sums as stood where not exists (select from counted where ${same})`);
  await tx.execute(sql`
    with ${counted} merge into figure_sums as stood using counted on ${same}
    when matched and (stood.n, stood.amount) is distinct from (counted.n, counted.amount) then update set n = counted.n, amount = counted.amount
    when not matched then insert (kind, grain, day, office, a, b, n, amount) values (counted.kind, counted.grain, counted.start, counted.office, counted.a, counted.b, counted.n, counted.amount)`);
  await listAll(tx);
  const mended = figuresOff?.n ?? 0;
  return { result: { mended }, audit: { action: "figures.rebuild", subject: { kind: "figures", id: "all" }, facts: { mended } } };
});

/**
 * Counts anew, from the declarations' own rows, what bears one day in China and what stands now, and compares with the figures: all kinds. A declaration that still waits
 * to be counted stands as it was counted last, so that nothing under way is taken for a difference.
 */
export const checkFigures = command("system.run", z.object({ day: z.iso.date() }), async ({ tx, now }, { day }) => {
  const found = await tx.execute<Omit<FigureDifference, "recorded" | "recounted"> & { recorded: bigint; recounted: bigint }>(recounted(day));
  const differences = found.slice(0, MOST_NAMED).map((one) => ({ ...one, recorded: Number(one.recorded), recounted: Number(one.recounted) }));
  const [counted] = await tx.execute<{ declarations: number; marks: number }>(
    sql`select coalesce(sum(n) filter (where kind = 'arrived'), 0)::int as declarations, count(*)::int as marks from figures where day in (${day}::date, '-infinity')`,
  );
  const { declarations = 0, marks = 0 } = counted ?? {};
  await tx.insert(figureChecks).values({ day, declarations, marks, differences, startedAt: now, finishedAt: sql`clock_timestamp()` });
  return { result: { day, declarations, differences }, audit: { action: "figures.check", subject: { kind: "figures", id: day }, facts: { declarations, marks, differences: found.length } } };
});

/** The day before an instant, in China. */
export function dayBefore(now: Date): string {
  return dateIn(new Date(now.getTime() - 86_400_000));
}

import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, gte, inArray, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import { backtestHits, backtests } from "#db/schema/risk-backtests";
import type { Actor } from "#lib/access/actor";
import { command, reading, writeEntries } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import type { Context } from "../assess.ts";
import { emptyTally, isOfInterest, sideOf, tallied, tried, type Firing, type LaneSorter, type Looked, type SortedDays, type Trial, type Variation } from "../backtest.ts";
import { contextNow } from "../queries/context.ts";
import { knownThen } from "../queries/known-then.ts";
import { setRuleNow } from "../queries/settings.ts";
import { subjectsOf } from "../queries/subjects.ts";
import { ruleOf } from "./bounds.ts";
import { trialOf } from "./trial.ts";

const WORKER: Actor = { kind: "system", name: "back-test" };

/** As many declarations are tried in one transaction. */
const BLOCK = 500;

/** As many declarations of one back-test are kept by name; beyond that they are only counted. */
export const MOST_HITS = 50_000;

const DAY = 86_400_000;

type BacktestRow = typeof backtests.$inferSelect;
/** What tells that what is in force fires, where something else is tried in its place. */
const inForceOf = ({ firing }: Trial): Firing => (firing.kind === "model" ? { kind: "model", model: null } : firing);

/** Gives what sorts a block of declarations, by their ids, into lanes. */
export type SorterOf = (tx: Transaction, ids: readonly number[]) => Promise<LaneSorter>;

type Trials = { readonly context: Context; readonly first: Trial; readonly second: Trial | null };

/**
 * Task `run-backtest` {id}: tries a back-test's variations on the declarations of its days, block by block, and goes on where it was cut short. It stops
 * where somebody cancelled it. `sorterOf` gives the lanes; `most` ends the run after so many blocks, for tests; `clock` tells the time, which the demo has its own of.
 */
export async function runBacktest(payload: unknown, sorterOf: SorterOf, most = Infinity, clock = () => new Date()): Promise<void> {
  const { id } = z.object({ id: z.int().positive() }).parse(payload);
  const row = await begin(WORKER, { id }, clock());
  if (row === undefined) return;
  try {
    const trials = await reading(WORKER, "system.run", async (tx): Promise<Trials> => {
      const context = await contextNow(tx, row.startedAt ?? row.requestedAt);
      return { context, first: await trialOf(tx, row.first, context), second: row.second === null ? null : await trialOf(tx, row.second, context) };
    });
    for (let block = 0; block < most; block++) if (!(await lookOn(id, trials, sorterOf, clock))) return;
  } catch (error) {
    const problem = randomUUID();
    console.error(problem, `back-test ${id} broke off`, error);
    await breakOff(WORKER, { id, problem }, clock());
  }
}

const begin = command("system.run", z.object({ id: z.int() }), async ({ tx, now }, { id }) => {
  const [row] = await tx.select().from(backtests).where(eq(backtests.id, id)).for("update");
  const runs = row !== undefined && (row.state === "waiting" || row.state === "running");
  const audit = { action: "backtest.begin", subject: { kind: "backtest", id: String(id) }, facts: { runs, lookedTo: row?.lookedTo ?? 0 } };
  if (!runs) return { result: undefined, audit };
  const total = row.total ?? (await tx.$count(declarations, inPeriod(row)));
  const begun = { state: "running", total, standing: row.standing ?? (await standingOf(tx, row.first)), startedAt: row.startedAt ?? now } as const;
  await tx.update(backtests).set(begun).where(eq(backtests.id, id));
  return { result: { ...row, ...begun }, audit };
});

/** How the rule of a variation is set now. */
async function standingOf(tx: Transaction, first: Variation): Promise<Variation | null> {
  if (first.kind !== "rule") return null;
  const { mode, values } = await setRuleNow(tx, ruleOf(first.rule));
  return { kind: "rule", rule: first.rule, mode, values };
}

const breakOff = command("system.run", z.object({ id: z.int(), problem: z.string() }), async ({ tx, now }, { id, problem }) => {
  await tx.update(backtests).set({ state: "failed", problem, finishedAt: now }).where(and(eq(backtests.id, id), eq(backtests.state, "running")));
  return { result: undefined, audit: { action: "backtest.fail", subject: { kind: "backtest", id: String(id) }, facts: { problem } } };
});

/** The days of a back-test as instants: days are those of the house's time, UTC+8 all year. */
function inPeriod({ fromDay, toDay }: Pick<BacktestRow, "fromDay" | "toDay">) {
  const start = (day: string) => new Date(`${day}T00:00:00+08:00`);
  return and(gte(declarations.lodgedAt, start(fromDay)), lt(declarations.lodgedAt, new Date(start(toDay).getTime() + DAY)));
}

/** Tries the next block of declarations; false once there is no more to try, or nobody waits for it. */
async function lookOn(id: number, trials: Trials, sorterOf: SorterOf, clock: () => Date): Promise<boolean> {
  return reading(WORKER, "system.run", async (tx) => {
    const [row] = await tx.select().from(backtests).where(eq(backtests.id, id)).for("update");
    if (row?.state !== "running") return false;
    const found = await tx.select({ id: declarations.id }).from(declarations).where(and(gt(declarations.id, row.lookedTo), inPeriod(row))).orderBy(asc(declarations.id)).limit(BLOCK);
    const ids = found.map((one) => one.id);
    const before = row.tally ?? emptyTally(row.second !== null);
    const lookedTo = ids.at(-1);
    if (lookedTo === undefined) {
      const now = clock();
      await tx.update(backtests).set({ state: "done", tally: before, finishedAt: now }).where(eq(backtests.id, id));
      await writeEntries(tx, WORKER, now, [{ action: "backtest.finish", subject: { kind: "backtest", id: String(id) }, facts: { declarations: before.declarations, fired: before.a.fired } }]);
      return false;
    }
    const { looked, sorted } = await lookedAt(tx, ids, trials, await sorterOf(tx, ids), row.sorted ?? {});
    await keepHits(tx, id, looked);
    await tx.update(backtests).set({ tally: tallied(before, looked), sorted, lookedTo }).where(eq(backtests.id, id));
    return true;
  });
}

type Sorted = Readonly<Record<string, SortedDays>>;

async function lookedAt(tx: Transaction, ids: readonly number[], { context, first, second }: Trials, sort: LaneSorter, before: Sorted): Promise<{ readonly looked: Looked[]; readonly sorted: Sorted }> {
  const rules = [context, first.context, ...(second === null ? [] : [second.context])].flatMap((one) => one.rules);
  const [today, labels, recorded] = await Promise.all([subjectsOf(tx, ids, { ...context, rules }), labelsOf(tx, ids), recordedOn(tx, ids, first.firing)]);
  const subjects = await knownThen(tx, today, new Set(rules.flatMap(({ rule }) => rule.needs)));
  const inOrder = subjects.toSorted((one, other) => one.declarationId - other.declarationId);
  const by = (trial: Trial, days: SortedDays | undefined) => {
    const made = inOrder.map((subject) => ({ declaration: subject.declarationId, office: subject.office.code, day: dateIn(subject.lodgedAt), ...tried(subject, trial) }));
    const sorted = sort(made, days ?? {});
    return { days: sorted.days, made: made.map((one) => ({ fires: one.fires, score: one.score, lane: sorted.lanes.get(one.declaration) ?? "", failed: one.failed })) };
  };
  const inForce = by({ context, firing: inForceOf(first) }, before["inForce"]);
  const a = by(first, before["a"]);
  const b = second === null ? null : by(second, before["b"]);
  const looked = inOrder.flatMap(({ declarationId }, at): Looked[] => {
    const [now, one, other] = [inForce.made[at], a.made[at], b?.made[at]];
    if (now === undefined || one === undefined) return [];
    return [
      {
        declaration: declarationId,
        confirmed: labels.get(declarationId) ?? null,
        recorded: recorded.has(declarationId),
        inForce: now,
        a: one,
        b: other ?? null,
        failed: now.failed || one.failed || other?.failed === true,
      },
    ];
  });
  return { looked, sorted: { inForce: inForce.days, a: a.days, ...(b === null ? {} : { b: b.days }) } };
}

async function labelsOf(tx: Transaction, ids: readonly number[]): Promise<ReadonlyMap<number, boolean>> {
  const rows = await tx.execute<{ declaration_id: bigint; confirmed: boolean }>(
    sql`select declaration_id, confirmed from declaration_labels where declaration_id in (select id::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as ids (id))`,
  );
  return new Map(rows.map((row) => [Number(row.declaration_id), row.confirmed]));
}

/** The declarations on which a rule is recorded to have fired, whether the finding still stands or not; of a model only its scores are kept. */
async function recordedOn(tx: Transaction, ids: readonly number[], firing: Firing): Promise<ReadonlySet<number>> {
  if (firing.kind === "model") return new Set();
  const rows = await tx.selectDistinct({ id: findings.declarationId }).from(findings).where(and(inArray(findings.declarationId, [...ids]), eq(findings.rule, firing.rule), ne(findings.severity, "info")));
  return new Set(rows.map((row) => row.id));
}

async function keepHits(tx: Transaction, backtestId: number, looked: readonly Looked[]): Promise<void> {
  const hits = looked.filter(isOfInterest);
  if (hits.length === 0) return;
  const kept = await tx.$count(backtestHits, eq(backtestHits.backtestId, backtestId));
  const rows = hits.slice(0, Math.max(0, MOST_HITS - kept)).map((one) => ({
    backtestId, declarationId: one.declaration, side: sideOf(one), recorded: one.recorded, inForce: one.inForce.fires, confirmed: one.confirmed,
    laneInForce: one.inForce.lane, laneFirst: one.a.lane, laneSecond: one.b?.lane ?? null, scoreInForce: one.inForce.score, scoreFirst: one.a.score, scoreSecond: one.b?.score ?? null,
  }));
  if (rows.length > 0) await tx.insert(backtestHits).values(rows);
}

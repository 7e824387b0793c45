import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, gte, inArray, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import { backtestHits, backtests } from "#db/schema/risk-backtests";
import type { Actor } from "#lib/access/actor";
import { command, reading, writeEntries } from "#lib/audit/command";
import type { Context } from "../assess.ts";
import { emptyTally, isOfInterest, sideOf, tallied, tried, type Firing, type Looked, type Trial, type Variation } from "../backtest.ts";
import { contextNow } from "../queries/context.ts";
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

type LaneOf = (score: number) => string;
type Trials = { readonly context: Context; readonly first: Trial; readonly second: Trial | null };

/**
 * Task `run-backtest` {id}: tries a back-test's variations on the declarations of its days, block by block, and goes on where it was cut short. It stops
 * where somebody cancelled it. `laneOf` gives the lane of a score; `most` ends the run after so many blocks, for tests; `clock` tells the time, which the demo has its own of.
 */
export async function runBacktest(payload: unknown, laneOf: LaneOf, most = Infinity, clock = () => new Date()): Promise<void> {
  const { id } = z.object({ id: z.int().positive() }).parse(payload);
  const row = await begin(WORKER, { id }, clock());
  if (row === undefined) return;
  try {
    const trials = await reading(WORKER, "system.run", async (tx): Promise<Trials> => {
      const context = await contextNow(tx, row.startedAt ?? row.requestedAt);
      return { context, first: await trialOf(tx, row.first, context), second: row.second === null ? null : await trialOf(tx, row.second, context) };
    });
    for (let block = 0; block < most; block++) if (!(await lookOn(id, trials, laneOf, clock))) return;
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
async function lookOn(id: number, trials: Trials, laneOf: LaneOf, clock: () => Date): Promise<boolean> {
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
    const looked = await lookedAt(tx, ids, trials, laneOf);
    await keepHits(tx, id, looked);
    await tx.update(backtests).set({ tally: tallied(before, looked), lookedTo }).where(eq(backtests.id, id));
    return true;
  });
}

async function lookedAt(tx: Transaction, ids: readonly number[], { context, first, second }: Trials, laneOf: LaneOf): Promise<Looked[]> {
  const rules = [...new Map([context, first.context, ...(second === null ? [] : [second.context])].flatMap((one) => one.rules).map((applied) => [applied.rule, applied])).values()];
  const [subjects, labels, recorded] = await Promise.all([subjectsOf(tx, ids, { ...context, rules }), labelsOf(tx, ids), recordedOn(tx, ids, first.firing)]);
  return subjects.map((subject) => {
    const inForce = tried(subject, { context, firing: inForceOf(first) }, laneOf);
    const a = tried(subject, first, laneOf);
    const b = second === null ? null : tried(subject, second, laneOf);
    const { declarationId } = subject;
    return { declaration: declarationId, confirmed: labels.get(declarationId) ?? null, recorded: recorded.has(declarationId), inForce, a, b, failed: inForce.failed || a.failed || b?.failed === true };
  });
}

async function labelsOf(tx: Transaction, ids: readonly number[]): Promise<ReadonlyMap<number, boolean>> {
  const rows = await tx.execute<{ declaration_id: bigint; confirmed: boolean }>(sql`select declaration_id, confirmed from declaration_labels where declaration_id in (select id::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as ids (id))`);
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

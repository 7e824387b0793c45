import { z } from "zod";
import { SIDES, type BacktestRecord, type Hit } from "#lib/risk/backtest";
import { backtestInput } from "#lib/risk/backtestInput";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

const STATES = ["waiting", "running", "done", "cancelled", "failed"] as const;
const fired = z.strictObject({ fired: z.int(), known: z.int().describe("of these, those with a known outcome"), confirmed: z.int().describe("of the known") });
const moves = z.record(z.string(), z.int()).describe("declarations by the lane now and the lane then: `green>red`");

const backtestAnswer = z.strictObject({
  id: z.int(),
  first: z.unknown().describe("what was tried, as it was asked for, with a value for each threshold"),
  second: z.unknown().describe("what it was held against; null: what is in force"),
  from: z.string(),
  to: z.string(),
  state: z.enum(STATES),
  total: z.int().nullable().describe("declarations lodged on those days"),
  result: z
    .strictObject({
      declarations: z.int(),
      known: z.int(),
      recorded: fired,
      inForce: fired,
      first: fired,
      second: fired.nullable(),
      onlyFirst: fired,
      onlyOther: fired,
      both: fired,
      movesFirst: moves,
      movesSecond: moves,
      failed: z.int().describe("declarations on which a rule broke"),
    })
    .nullable()
    .describe(
      "counted so far; each declaration is judged by its verdicts, certificates, policies, serial sightings and reference populations as known at its first assessment, and by other facts as known now; outcomes that are not known count for nothing",
    ),
  requestedBy: z.string(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
});

/** A back-test as the interface shows it. */
export function backtestShown(row: BacktestRecord): z.infer<typeof backtestAnswer> {
  const { id, first, second, fromDay, toDay, state, total, tally, requestedByName, requestedAt, finishedAt } = row;
  const result =
    tally === null
      ? null
      : {
          declarations: tally.declarations,
          known: tally.known,
          recorded: tally.recorded,
          inForce: tally.inForce,
          first: tally.a,
          second: tally.b,
          onlyFirst: tally.onlyA,
          onlyOther: tally.onlyOther,
          both: tally.both,
          movesFirst: { ...tally.movesA },
          movesSecond: { ...tally.movesB },
          failed: tally.failed,
        };
  return { id, first, second, from: fromDay, to: toDay, state, total, result, requestedBy: requestedByName, requestedAt: requestedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}

const backtestParameter = { id: { en: "the back-test's number", zh: "回溯测试编号", example: "7" } };
const stood = z.strictObject({ id: z.int(), state: z.enum(STATES) });

export const postBacktest: Operation = {
  id: "postBacktest",
  method: "POST",
  path: "/api/v1/backtests",
  group: "rules",
  admission: "backtest.run",
  summary: { en: "Try a rule's thresholds or mode, or a model, over past days, against what is in force or another setting; a job does it", zh: "以过往报关单回溯测试规则的阈值、模式或模型，与现行设置或另一组设置比较；由后台任务执行" },
  body: {
    schema: backtestInput,
    contentType: "application/json",
    example: { first: { kind: "rule", rule: "volume-over-capacity", mode: "live", values: { excess: 2 } }, second: null, from: "2026-01-01", to: "2026-03-01" },
  },
  answers: { 202: { says: { en: "It will be run", zh: "即将执行" }, schema: stood } },
  refusals: ["rule-unknown", "unknown-profile", "model-unknown", "setting-out-of-bounds", "backtest-not-alike", "empty-period", "backtest-period-ahead"],
};

export const getBacktest: Operation = {
  id: "getBacktest",
  method: "GET",
  path: "/api/v1/backtests/{id}",
  group: "rules",
  admission: "backtest.run",
  summary: { en: "One back-test: how far it is, and what it has counted", zh: "单个回溯测试：进度与结果" },
  parameters: backtestParameter,
  answers: { 200: { says: { en: "The back-test", zh: "回溯测试" }, schema: backtestAnswer } },
  refusals: ["backtest-unknown"],
};

const listQuery = z.strictObject({ ...pageShape });

export const listBacktests: Operation<z.infer<typeof listQuery>> = {
  id: "listBacktests",
  method: "GET",
  path: "/api/v1/backtests",
  group: "rules",
  admission: "backtest.run",
  summary: { en: "Back-tests, the newest first", zh: "回溯测试，最新在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of back-tests", zh: "一页回溯测试" }, schema: listOf(backtestAnswer) } },
};

const hitAnswer = z.strictObject({
  declaration: z.string(),
  side: z.enum(SIDES),
  recorded: z.boolean().describe("a finding of the rule is recorded on it"),
  inForce: z.boolean().describe("the rule as it is set now fires on it"),
  confirmed: z.boolean().nullable().describe("null: no outcome is known"),
  lanes: z.strictObject({ inForce: z.string(), first: z.string(), second: z.string().nullable() }),
  scores: z.strictObject({ inForce: z.int(), first: z.int(), second: z.int().nullable() }),
});

/** A declaration of a back-test as the interface shows it. */
export function hitShown(hit: Hit): z.infer<typeof hitAnswer> {
  const { number, side, recorded, inForce, confirmed } = hit;
  return {
    declaration: number,
    side,
    recorded,
    inForce,
    confirmed,
    lanes: { inForce: hit.laneInForce, first: hit.laneFirst, second: hit.laneSecond },
    scores: { inForce: hit.scoreInForce, first: hit.scoreFirst, second: hit.scoreSecond },
  };
}

const hitQuery = z.strictObject({ side: z.enum(SIDES).optional().describe("on which side of the comparison"), ...pageShape });

export const listBacktestHits: Operation<z.infer<typeof hitQuery>> = {
  id: "listBacktestDeclarations",
  method: "GET",
  path: "/api/v1/backtests/{id}/declarations",
  group: "rules",
  admission: "backtest.run",
  summary: { en: "Declarations on which something fires or fired, or whose lane would be another", zh: "命中或曾命中、或通道将变化的报关单" },
  parameters: backtestParameter,
  query: hitQuery,
  exampleQuery: "side=only-a",
  answers: { 200: { says: { en: "A page of declarations", zh: "一页报关单" }, schema: listOf(hitAnswer) } },
  refusals: ["backtest-unknown"],
};

export const postCancellation: Operation = {
  id: "postBacktestCancellation",
  method: "POST",
  path: "/api/v1/backtests/{id}/cancellation",
  group: "rules",
  admission: "backtest.run",
  summary: { en: "End a back-test that waits or runs; what it counted stays", zh: "取消等待或进行中的回溯测试，已得结果保留" },
  parameters: backtestParameter,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "Cancelled", zh: "已取消" }, schema: stood } },
  refusals: ["backtest-unknown", "backtest-over"],
};

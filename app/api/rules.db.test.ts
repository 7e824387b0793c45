import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { proposeSetting } from "#lib/risk/commands/settings";
import { runBacktest } from "#lib/risk/commands/backtest-run";
import { sorterOf } from "#lib/triage/queries/past-lanes";
import { callerOf, type Caller } from "./testing/caller.ts";

const RULE = "volume-over-capacity";
const FIRST = { kind: "rule", rule: RULE, mode: "live", values: { excess: 5 } };
let test: TestDatabase;
let house: ExampleHouse;
let supervisor: Caller;
let officer: Caller;

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  house = await exampleHouse(test.db);
  [supervisor, officer] = await Promise.all([callerOf("supervisor"), callerOf("customs_officer")]);
  await house.lodged("R-1", "18000");
  await house.lodged("R-2", "100");
});
afterAll(() => test.close());

describe("rules over the interface", () => {
  it("are listed as they are set, with what is proposed", async () => {
    const { id } = await proposeSetting(house.sun, { rule: RULE, mode: "live", values: { excess: 2 }, reason: "Rounding." });
    const listed = await officer.call("listRules");
    expect(listed.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: RULE, mode: "live", setting: null, proposal: expect.objectContaining({ id, proposedBy: "sun", values: { excess: 2, points: 80 } }) }),
      ]),
      next: null,
    });
    const one = await officer.call("getRule", { path: { rule: RULE } });
    expect(one.body).toMatchObject({
      thresholds: [{ name: "excess", unit: "percent", value: 0, least: 0, most: 20, decimals: 1 }, { name: "points" }],
      settings: [{ id }],
      findings: [{ declaration: "R-2", points: 80, setting: null }],
    });
  });

  it.each<[string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string]>([
    ["proposed by a key", () => supervisor.call("postRuleSetting", { path: { rule: RULE }, body: { mode: "off", reason: "x" } }), 403, "people-only"],
    ["proposed by an officer", () => officer.call("postRuleSetting", { path: { rule: RULE }, body: { mode: "off", reason: "x" } }), 403, "not-permitted"],
    ["answered by a key", () => supervisor.call("postRuleSettingAnswer", { path: { id: "1" }, body: { answer: "confirm" } }), 403, "people-only"],
    ["answered with no such word", () => supervisor.call("postRuleSettingAnswer", { path: { id: "1" }, body: { answer: "perhaps" } }), 400, "invalid-input"],
    ["asked for by a name that there is not", () => officer.call("getRule", { path: { rule: "none" } }), 404, "rule-unknown"],
    ["tried by an officer", () => officer.call("postBacktest", { body: { first: FIRST, from: "2026-03-01", to: "2026-03-02" } }), 403, "not-permitted"],
    ["tried with a value out of bounds", () => supervisor.call("postBacktest", { body: { first: { ...FIRST, values: { excess: 50 } }, from: "2026-03-01", to: "2026-03-02" } }), 422, "setting-out-of-bounds"],
    ["looked for in a back-test that there is not", () => supervisor.call("listBacktestDeclarations", { path: { id: "99" } }), 404, "backtest-unknown"],
  ])("%s are refused", async (_case, asking, status, code) => expect(await asking()).toMatchObject({ status, body: { code } }));
});

describe("a back-test over the interface", () => {
  it("is asked for, followed, read with its declarations, and cancelled once it is over no more", async () => {
    const made = await supervisor.call("postBacktest", { body: { first: FIRST, from: "2026-03-01", to: "2026-03-02" } });
    expect([made.status, made.body["state"], made.headers.get("location")]).toEqual([202, "waiting", `/api/v1/backtests/${String(made.body["id"])}`]);
    const path = { id: String(made.body["id"]) };
    expect((await supervisor.call("getBacktest", { path })).body).toMatchObject({ state: "waiting", result: null, total: null });
    await runBacktest({ id: made.body["id"] }, sorterOf);
    expect((await supervisor.call("getBacktest", { path })).body).toMatchObject({
      state: "done",
      total: 2,
      result: { declarations: 2, first: { fired: 0, known: 0 }, recorded: { fired: 1 }, movesFirst: { "red>green": 1 } },
    });
    expect((await supervisor.call("listBacktestDeclarations", { path, query: "side=only-other&limit=1" })).body).toMatchObject({
      items: [{ declaration: "R-2", confirmed: null, lanes: { inForce: "red", first: "green", second: null } }],
      next: null,
    });
    expect((await supervisor.call("listBacktests")).body).toMatchObject({ items: [{ id: made.body["id"] }], next: null });
    expect(await supervisor.call("postBacktestCancellation", { path, body: {} })).toMatchObject({ status: 409, body: { code: "backtest-over" } });
  });

  it("that waits is cancelled", async () => {
    const made = await supervisor.call("postBacktest", { body: { first: { ...FIRST, mode: "off" }, from: "2026-03-01", to: "2026-03-02" } });
    expect(await supervisor.call("postBacktestCancellation", { path: { id: String(made.body["id"]) }, body: {} })).toMatchObject({ status: 200, body: { state: "cancelled" } });
  });
});

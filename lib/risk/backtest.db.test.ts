import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "#db/schema/risk";
import { backtestHits, backtests } from "#db/schema/risk-backtests";
import { outcomes } from "#db/schema/risk-feedback";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { rejudgeSite } from "#lib/capacity/jobs";
import { decideCertificate } from "#lib/certificates/commands/decide";
import type { LaneSorter } from "./backtest.ts";
import { runBacktest } from "./commands/backtest-run.ts";
import { draftProfile } from "./commands/profiles.ts";
import { cancelBacktest, startBacktest } from "./commands/backtests.ts";

const laneOf = (score: number) => (score >= 70 ? "red" : score >= 30 ? "yellow" : "green");
const sorterOf = async (): Promise<LaneSorter> => (arrivals, days) => ({ lanes: new Map(arrivals.map(({ declaration, score }) => [declaration, laneOf(score)])), days });
const SYSTEM: Actor = { kind: "system", name: "test" };
const DAYS = { from: "2026-03-01", to: "2026-03-02" };
const volume = (excess: number, mode = "live") => ({ kind: "rule", rule: "volume-over-capacity", mode, values: { excess } });
let test: TestDatabase;
let house: ExampleHouse;
let [second, third] = [0, 0];

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("B-1", "18000");
  second = await house.lodged("B-2", "500");
  third = await house.lodged("B-3", "1000");
  await house.lodged("B-4", "1", { lodgedAt: "2026-03-03T00:00:00+08:00" });
  const said = { source: "case" as const, rule: null, note: "Labels looked at.", officeCode: "2248", by: house.anna.id, byName: "anna", at: NOON };
  await reading(SYSTEM, "system.run", (tx) => tx.insert(outcomes).values([{ ...said, declarationId: second, result: "not-confirmed" }, { ...said, declarationId: third, result: "confirmed" }]));
});
afterAll(() => test.close());

const kept = (id: number) => reading(SYSTEM, "system.run", async (tx) => (await tx.select().from(backtests).where(eq(backtests.id, id)))[0]);
const hits = (id: number) => reading(SYSTEM, "system.run", (tx) => tx.select().from(backtestHits).where(eq(backtestHits.backtestId, id)).orderBy(asc(backtestHits.declarationId)));
const findingsNow = () => reading(SYSTEM, "system.run", (tx) => tx.$count(findings));
const refusal = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error as { readonly code: string }).code);

describe("a back-test", () => {
  it("says on how many a threshold would have fired, how many of the known were confirmed, and how lanes would have moved", async () => {
    const before = await findingsNow();
    const { id } = await startBacktest(house.sun, { first: volume(5), ...DAYS }, NOON);
    await runBacktest({ id }, sorterOf);
    expect(await findingsNow()).toBe(before);
    const done = await kept(id);
    expect(done).toMatchObject({ state: "done", total: 3, first: { values: { excess: 5, points: 80 } } });
    expect(done?.tally).toMatchObject({
      declarations: 3, known: 2, failed: 0,
      recorded: { fired: 2, known: 2, confirmed: 1 }, inForce: { fired: 2, known: 2, confirmed: 1 }, a: { fired: 1, known: 1, confirmed: 1 },
      onlyA: { fired: 0 }, onlyOther: { fired: 1, known: 1, confirmed: 0 }, both: { fired: 1 }, movesA: { "red>green": 1 },
    });
    expect((await hits(id)).map(({ declarationId, side, recorded, laneInForce, laneFirst }) => [declarationId, side, recorded, laneInForce, laneFirst])).toEqual([
      [second, "only-other", true, "red", "green"],
      [third, "both", true, "red", "red"],
    ]);
  });

  it("judges each declaration by the certificates that were known when it was assessed", async () => {
    const asked = { kind: "rule", rule: "certificate-suspended", mode: "live", values: {} };
    await decideCertificate(house.mei, { number: "CAP-WINE", decision: "suspend", effective: "2022-12-31", reason: "The body is looked at." }, new Date(NOON.getTime() + 86_400_000));
    await rejudgeSite({ siteId: 1 });
    const tried = async (first: object) => {
      const { id } = await startBacktest(house.sun, { first, ...DAYS }, NOON);
      await runBacktest({ id }, sorterOf);
      return (await kept(id))?.tally;
    };
    expect(await tried(asked)).toMatchObject({ declarations: 3, inForce: { fired: 0 }, a: { fired: 0 } });
    expect(await tried(volume(0.5))).toMatchObject({ declarations: 3, inForce: { fired: 2 }, a: { fired: 2 } });
  });

  it("holds two settings side by side, and one in shadow moves no lane", async () => {
    const { id } = await startBacktest(house.sun, { first: volume(1), second: volume(0, "shadow"), ...DAYS }, NOON);
    await runBacktest({ id }, sorterOf);
    expect((await kept(id))?.tally).toMatchObject({ a: { fired: 2 }, b: { fired: 2 }, both: { fired: 2 }, movesA: {}, movesB: { "red>green": 2 } });
    expect((await hits(id)).map(({ declarationId, side, laneSecond }) => [declarationId, side, laneSecond])).toEqual([[second, "both", "green"], [third, "both", "green"]]);
  });

  it("goes on where it was cut short, counts nothing twice, and stops where it is cancelled", async () => {
    const { id } = await startBacktest(house.sun, { first: volume(2), ...DAYS }, NOON);
    await runBacktest({ id }, sorterOf, 1);
    expect(await kept(id)).toMatchObject({ state: "running", tally: { declarations: 3 } });
    await runBacktest({ id }, sorterOf);
    await runBacktest({ id }, sorterOf);
    expect(await kept(id)).toMatchObject({ state: "done", tally: { declarations: 3 } });
    const other = await startBacktest(house.sun, { first: volume(3), ...DAYS }, NOON);
    await runBacktest({ id: other.id }, sorterOf, 1);
    await cancelBacktest(house.sun, { id: other.id });
    expect(await cancelBacktest(house.sun, { id: other.id })).toMatchObject({ state: "cancelled" });
    await runBacktest({ id: other.id }, sorterOf);
    expect(await kept(other.id)).toMatchObject({ state: "cancelled", tally: { declarations: 3 } });
    expect(await refusal(cancelBacktest(house.sun, { id }))).toBe("backtest-over");
  });

  it("tries a profile that is not in force yet, beside the rules that are", async () => {
    const { profile } = await draftProfile(house.sun, {
      name: { en: "Much wine", zh: "大批葡萄酒" }, next: { en: "Ask for the invoice.", zh: "要求提供发票。" }, severity: "high", points: 40,
      condition: 'line.hsCode.startsWith("2204") && line.quantity >= 1000', offices: [], from: null, until: "2026-04-01T00:00:00Z", mode: "shadow", reason: "To see what it would take in.",
    }, NOON);
    const { id } = await startBacktest(house.sun, { first: { kind: "profile", id: profile }, ...DAYS }, NOON);
    await runBacktest({ id }, sorterOf);
    expect(await kept(id)).toMatchObject({ state: "done", standing: null, tally: { recorded: { fired: 0 }, inForce: { fired: 0 }, a: { fired: 2, known: 1, confirmed: 1 }, onlyA: { fired: 2 } } });
  });

  it("asked for twice while it waits is one", async () => {
    const input = { first: volume(7), ...DAYS };
    expect(await startBacktest(house.sun, input, NOON)).toEqual(await startBacktest(house.sun, input, NOON));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["of a rule that there is not", { first: { kind: "rule", rule: "none" } }, "rule-unknown"],
    ["of a value out of bounds", { first: volume(21) }, "setting-out-of-bounds"],
    ["of a profile that there is not", { first: { kind: "profile", id: 9_999 } }, "unknown-profile"],
    ["of a model that there is not", { first: { kind: "model", id: 9_999 } }, "model-unknown"],
    ["of two rules", { first: volume(1), second: { kind: "rule", rule: "near-capacity" } }, "backtest-not-alike"],
    ["of a period that ends before it begins", { first: volume(1), from: "2026-03-02", to: "2026-03-01" }, "empty-period"],
    ["of days to come", { first: volume(1), from: "2026-03-02", to: "2026-03-03" }, "backtest-period-ahead"],
    ["of no day that exists", { first: volume(1), from: "2026-02-30" }, "invalid-input"],
  ])("%s is refused", async (_case, changes, code) => {
    expect(await refusal(startBacktest(house.sun, { ...DAYS, ...changes }, NOON))).toBe(code);
  });

  it("is not run by an officer, and one that there is not is not cancelled", async () => {
    expect(await refusal(startBacktest(house.anna, { first: volume(1), ...DAYS }, NOON))).toBe("not-permitted");
    expect(await refusal(cancelBacktest(house.sun, { id: 999_999 }))).toBe("backtest-unknown");
  });
});

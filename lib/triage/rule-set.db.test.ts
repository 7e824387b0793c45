import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessments, findings, shadowFindings } from "#db/schema/risk";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { confirmSetting, proposeSetting } from "#lib/risk/commands/settings";
import { reassessAll } from "./commands/sweepers.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const RULE = "volume-over-capacity";
const FORCE = { root: undefined, threads: 1 };
let test: TestDatabase;
let house: ExampleHouse;
let over: number;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("S-1", "18000");
  over = await house.lodged("S-2", "500");
});
afterAll(() => test.close());

const row = () => reading(SYSTEM, "desk.read", async (tx) => (await tx.select().from(consignments).where(eq(consignments.id, over)))[0]);
const standing = (table: typeof findings | typeof shadowFindings) =>
  reading(SYSTEM, "desk.read", (tx) =>
    tx
      .select({ rule: table.rule, points: table.points, setting: table.setting })
      .from(table)
      .where(and(eq(table.declarationId, over), isNull(table.clearedAt), eq(table.rule, RULE))),
  );
const causes = () =>
  reading(SYSTEM, "desk.read", async (tx) =>
    (await tx.select({ cause: assessments.cause }).from(assessments).where(eq(assessments.declarationId, over)).orderBy(asc(assessments.id))).map((one) => one.cause),
  );

let turn = 0;
async function set(change: Record<string, unknown>): Promise<number> {
  const { id } = await proposeSetting(house.sun, { rule: RULE, mode: "live", reason: "Looked at in the weekly round.", ...change });
  await confirmSetting({ ...house.sun, id: house.sun.id + 1_000, name: "yue" }, { id });
  await reassessAll({ cause: "rule-set", open: true }, `rule-set-${turn++}`, FORCE);
  return id;
}

describe("a rule that is set otherwise", () => {
  it("weighs by its new setting on what is open, and its finding of before is gone and stays", async () => {
    expect(await row()).toMatchObject({ lane: "red", score: 80 });
    const id = await set({ values: { points: 45 } });
    expect(await row()).toMatchObject({ lane: "yellow", score: 45 });
    expect(await standing(findings)).toEqual([{ rule: RULE, points: 45, setting: id }]);
    expect(await causes()).toEqual(["lodged", "rule-set"]);
    expect(await reading(SYSTEM, "desk.read", (tx) => tx.$count(findings, and(eq(findings.declarationId, over), eq(findings.rule, RULE))))).toBe(2);
  });

  it("in shadow is kept apart and moves no lane", async () => {
    const id = await set({ mode: "shadow" });
    expect(await row()).toMatchObject({ lane: "green", score: 0 });
    expect([await standing(findings), await standing(shadowFindings)]).toEqual([[], [{ rule: RULE, points: 45, setting: id }]]);
  });

  it("live again with more tolerated does not fire", async () => {
    await set({ values: { excess: 3 } });
    expect(await row()).toMatchObject({ lane: "green", score: 0 });
    expect([await standing(findings), await standing(shadowFindings)]).toEqual([[], []]);
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ruleSettings } from "#db/schema/risk";
import { outcomes } from "#db/schema/risk-feedback";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { noticesOf } from "#lib/notices/queries";
import { confirmSetting, declineSetting, proposeSetting, withdrawSetting } from "./commands/settings.ts";
import { contextNow } from "./queries/context.ts";
import { ruleTallies } from "./queries/settings.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const RULE = "volume-over-capacity";
let test: TestDatabase;
let house: ExampleHouse;
let second: ExampleHouse["sun"];
beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  second = { ...house.sun, id: house.sun.id + 1_000, login: "yue", name: "yue" };
});
afterAll(() => test.close());

const inForce = async (rule: string) => (await reading(SYSTEM, "system.run", (tx) => contextNow(tx, NOON))).rules.find((applied) => applied.rule.id === rule);
const kept = (id: number) => reading(SYSTEM, "rule.read", async (tx) => (await tx.select().from(ruleSettings).where(eq(ruleSettings.id, id)))[0]);
const audited = async (id: number) =>
  (await test.owner`select action, actor_name, facts from audit_entries where subject_kind = 'rule' and (facts->>'setting')::int = ${id} order by id`).map((row) => [
    row["action"],
    row["actor_name"],
  ]);
const jobs = async () =>
  (
    await test.owner`select payload from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id where task.identifier = 'reassess-all'`
  ).map((row) => row["payload"]);

describe("a change of a rule", () => {
  const change = { rule: RULE, mode: "live", values: { excess: 2 }, reason: "Rounding of litres to bottles makes false alarms below two percent." };

  it("is in force once another person has confirmed it, and what is open is assessed again", async () => {
    const proposed = await proposeSetting(house.sun, change, NOON);
    expect(proposed).toMatchObject({ rule: RULE, state: "proposed" });
    expect(await inForce(RULE)).toMatchObject({ values: { excess: 0, points: 80 }, setting: null });
    expect(await jobs()).toEqual([]);
    expect(await confirmSetting(second, { id: proposed.id }, NOON)).toEqual({ ...proposed, state: "confirmed" });
    expect(await inForce(RULE)).toMatchObject({ values: { excess: 2, points: 80 }, setting: proposed.id });
    expect(await jobs()).toEqual([{ cause: "rule-set", open: true }]);
    expect(await audited(proposed.id)).toEqual([["rule.propose", "sun"], ["rule.confirm", "yue"]]);
    expect(await kept(proposed.id)).toMatchObject({ proposedByName: "sun", answeredByName: "yue", reason: change.reason });
  });

  it("leaves thresholds that it does not name as they are set, and may turn a rule to shadow or off", async () => {
    const shadow = await proposeSetting(house.sun, { rule: RULE, mode: "shadow", reason: "Looked at beside for a month." });
    await confirmSetting(second, { id: shadow.id });
    expect(await inForce(RULE)).toMatchObject({ mode: "shadow", values: { excess: 2, points: 80 } });
    const off = await proposeSetting(second, { rule: RULE, mode: "off", reason: "Not of use here." });
    await confirmSetting(house.sun, { id: off.id });
    expect(await inForce(RULE)).toBeUndefined();
    const back = await proposeSetting(house.sun, { rule: RULE, mode: "live", values: { excess: 0 }, reason: "It is of use." });
    await confirmSetting(second, { id: back.id });
    expect(await inForce(RULE)).toMatchObject({ mode: "live", values: { excess: 0 } });
  });

  it("may be proposed, confirmed, declined and withdrawn twice and happens once", async () => {
    const input = { rule: "near-capacity", mode: "live", values: { points: 25 }, reason: "It weighs too much." };
    const first = await proposeSetting(house.sun, input);
    expect(await proposeSetting(house.sun, input)).toEqual(first);
    await confirmSetting(second, { id: first.id });
    expect(await confirmSetting(second, { id: first.id })).toMatchObject({ state: "confirmed" });
    const other = await proposeSetting(house.sun, { ...input, values: { points: 20 } });
    await declineSetting(second, { id: other.id, note: "Twenty hides it." });
    expect(await declineSetting(second, { id: other.id, note: "Twenty hides it." })).toMatchObject({ state: "declined" });
    const third = await proposeSetting(house.sun, { ...input, values: { points: 22 } });
    await withdrawSetting(house.sun, { id: third.id });
    expect(await withdrawSetting(house.sun, { id: third.id })).toMatchObject({ state: "withdrawn" });
    expect(await inForce("near-capacity")).toMatchObject({ values: { points: 25 }, setting: first.id });
  });

  it("tells colleagues that it waits, and its proposer what came of it", async () => {
    const told = async () =>
      (await reading(house.sun, "notice.read", (tx) => noticesOf(tx, house.sun.id, { limit: 9 }))).rows
        .filter(({ href }) => href === "/rules/missing-lot")
        .map(({ kind, title, body }) => [kind, title.en, body.en]);
    const asked = { rule: "missing-lot", mode: "shadow", reason: "Lots are often left out." };
    const own = await proposeSetting(house.sun, asked);
    expect(await told()).toEqual([]);
    for (const note of ["They are not.", "They are not."]) await declineSetting(second, { id: own.id, note });
    const answered = ["change-answered", "yue declined: a change of the rule “Lot not declared”", "They are not."];
    expect(await told()).toEqual([answered]);
    const other = await proposeSetting(second, asked);
    expect(await told()).toEqual([["change-proposed", "Waits for your answer: a change of the rule “Lot not declared”", "yue proposes it: Lots are often left out."], answered]);
    await withdrawSetting(second, { id: other.id });
  });

  it("of one rule is proposed once at a time, whoever asks at once", async () => {
    const asked = (points: number) => proposeSetting(points % 2 === 0 ? house.sun : second, { rule: "site-question", mode: "live", values: { points }, reason: `To ${points}.` });
    const settled = await Promise.allSettled([asked(41), asked(42), asked(43)]);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(settled.filter((one) => one.status === "rejected").map((one) => (one.reason as { readonly code: string }).code)).toEqual(["setting-proposed-already", "setting-proposed-already"]);
  });
});

describe("refused", () => {
  const asked = { rule: "cannot-compare", mode: "live", values: { points: 50 }, reason: "It hides too much." };
  const refusal = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error as { readonly code: string }).code);

  it.each<[string, Record<string, unknown>, string]>([
    ["a rule that there is not", { rule: "no-such-rule" }, "rule-unknown"],
    ["a threshold that there is not", { values: { tolerance: 5 } }, "setting-out-of-bounds"],
    ["a value above the most", { values: { points: 101 } }, "setting-out-of-bounds"],
    ["a value below the least", { values: { points: -1 } }, "setting-out-of-bounds"],
    ["no reason", { reason: "  " }, "invalid-input"],
    ["no such mode", { mode: "loud" }, "invalid-input"],
    ["what is in force already", { values: { points: 40 } }, "setting-changes-nothing"],
  ])("is %s", async (_case, changes, code) => {
    expect(await refusal(proposeSetting(house.sun, { ...asked, ...changes }))).toBe(code);
  });

  it("is an officer who proposes, a key, the proposer who confirms or declines, and a stranger who withdraws", async () => {
    expect(await refusal(proposeSetting(house.anna, asked))).toBe("not-permitted");
    expect(await refusal(proposeSetting({ kind: "key", id: 5, name: "hq", role: "supervisor", organisation: house.sun.organisation }, asked))).toBe("people-only");
    const { id } = await proposeSetting(house.sun, asked);
    expect(await refusal(confirmSetting(house.sun, { id }))).toBe("four-eyes");
    expect(await refusal(declineSetting(house.sun, { id, note: "no" }))).toBe("four-eyes");
    expect(await refusal(withdrawSetting(second, { id }))).toBe("not-own-proposal");
    expect(await refusal(confirmSetting(house.anna, { id }))).toBe("not-permitted");
    expect(await refusal(declineSetting(second, { id, note: " " }))).toBe("invalid-input");
    await confirmSetting(second, { id });
    expect(await refusal(declineSetting(second, { id, note: "late" }))).toBe("setting-answered");
    expect(await refusal(withdrawSetting(house.sun, { id }))).toBe("setting-answered");
    expect(await refusal(confirmSetting(second, { id: 999_999 }))).toBe("setting-unknown");
  });
});

describe("what rules found lately", () => {
  it("is counted by declaration, with the share confirmed of known outcomes alone", async () => {
    await house.lodged("T-1", "18001");
    const id = await house.lodged("T-2", "5");
    await reading(SYSTEM, "system.run", (tx) =>
      tx
        .insert(outcomes)
        .values({
          declarationId: id,
          source: "case",
          result: "confirmed",
          rule: null,
          note: "Labels were false.",
          officeCode: "2248",
          by: house.anna.id,
          byName: "anna",
          at: NOON,
        }),
    );
    const tally = (await reading(SYSTEM, "rule.read", (tx) => ruleTallies(tx, new Date(NOON.getTime() - 1000)))).get(RULE);
    expect(tally).toMatchObject({ findings: 2, declarations: 2, known: 1, confirmed: 1, shadow: 0 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import { decide } from "#lib/triage/commands/decide";
import { setDuty } from "#lib/triage/commands/duty";
import { second } from "#lib/triage/commands/second";
import { undo } from "#lib/triage/commands/undo";
import { NOON, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { reportExamination } from "./commands.ts";
import { examinationsOf, listExaminations, waitingExaminations } from "./queries.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;
let count = 0;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

async function ordered(): Promise<{ number: string; id: number; declarationId: number }> {
  count += 1;
  const number = `X-${count}`;
  const declarationId = await house.lodged(number, "1");
  await decide(house.anna, { number, decision: "order-examination", reason: "random-check", examination: { kind: "physical", instructions: "Open one case." } }, NOON);
  const [examination] = await reading(SYSTEM, "desk.read", (tx) => examinationsOf(tx, declarationId));
  return { number, id: examination?.id ?? 0, declarationId };
}

describe("an examination", () => {
  it("is reported once; the same report again gets the same answer, another one is refused", async () => {
    const { number, id, declarationId } = await ordered();
    const report = { id, result: "discrepancy", note: "Lot L9 instead of L1." };
    expect(await reportExamination(house.anna, report, NOON)).toEqual({ id, number, result: "discrepancy" });
    expect(await reportExamination(house.anna, report, NOON)).toEqual({ id, number, result: "discrepancy" });
    await expect(reportExamination(house.ben, { id, result: "conform" }, NOON)).rejects.toMatchObject({ kind: "conflict", code: "already-reported", facts: { by: "anna" } });
    expect(await reading(SYSTEM, "desk.read", (tx) => examinationsOf(tx, declarationId))).toMatchObject([{ status: "reported", result: "discrepancy", reportedByName: "anna", reportNote: "Lot L9 instead of L1." }]);
    await expect(undo(house.anna, { number }, NOON)).rejects.toMatchObject({ code: "something-followed" });
  });

  it("of two reports at once takes one", async () => {
    const { id } = await ordered();
    const outcomes = await Promise.allSettled([reportExamination(house.anna, { id, result: "conform" }, NOON), reportExamination(house.ben, { id, result: "discrepancy", note: "wet" }, NOON)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { code: "already-reported" } });
  });

  it("is refused from other offices and roles, without words for a discrepancy, when cancelled or unknown", async () => {
    const { number, id } = await ordered();
    await expect(reportExamination(house.chen, { id, result: "conform" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "other-office" });
    await expect(reportExamination(house.mei, { id, result: "conform" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    await expect(reportExamination(house.anna, { id, result: "discrepancy" }, NOON)).rejects.toMatchObject({ kind: "bad-input", errors: [{ pointer: "/note", code: "missing" }] });
    await expect(reportExamination(house.anna, { id: 999_999, result: "conform" }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-examination" });
    await undo(house.anna, { number }, NOON);
    await expect(reportExamination(house.anna, { id, result: "conform" }, NOON)).rejects.toMatchObject({ code: "examination-cancelled" });
  });
});

describe("the one who found nothing", () => {
  it("does not release, nor second the release; another one does", async () => {
    const { number, id } = await ordered();
    await reportExamination(house.anna, { id, result: "conform" }, NOON);
    const release = { number, decision: "release", reason: "examined-conform" };
    await expect(decide(house.anna, release, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "examiner-does-not-release" });
    expect(await decide(house.ben, release, NOON)).toMatchObject({ status: "released" });
    const red = "X-RED";
    const declarationId = await house.lodged(red, "20000");
    await decide(house.anna, { number: red, decision: "order-examination", reason: "capacity-exceeded" }, NOON);
    const [examination] = await reading(SYSTEM, "desk.read", (tx) => examinationsOf(tx, declarationId));
    await reportExamination(house.anna, { id: examination?.id, result: "conform" }, NOON);
    await decide(house.ben, { ...release, number: red }, NOON);
    await expect(second(house.anna, { number: red }, NOON)).rejects.toMatchObject({ code: "examiner-does-not-release" });
    expect(await second(house.sun, { number: red }, NOON)).toMatchObject({ status: "released" });
  });
});

describe("the one who was drawn and found nothing", () => {
  it("does not release where a supervisor wrote it down either; nor does that supervisor", async () => {
    const today = dateIn(NOON);
    await setDuty(house.sun, { office: "2248", from: today, to: today, people: [{ person: house.ben.id, examinations: 50 }] }, NOON);
    const { number, id } = await ordered();
    await reportExamination(house.sun, { id, result: "conform" }, NOON);
    const release = { number, decision: "release", reason: "examined-conform" };
    for (const by of [house.ben, house.sun]) await expect(decide(by, release, NOON)).rejects.toMatchObject({ code: "examiner-does-not-release" });
    expect(await decide(house.anna, release, NOON)).toMatchObject({ number });
  });
});

describe("the list", () => {
  it("pages through the newest orders first, by status, office and entry number", async () => {
    const made = [await ordered(), await ordered(), await ordered()].map((one) => one.id);
    const first = await reading(SYSTEM, "desk.read", (tx) => listExaminations(tx, { status: "ordered", office: "2248" }, { limit: 2 }));
    expect(first.items.map((item) => item.id)).toEqual([made[2], made[1]]);
    const next = await reading(SYSTEM, "desk.read", (tx) => listExaminations(tx, { status: "ordered" }, { limit: 2, after: first.next ?? undefined }));
    expect(next.items[0]?.id).toBe(made[0]);
    expect((await reading(SYSTEM, "desk.read", (tx) => listExaminations(tx, { q: "x-red" }, { limit: 5 }))).items).toMatchObject([{ number: "X-RED", lane: "red" }]);
    expect(await reading(SYSTEM, "desk.read", (tx) => waitingExaminations(tx, "2248"))).toBe(await reading(SYSTEM, "desk.read", (tx) => waitingExaminations(tx, null)));
    expect(await reading(SYSTEM, "desk.read", (tx) => waitingExaminations(tx, "5304"))).toBe(0);
  });
});

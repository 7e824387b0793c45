import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { testDatabase, type TestDatabase } from "#db/testing";
import { NOON, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { assignMany } from "./commands/assign.ts";
import { decide, decideMany } from "./commands/decide.ts";

let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

let count = 0;

/** A green consignment at office 2248. */
async function consignment(changes: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  await house.lodged(`T-${count}`, "1", changes);
  return `T-${count}`;
}

const hold = (number: string) => ({ number, decision: "hold", reason: "awaiting-information" });

describe("many at once", () => {
  it("are decided each for itself, with an answer per row in order", async () => {
    const [good, other, held] = [await consignment(), await consignment({ office: "5304" }), await consignment()];
    await decide(house.ben, hold(held), NOON);
    const outcomes = await decideMany(house.anna, { numbers: [good, other, held, "NONE", good], decision: "hold", reason: "documents-disagree" }, NOON);
    expect(outcomes).toMatchObject([
      { number: good, ok: true, result: { status: "held" } },
      { number: other, ok: false, kind: "forbidden", code: "other-office" },
      { number: held, ok: false, kind: "conflict", code: "not-allowed-now" },
      { number: "NONE", ok: false, kind: "not-found" },
    ]);
  });

  it("have their own entry each, beside the one of the whole, and orders go to those on duty one by one", async () => {
    const numbers = [await consignment(), await consignment(), await consignment()];
    const outcomes = await decideMany(house.anna, { numbers: [...numbers, "NONE"], decision: "order-examination", reason: "random-check", note: "Labels." }, NOON);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    const entries = await test.db.select({ action: auditEntries.action, id: auditEntries.subjectId, facts: auditEntries.facts }).from(auditEntries).orderBy(desc(auditEntries.id)).limit(4);
    expect(entries.toReversed()).toMatchObject([{ action: "consignment.decide-many", id: "order-examination", facts: { asked: 4, done: 3 } }, ...numbers.map((id) => ({ action: "consignment.order-examination", id }))]);
  });

  it("wait for each other in one order: two who decide on the same ones the other way round get one winner a row", async () => {
    const numbers = [await consignment(), await consignment(), await consignment(), await consignment()];
    const [one, other] = await Promise.all([
      decideMany(house.anna, { numbers, decision: "hold", reason: "documents-disagree" }, NOON),
      decideMany(house.ben, { numbers: numbers.toReversed(), decision: "hold", reason: "awaiting-information" }, NOON),
    ]);
    const won = (outcomes: typeof one) => new Set(outcomes.filter(({ ok }) => ok).map(({ number }) => number));
    expect(won(one).size + won(other).size).toBe(numbers.length);
    expect([...one, ...other].filter(({ ok }) => !ok).every((outcome) => !outcome.ok && ["decided-meanwhile", "not-allowed-now"].includes(outcome.code))).toBe(true);
  });

  it("are refused as a whole only for input that cannot be read", async () => {
    await expect(decideMany(house.anna, { numbers: [], decision: "hold", reason: "x" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(assignMany(house.anna, { numbers: ["T-1"], assignee: "somebody" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
  });

  it("are assigned each for itself, in order, with an entry each beside the one of the whole", async () => {
    const [own, other, second] = [await consignment(), await consignment({ office: "5304" }), await consignment()];
    expect(await assignMany(house.anna, { numbers: [own, other, "NONE", second, own], assignee: house.ben.id }, NOON)).toMatchObject([
      { number: own, ok: true, result: { assignee: { name: "ben" } } },
      { number: other, ok: false, kind: "forbidden", code: "other-office" },
      { number: "NONE", ok: false, kind: "not-found" },
      { number: second, ok: true, result: { assignee: { name: "ben" } } },
    ]);
    const entries = await test.db.select({ action: auditEntries.action, id: auditEntries.subjectId, facts: auditEntries.facts }).from(auditEntries).orderBy(desc(auditEntries.id)).limit(3);
    expect(entries.toReversed()).toMatchObject([
      { action: "consignment.assign-many", facts: { asked: 4, done: 2 } },
      { action: "consignment.assign", id: own, facts: { to: "ben" } },
      { action: "consignment.assign", id: second },
    ]);
  });

  it("given to somebody who is not known, or by who may not, change nothing", async () => {
    const number = await consignment();
    expect(await assignMany(house.anna, { numbers: [number], assignee: 999_999 }, NOON)).toMatchObject([{ ok: false, kind: "unprocessable", code: "unknown-person" }]);
    await expect(assignMany(house.mei, { numbers: [number], assignee: "me" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    expect(await assignMany(house.ben, { numbers: [number], assignee: null }, NOON)).toMatchObject([{ ok: true, result: { assignee: null } }]);
  });

  it("given away by two at once, the other way round, wait for each other and both are done", async () => {
    const numbers = [await consignment(), await consignment(), await consignment()];
    const both = await Promise.all([assignMany(house.anna, { numbers, assignee: house.anna.id }, NOON), assignMany(house.ben, { numbers: numbers.toReversed(), assignee: house.ben.id }, NOON)]);
    expect(both.flat().every(({ ok }) => ok)).toBe(true);
  });
});

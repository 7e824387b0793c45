import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people } from "#db/schema/access";
import { testDatabase, type TestDatabase } from "#db/testing";
import { NOON, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { reading } from "#lib/audit/command";
import { confirmClosing, proposeClosing } from "./commands/close.ts";
import { openCase } from "./commands/open.ts";
import { assignCase } from "./commands/task.ts";
import { consignmentsNamed, openCaseCounts } from "./queries/opening.ts";
import { casePeople } from "./queries/people.ts";

let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("W-1", "10000");
  await house.lodged("W-2", "50000");
});
afterAll(() => test.close());

describe("what a case is opened on", () => {
  it("is found by its numbers, the weightiest first, without numbers that are none", async () => {
    const rows = await reading(house.mei, "case.read", (tx) => consignmentsNamed(tx, ["W-1", "NONE", "W-2"]));
    expect(rows.map((row) => [row.number, row.topFinding?.rule ?? null])).toEqual([["W-2", "volume-over-capacity"], ["W-1", null]]);
    expect(await reading(house.mei, "case.read", (tx) => consignmentsNamed(tx, []))).toEqual([]);
  });
});

describe("open cases", () => {
  it("are counted until they are closed, and by whether somebody has them", async () => {
    const counts = () => reading(house.mei, "case.read", (tx) => openCaseCounts(tx));
    const { number } = await openCase(house.anna, { title: "One", allegation: "x", consignments: ["W-2"] }, NOON);
    await openCase(house.anna, { title: "Two", allegation: "x", consignments: ["W-2"] }, NOON);
    expect(await counts()).toEqual({ open: 2, unassigned: 2 });
    await assignCase(house.mei, { number, assignee: "me" }, NOON);
    expect(await counts()).toEqual({ open: 2, unassigned: 1 });
    await proposeClosing(house.mei, { number, outcome: "no-violation", note: "x" }, NOON);
    await confirmClosing(house.moe, { number }, NOON);
    expect(await counts()).toEqual({ open: 1, unassigned: 1 });
  });
});

describe("the people of cases", () => {
  it("are those who may read them, with whether they may work on one, and nobody disabled", async () => {
    await test.owner`update people set disabled_at = now() where login = 'chen'`;
    const found = await reading(house.mei, "case.read", (tx) => casePeople(tx));
    expect(found.map((person) => `${person.login} ${person.works}`)).toEqual(["anna false", "ben false", "mei true", "moe true", "sun true"]);
    expect(await test.db.select({ login: people.login }).from(people).where(eq(people.login, "chen"))).toHaveLength(1);
  });
});

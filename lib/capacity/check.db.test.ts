import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import { testDatabase, type TestDatabase } from "#db/testing";
import { reading } from "#lib/audit/command";
import { checkLedger } from "./commands/check.ts";
import { latestChecks } from "./queries/check.ts";

let test: TestDatabase;
let house: ExampleHouse;
const latest = (limit = 10) => reading(house.sun, "ledger.check", (tx) => latestChecks(tx, limit));

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("LEDGER-1", "10000");
});
afterAll(() => test.close());

describe("a check of the ledger", () => {
  it("of a ledger that agrees is kept with how much was recomputed, and with no difference", async () => {
    await checkLedger(house.sun, {}, NOON);
    expect(await latest()).toMatchObject([{ startedAt: NOON, accounts: 2, postings: 1, count: 0, differences: [] }]);
  });

  it("names the producer whose account differs, and the declaration whose line does", async () => {
    await test.owner`update accounts set declared = declared + 1 where declared > 0`;
    await test.owner`update postings set amount = amount - 5, declared_after = declared_after - 5`;
    await checkLedger(house.sun, {}, new Date(NOON.getTime() + 1000));
    const [newest, before] = await latest();
    expect(before?.count).toBe(0);
    expect(newest?.differences).toContainEqual(expect.objectContaining({ site: "Château des Tests", what: "declared", declaration: null, line: null, recorded: "10001", recomputed: "9995" }));
    expect(newest?.differences).toContainEqual(expect.objectContaining({ site: "Château des Tests", declaration: "LEDGER-1", line: 1, recorded: "9995", recomputed: "10000" }));
    expect(newest?.count).toBe(newest?.differences.length);
  });

  it("names a running sum that is wrong in the middle, though the account's figures are right", async () => {
    await test.owner`update accounts set declared = declared - 1 where declared > 0`;
    await test.owner`update postings set amount = 10000, declared_after = 10000`;
    await house.lodged("LEDGER-2", "500");
    await test.owner`update postings set declared_after = 10007 where seq = 1`;
    await checkLedger(house.sun, {}, new Date(NOON.getTime() + 1000));
    const [newest] = await latest(1);
    expect(newest?.differences).toEqual([expect.objectContaining({ site: "Château des Tests", what: "running-declared", recorded: "10007", recomputed: "10000" })]);
  });

  it("comes the newest first, as many as are asked for", async () => {
    expect((await latest(1)).map(({ startedAt }) => startedAt)).toEqual([new Date(NOON.getTime() + 1000)]);
  });

  it("is neither made nor read without the permission", async () => {
    await expect(checkLedger(house.anna, {})).rejects.toMatchObject({ kind: "forbidden" });
    await expect(reading(house.anna, "ledger.check", (tx) => latestChecks(tx, 1))).rejects.toMatchObject({ kind: "forbidden" });
  });
});

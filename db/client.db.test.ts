import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "./client.ts";
import { insertRows } from "./rows.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.close());

test("a statement with parameters is parsed once a connection, however often it is asked", async () => {
  await database().transaction(async (tx) => {
    for (const number of [1, 2, 3]) await tx.execute(sql`select ${number}::int + 40 as answer`);
    const [kept] = await tx.execute<{ n: number; runs: number }>(sql`select count(*)::int as n, sum(generic_plans + custom_plans)::int as runs from pg_prepared_statements where statement like '%+ 40 as answer'`);
    expect(kept).toEqual({ n: 1, runs: 3 });
  });
});

test("rows of many tables are added in one statement, or none of them", async () => {
  const organisation = (code: string) => ({ code, name_en: code, name_zh: code, kind: "importer" });
  const office = { code: "9999", name_en: "Office", name_zh: "海关", verified: false };
  await database().transaction((tx) => insertRows(tx, [{ table: "organisations", rows: [organisation("A"), organisation("B")] }, { table: "audit_entries", rows: [] }, { table: "offices", rows: [office] }]));
  await expect(database().transaction((tx) => insertRows(tx, [{ table: "organisations", rows: [organisation("C")] }, { table: "offices", rows: [office] }]))).rejects.toThrow(/Failed query/);
  expect(await house.owner`select code from organisations where code in ('A', 'B', 'C') order by code`).toEqual([{ code: "A" }, { code: "B" }]);
});

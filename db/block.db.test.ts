import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertBlock, updateBlock } from "./block.ts";
import type { Transaction } from "./client.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.close());

test.each([
  [[""]],
  [[null]],
  [["", ""]],
  [["", null, "a"]],
  [["\u0001", "\u0002", ""]],
  [["{\"a\": \"\\\\\"}", "NULL"]],
])("a block of %j is written as it is", async (texts) => {
  const read = await house.db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table written (no int, said text) on commit drop`);
    await insertBlock(
      tx,
      {
        name: "written",
        columns: [
          ["no", "int", (row: { readonly no: number; readonly said: string | null }) => String(row.no)],
          ["said", "text", (row) => row.said],
        ],
      },
      texts.map((said, no) => ({ no, said })).map((row) => row),
    );
    return tx.execute<{ said: string | null }>(sql`select said from written order by no`);
  });
  expect(read.map((row) => row.said)).toEqual(texts);
});

test("rows are rewritten by a look at the key of each, under row-level security too", async () => {
  const plan = await house.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`);
    let told = "";
    const explaining = { execute: async (query: ReturnType<typeof sql>) => {
      told = JSON.stringify(await tx.execute(sql`explain ${query}`));
      return [];
    } };
    const rows = [{ id: 1, was: "lodged" }];
    await updateBlock(explaining as unknown as Transaction, { name: "consignments", columns: [["id", "bigint", ({ id }) => String(id)], ["score", "integer", "1"]] }, [["status", "text", ({ was }) => was]], rows);
    return told;
  });
  expect(plan).toContain("Index Cond: (id = given.key)");
});

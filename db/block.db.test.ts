import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertBlock } from "./block.ts";
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

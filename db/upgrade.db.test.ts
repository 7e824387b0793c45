import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseOf, inDatabase } from "./address.ts";
import { migrate, numberedSteps } from "./migrate.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";
import { fillTables, rowCounts } from "./testing/filling.ts";

const ROWS = 3;
let house: TestDatabase;
let keeper: postgres.Sql;
beforeAll(async () => {
  house = await testDatabase();
  keeper = postgres(inDatabase(house.urls.owner, "postgres"), { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await keeper.end();
  await house.close();
});

test.each(numberedSteps().slice(0, -1))("a house of the version that ended with %s, full of data, is brought to this one with all its rows", async (version) => {
  const name = `${databaseOf(house.urls.owner)}_old`;
  await keeper`create database ${keeper(name)} encoding 'UTF8' template template0`;
  const url = inDatabase(house.urls.owner, name);
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await migrate(url, version);
    const filled = await fillTables(sql, ROWS);
    expect(filled).toContain("declaration_lines");
    const before = await rowCounts(sql);
    expect(Object.values(before).every((n) => n === ROWS)).toBe(true);
    await migrate(url);
    await sql`select set_config('app.scope', 'all', false)`;
    const { document_names: named, ...kept } = before;
    const after = await rowCounts(sql);
    expect(after).toMatchObject(kept);
    expect(after["document_names"], "lots that lines name are added to the names of documents").toBeGreaterThanOrEqual(named ?? 0);
    expect(await migrate(url)).toEqual({ applied: [] });
  } finally {
    await sql.end();
    await keeper`drop database ${keeper(name)} with (force)`;
  }
});

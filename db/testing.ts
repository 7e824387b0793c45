import { randomBytes } from "node:crypto";
import postgres from "postgres";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { inject } from "vitest";
import { databaseOf, inDatabase } from "./address.ts";
import { closeConnection, connection, database, openPool } from "./client.ts";
import type { Sql } from "./client.ts";

/** A database of one test file: `sql` and `db` as the application sees it, `owner` to arrange what the application may not, and its URLs for a process of its own. */
export type TestDatabase = {
  readonly sql: Sql;
  readonly db: PostgresJsDatabase;
  readonly owner: Sql;
  readonly urls: { readonly owner: string; readonly app: string };
  close(): Promise<void>;
};

/** Clones the migrated template. Until closed, `connection()` and `database()` of this process lead to the clone, as the application's role. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const urls = { owner: inDatabase(server.owner, name), app: inDatabase(server.app, name) };
  const keeper = postgres(inDatabase(server.owner, "postgres"), { max: 1, onnotice: () => undefined });
  await keeper`create database ${keeper(name)} template ${keeper(databaseOf(server.owner))} strategy file_copy`;
  process.env["TALLYHOUSE_DB_OWNER"] = urls.owner;
  process.env["TALLYHOUSE_DB_APP"] = urls.app;
  const owner = openPool(urls.owner, 4).sql;
  const close = async () => {
    await Promise.all([closeConnection(), owner.end({ timeout: 5 })]);
    await keeper`drop database ${keeper(name)} with (force)`;
    await keeper.end();
  };
  return { sql: connection(), db: database(), owner, urls, close };
}

import { finished } from "node:stream/promises";
import { openPool } from "#db/client";
import type { Sql } from "#db/client";

/** The tables that capturing fills, in the order of their rows. */
const TABLES = ["feed_events", "event_items", "lot_movements", "lot_statements"] as const;
export const CONNECTIONS = 4;

/** The rows of one document as COPY text, by table. */
export type CopyRows = ReadonlyMap<string, string>;

/** The rows that documents became, as COPY writes them out. */
export async function rowsOf(url: string, documents: readonly string[]): Promise<CopyRows[]> {
  const { sql } = openPool(url, 1);
  await sql`select set_config('app.scope', 'all', false)`;
  const all: CopyRows[] = [];
  for (const id of documents) all.push(new Map(await Promise.all(TABLES.map(async (table) => [table, await copied(sql, query(table, id))] as const))));
  await sql.end();
  return all;
}

function query(table: (typeof TABLES)[number], document: string): string {
  const events = `select id, event_id from feed_events where document_id = '${document}' offset 0`;
  if (table === "feed_events") return `select * from feed_events where document_id = '${document}' order by id`;
  return `select t.* from ${table} as t join (${events}) as e on ${table === "lot_statements" ? "e.event_id = t.source_id" : "e.id = t.event_pk"}`;
}

async function copied(sql: Sql, select: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await sql.unsafe(`copy (${select}) to stdout`).readable()) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

/** Copies of the tables with the same indexes, in a schema of their own and without anybody's row-level security. */
export async function layYardstick(url: string): Promise<void> {
  const { sql } = openPool(url, 1);
  await sql`create schema yardstick`;
  for (const table of TABLES) await sql.unsafe(`create table yardstick.${table} (like public.${table} including all)`);
  await sql.end();
}

/** Empties the copies of the tables. */
export async function emptyYardstick(url: string): Promise<void> {
  const { sql } = openPool(url, 1);
  await sql.unsafe(`truncate ${TABLES.map((table) => `yardstick.${table}`).join(", ")}`);
  await sql.end();
}

/** The same rows by COPY, four connections at once, each document a transaction, beside what the copies of the tables hold; events a second. */
export async function copyRate(url: string, rows: readonly CopyRows[], events: number): Promise<number> {
  const { sql } = openPool(url, CONNECTIONS);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => sql`select 1`));
  const waiting = [...rows];
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await copyIn(sql, next);
  }));
  const seconds = (performance.now() - begun) / 1000;
  await sql.end();
  return events / seconds;
}

async function copyIn(sql: Sql, rows: CopyRows): Promise<void> {
  await sql.begin(async (tx) => {
    for (const [table, text] of rows) {
      const stream = await tx.unsafe(`copy yardstick.${table} from stdin`).writable();
      stream.end(text);
      await finished(stream);
    }
  });
}

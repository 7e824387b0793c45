import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { applicationUrl } from "./address.ts";

/** A postgres.js pool that reads bigint as BigInt. */
export type Sql = postgres.Sql<{ bigint: bigint }>;

/** One transaction, as commands and queries are given it. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** One pool in its two forms: plain SQL and Drizzle. */
export type Pool = { readonly url: string; readonly sql: Sql; readonly db: PostgresJsDatabase };

const POOL_SIZE = 16;
const BIGINT = 20;
const DATE_ARRAY = 1182;
const TIMESTAMP_ARRAY = 1115;
const TIMESTAMPTZ = 1184;
const TIMESTAMPTZ_ARRAY = 1185;
const NUMERIC_ARRAY = 1231;
const JSON_TYPES = [114, 3802];

/** A new pool to `url`: bigint as BigInt, date as "YYYY-MM-DD", timestamptz as Date, numeric as string; for Drizzle and plain SQL alike. */
export function openPool(url: string, max: number = POOL_SIZE): Pool {
  const sql: Sql = postgres(url, {
    max,
    idle_timeout: 300,
    connect_timeout: 10,
    backoff: secondsToWait,
    connection: { application_name: "tallyhouse" },
    onnotice: () => undefined,
    types: { bigint: { to: BIGINT, from: [BIGINT], serialize: (value: bigint) => value.toString(), parse: (text: string) => BigInt(text) } },
  });
  prepareAll(sql);
  const db = drizzle(sql, { casing: "snake_case" });
  setTypes(sql);
  return { url, sql, db };
}

/** Seconds until a database that refused a connection is asked again: a server that was killed is back within a few, and nobody is to wait long after it is. */
function secondsToWait(refused: number): number {
  return Math.min(0.05 * 2 ** refused, 1) * (0.5 + Math.random() / 2);
}

/**
 * Drizzle sends every statement unnamed, which costs a second round trip and a new parse each time. Named, a statement is parsed once a
 * connection, and what a transaction sends together travels together.
 */
function prepareAll(sql: Sql): void {
  const begin = sql.begin.bind(sql);
  prepareIn(sql);
  const begun = (...given: unknown[]): unknown => {
    const work = given.pop() as (tx: postgres.TransactionSql) => unknown;
    return Reflect.apply(begin, sql, [...given, (tx: postgres.TransactionSql) => work(prepareIn(tx))]);
  };
  Object.assign(sql, { begin: begun });
}

function prepareIn<Client extends Pick<postgres.ISql, "unsafe">>(client: Client): Client {
  const unsafe = client.unsafe.bind(client);
  const prepared = (text: string, parameters?: Parameters<typeof unsafe>[1], options?: postgres.UnsafeQueryOptions): unknown =>
    unsafe(text, parameters ?? [], { ...options, prepare: (parameters?.length ?? 0) > 0 });
  return Object.assign(client, { unsafe: prepared });
}

/** Drizzle turns off postgres.js' own reading of times and JSON on the pool it is given; plain SQL on the same pool needs it back. */
function setTypes(sql: Sql): void {
  const { parsers, serializers } = sql.options;
  parsers[TIMESTAMPTZ] = (text: string) => new Date(text);
  serializers[TIMESTAMPTZ] = (value: Date | string) => (value instanceof Date ? value.toISOString() : value);
  for (const type of JSON_TYPES) serializers[type] = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  for (const type of [DATE_ARRAY, TIMESTAMP_ARRAY, TIMESTAMPTZ_ARRAY, NUMERIC_ARRAY]) {
    Reflect.deleteProperty(parsers, type);
    Reflect.deleteProperty(serializers, type);
  }
}

const held = globalThis as typeof globalThis & { tallyhousePool?: Pool };

function pool(): Pool {
  const app = applicationUrl(process.env);
  if (held.tallyhousePool?.url !== app) held.tallyhousePool = openPool(app);
  return held.tallyhousePool;
}

/** The application's connections, as the role that owns nothing. One pool a process, opened at first use. */
export function connection(): Sql {
  return pool().sql;
}

/** Drizzle over the same pool. */
export function database(): PostgresJsDatabase {
  return pool().db;
}

/** What a process remembers of the database it works on: made by `make` when it is first asked for, and anew where the process turns to another database. */
export function remembered<Memory extends object>(make: () => Memory): () => Memory {
  const memories = new WeakMap<Pool, Memory>();
  return () => {
    const of = pool();
    const known = memories.get(of);
    if (known !== undefined) return known;
    const memory = make();
    memories.set(of, memory);
    return memory;
  };
}

/** Closes the pool, so that a script can end. */
export async function closeConnection(): Promise<void> {
  await held.tallyhousePool?.sql.end({ timeout: 5 });
  delete held.tallyhousePool;
}

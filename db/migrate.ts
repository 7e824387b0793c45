import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { demandServer, makeRole } from "./rights.ts";

/** The part of the schema that is written anew whenever it or the tables change: queue functions first, then rights and policies. */
const REPEATED = ["functions.sql", "grants.sql"];
const LOCK = 4_183_220_917;
const FOLDER = join(import.meta.dirname, "..", "drizzle");

/** A file of drizzle/ as it stands: its name and the hash of its text. */
type Step = { readonly name: string; readonly text: string; readonly sha256: string };

/** What a run of the migrations did: the names applied, in order. Empty when the schema was up to date. */
export type Migrated = { readonly applied: readonly string[] };

/**
 * Brings a database to this program's schema, as its owner, one process at a time: numbered SQL once each and in order, the job queue's own
 * tables, then functions and grants. Each file is one transaction. Throws when a landed file was edited or is missing here. `until` makes
 * the tables of an earlier version, up to a numbered file and no further: for the tests of upgrading.
 */
export async function migrate(ownerUrl: string, until?: string): Promise<Migrated> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connection: { application_name: "tallyhouse-migrate" } });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await prepare(sql);
    return until === undefined ? await bringUp(sql, ownerUrl) : { applied: await applyNumbered(sql, await knownSteps(sql), until) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function bringUp(sql: postgres.Sql, ownerUrl: string): Promise<Migrated> {
  const known = await knownSteps(sql);
  const applied = await applyNumbered(sql, known);
  if (known.get("job-queue") !== queueVersion()) {
    await makeQueue(ownerUrl);
    await record(sql, "job-queue", queueVersion());
    applied.push("job-queue");
  }
  for (const step of repeated()) {
    if (applied.length === 0 && known.get(step.name) === step.sha256) continue;
    await apply(sql, step);
    applied.push(step.name);
  }
  return { applied };
}

async function knownSteps(sql: postgres.Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ name: string; sha256: string }[]>`select name, sha256 from tallyhouse.schema_step`;
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function applyNumbered(sql: postgres.Sql, known: ReadonlyMap<string, string>, until?: string): Promise<string[]> {
  const steps = pending(known).filter((step) => until === undefined || step.name <= until);
  for (const step of steps) await apply(sql, step);
  return steps.map((step) => step.name);
}

/** The names of the numbered files, in the order they are applied. */
export const numberedSteps = (): readonly string[] => numbered().map((step) => step.name);

/** The numbered files not yet applied. A landed file is history: it may be neither edited nor taken away. */
function pending(known: ReadonlyMap<string, string>): Step[] {
  const here = numbered();
  for (const [name, hash] of known) {
    if (!/^\d{4}_/.test(name)) continue;
    const step = here.find((candidate) => candidate.name === name);
    if (!step) throw new Error(`The database is newer than this program: it has drizzle/${name}, which is not here.`);
    if (step.sha256 !== hash) throw new Error(`drizzle/${name} was edited after it was applied to this database. Put it back and add a new file.`);
  }
  return here.filter((step) => !known.has(step.name));
}

async function apply(sql: postgres.Sql, step: Step): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      for (const statement of step.text.split("--> statement-breakpoint")) {
        if (statement.trim() !== "") await tx.unsafe(statement);
      }
      await record(tx, step.name, step.sha256);
    });
  } catch (error) {
    throw new Error(`drizzle/${step.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function record(sql: postgres.Sql | postgres.TransactionSql, name: string, hash: string): Promise<void> {
  await sql`insert into tallyhouse.schema_step (name, sha256) values (${name}, ${hash})
    on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()`;
}

async function makeQueue(ownerUrl: string): Promise<void> {
  const { runMigrations, Logger } = await import("graphile-worker");
  await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => undefined) });
}

async function prepare(sql: postgres.Sql): Promise<void> {
  await demandServer(sql);
  await sql`create schema if not exists tallyhouse`;
  await sql`create table if not exists tallyhouse.schema_step (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
  await sql`create table if not exists tallyhouse.house_fact (name text primary key, value text not null)`;
  await makeRole(sql);
}

function numbered(): Step[] {
  return readdirSync(FOLDER).filter((name) => /^\d{4}_.*\.sql$/.test(name)).toSorted().map(read);
}

function repeated(): Step[] {
  return REPEATED.filter((name) => existsSync(join(FOLDER, name))).map(read);
}

function read(name: string): Step {
  const text = readFileSync(join(FOLDER, name), "utf8");
  return { name, text, sha256: sha256(text) };
}

function queueVersion(): string {
  const manifest = join(import.meta.dirname, "..", "node_modules", "graphile-worker", "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

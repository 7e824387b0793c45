import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { databaseOf, inDatabase, outsideUrls } from "../address.ts";
import type { Connections } from "../address.ts";
import { migrate } from "../migrate.ts";
import { startServer } from "../server.ts";
import type { EmbeddedServer } from "../server.ts";
import { alive } from "../server/process.ts";
import { SERVER_FOLDERS, serverFolder } from "./ground.ts";

const PREFIX = "tallyhouse-test-";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { owner: string; app: string };
  }
}

/** Once a run: a real Postgres in a temporary folder, or the one of TEST_DATABASE_URL, and in it one migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env["TEST_DATABASE_URL"];
  const { urls, end } = outside ? await onOutside(outside) : await onEmbedded();
  try {
    await migrate(urls.owner);
    await keeping(urls.owner, (sql) => sql`alter database ${sql(databaseOf(urls.owner))} is_template true`);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide("testServer", { owner: urls.owner, app: urls.app });
  return end;
}

type Ground = { readonly urls: Connections; readonly end: () => Promise<void> };

async function onEmbedded(): Promise<Ground> {
  await sweep();
  const folder = mkdtempSync(join(serverFolder(), PREFIX));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, "runner"), String(process.pid));
  const server = await startServer(folder, { durable: false });
  return { urls: server, end: () => remove(server, folder) };
}

/** A template of this run alone: the server may hold other databases, and other runs. */
async function onOutside(url: string): Promise<Ground> {
  const template = `tallyhouse_test_${process.pid}`;
  const owner = inDatabase(url, template);
  await keeping(owner, (sql) => sql`create database ${sql(template)} encoding 'UTF8' template template0`);
  const end = () =>
    keeping(owner, async (sql) => {
      await sql`alter database ${sql(template)} is_template false`;
      await sql`drop database ${sql(template)} with (force)`;
    });
  return { urls: outsideUrls(owner), end };
}

async function keeping(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inDatabase(url, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

/** Runs that were killed leave a server behind; the next run ends it. */
async function sweep(): Promise<void> {
  const folders = SERVER_FOLDERS.filter((above) => existsSync(above)).flatMap((above) => readdirSync(above).filter((entry) => entry.startsWith(PREFIX)).map((name) => join(above, name)));
  for (const folder of folders) {
    if (!abandoned(folder)) continue;
    await remove(await startServer(folder, { durable: false }), folder);
  }
}

async function remove(server: EmbeddedServer, folder: string): Promise<void> {
  await server.stop();
  rmSync(server.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

function abandoned(folder: string): boolean {
  try {
    return !alive(Number(readFileSync(join(folder, "runner"), "utf8")));
  } catch {
    return false; // being made by another run, or another user's
  }
}

import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "../migrate.ts";
import { startServer } from "../server.ts";
import type { EmbeddedServer } from "../server.ts";
import { alive } from "../server/process.ts";

const PREFIX = "tallyhouse-test-";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { owner: string; app: string };
  }
}

/** Once a run: a real Postgres in a temporary folder, and in it one migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, "runner"), String(process.pid));
  const server = await startServer(folder, { durable: false });
  const end = () => remove(server, folder);
  try {
    await migrate(server.owner);
    const sql = postgres(server.owner.replace(/\/tallyhouse$/, "/postgres"), { max: 1 });
    await sql`alter database tallyhouse is_template true`;
    await sql.end();
  } catch (error) {
    await end();
    throw error;
  }
  project.provide("testServer", { owner: server.owner, app: server.app });
  return end;
}

/** Runs that were killed leave a server behind; the next run ends it. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
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

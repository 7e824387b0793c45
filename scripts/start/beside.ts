import { closeConnection } from "../../db/client.ts";
import { connections } from "../../db/connection.ts";
import { migrate } from "../../db/migrate.ts";
import { serverRuns, startServer } from "../../db/server.ts";
import { Refusal } from "../../lib/access/refusal.ts";
import { takeLock } from "./lock.mjs";
import { place } from "./place.mjs";
import { houseSecret } from "./secret.ts";

/**
 * Runs a script's work on the house's database: beside a running house, or, when it does not run, with the embedded database up
 * and migrated for that long. An error becomes a sentence on standard error and exit code 1.
 */
export async function besideHouse(work: () => Promise<void>): Promise<void> {
  try {
    await withDatabase(work);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  } finally {
    await closeConnection();
  }
}

/** What is wrong with what was given, by its name; of any other error its message. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refusal && error.errors.length > 0) return error.errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join("\n");
  return error instanceof Error ? error.message : String(error);
}

async function withDatabase(work: () => Promise<void>): Promise<void> {
  const here = place(process.env);
  process.env["DATA_DIR"] = here.dataDir;
  const given = process.env["TALLYHOUSE_DB_OWNER"] || process.env["DATABASE_URL"];
  if (given || (await serverRuns(here.dataDir))) {
    handDown(here.dataDir);
    return work();
  }
  const lock = await takeLock({ ...here, address: "no address: a script" });
  const server = await startServer(here.dataDir);
  try {
    await migrate(server.owner);
    handDown(here.dataDir);
    await work();
    await closeConnection();
  } finally {
    lock.stopping();
    await server.stop();
    lock.release();
  }
}

/** Gives this process the pool's address and the house's secret. */
function handDown(dataDir: string): void {
  process.env["NEXTAUTH_SECRET"] ||= houseSecret(dataDir);
  const { owner, app } = connections(process.env);
  process.env["TALLYHOUSE_DB_OWNER"] = owner;
  process.env["TALLYHOUSE_DB_APP"] = app;
}

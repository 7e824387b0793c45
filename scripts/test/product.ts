import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../start/port.mjs";

const ROOT = join(import.meta.dirname, "..", "..");
const READY_WITHIN = 10 * 60_000;

/** The product as it runs for a test: where it answers, its data folder, and what it told its starter until it was ready. */
export type Product = { readonly url: string; readonly dataDir: string; readonly said: string };

/**
 * Starts the product on a free port with a data folder and a demo of its own, does the work, and stops it; on a database that is there already where its owner's URL is given.
 * Throws when it does not start, or does not stop cleanly.
 */
export async function withProduct<Result>(work: (product: Product) => Promise<Result>, env: NodeJS.ProcessEnv = process.env, database?: string): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), "tallyhouse-product-"));
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const { npm_lifecycle_event: _script, DATABASE_URL: _outside, HOST: _host, ...inherited } = env;
  const house = spawn(process.execPath, ["--import", join(ROOT, "scripts", "test", "leash.mjs"), join(ROOT, "scripts", "start.mjs")], {
    cwd: ROOT,
    env: { ...inherited, ...(database === undefined ? {} : { DATABASE_URL: database }), PORT: String(port), DATA_DIR: dataDir },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => house.on("exit", resolve));
  let code: number | null;
  let result: Result;
  try {
    const said = await saysReady(house, ended);
    result = await work({ url: `http://localhost:${port}`, dataDir, said });
  } finally {
    house.kill("SIGTERM");
    code = await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
  if (code !== 0) throw new Error(`The product did not stop cleanly (exit ${code}).`);
  return result;
}

/** Waits for the last line of a start, and hands back all of its lines. */
async function saysReady(house: ChildProcess, ended: Promise<number | null>): Promise<string> {
  let said = "";
  const ready = new Promise<"ready">((resolve) => {
    house.stdout?.on("data", (part: Buffer) => {
      process.stdout.write(part);
      said += part.toString();
      if (said.includes("Ctrl-C stops it.")) resolve("ready");
    });
  });
  const late = AbortSignal.timeout(READY_WITHIN);
  const tooLate = new Promise<"late">((resolve) => late.addEventListener("abort", () => resolve("late")));
  const outcome = await Promise.race([ready, ended, tooLate]);
  if (outcome !== "ready") throw new Error(outcome === "late" ? "The product was not ready within ten minutes." : `The product ended before it was ready (exit ${outcome}).`);
  return said;
}

import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { SERVER_ENVIRONMENT } from "./binaries.ts";
import type { Premises } from "./initialise.ts";
import { alive, postmasterOf, until } from "./process.ts";
import { serverSettings } from "./settings.ts";

/** A running postmaster: its process and its loopback port. */
export type Postmaster = { readonly pid: number; readonly port: number };

/** The postmaster that runs in this data folder, if any: after a killed start the server lives on, and is adopted. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const found = pidFile(data);
  if (!found || !alive(found.pid)) return undefined;
  const whose = postmasterOf(found.pid, data);
  if (whose === "hidden") throw new Error(`Another user's Postgres (process ${found.pid}) holds ${data}. Stop it, or run as that user.`);
  if (whose === "other") {
    rmSync(join(data, "postmaster.pid"), { force: true }); // the id was given to another process since
    return undefined;
  }
  await until(() => !alive(found.pid) || pidFile(data)?.status === "ready", 60_000);
  if (!alive(found.pid)) return undefined;
  return { pid: found.pid, port: pidFile(data)?.port ?? found.port };
}

/** postmaster.pid: process, data folder, start, port, socket folder, address, shared memory, status. */
function pidFile(data: string): (Postmaster & { status: string }) | undefined {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Starts Postgres in a session of its own, so that a Ctrl-C reaches it only through us. Tries again where a killed server's rest is still going. */
export async function launch(premises: Premises, preferredPort: number): Promise<Postmaster> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const port = await freePort(preferredPort);
    const started = await attempt(premises, port);
    if (typeof started === "object") return started;
    if (performance.now() > deadline) throw new Error(`Postgres does not start in ${premises.data}: ${started}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function attempt(premises: Premises, port: number): Promise<Postmaster | string> {
  writeFileSync(join(premises.data, "postgresql.conf"), serverSettings(port, premises.durable));
  const log = join(premises.home, "start.log");
  const out = openSync(log, "w", 0o600);
  const child = spawn(join(premises.binaries, "bin", "postgres"), ["-D", premises.data], {
    ...premises.account,
    cwd: premises.data,
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  let ended = "";
  child.on("error", (error) => (ended = error.message));
  child.on("exit", (code, signal) => (ended = `it ended with ${signal ?? code}`));
  child.unref();
  const pid = child.pid ?? 0;
  await until(() => ended !== "" || (pidFile(premises.data)?.pid === pid && pidFile(premises.data)?.status === "ready"), 60_000, 5);
  return ended === "" ? { pid, port } : `${ended}. ${readFileSync(log, "utf8").trim()}`;
}

/** Fast shutdown: sessions are cut, what is committed is on disk. After half a minute, at once. */
export async function shutDown(pid: number): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, "SIGINT");
  if (await until(() => !alive(pid), 30_000)) return;
  process.kill(pid, "SIGQUIT");
  await until(() => !alive(pid), 5_000);
}

/** The preferred loopback port when nobody has it, else any free one. */
async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const chosen = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(chosen));
    });
  });
}

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { noteProcess } from "./leftovers.mjs";
import type { Place } from "./place.mjs";

/** A program of the house: what runs, where, with which environment, and how long it may take to end. */
export type Program = { readonly role: string; readonly file: string; readonly folder: string; readonly env: NodeJS.ProcessEnv; readonly graceMs: number };

/** An idle connection stays open longer than a proxy's usual minute: were it closed first, the proxy's next request on it would be lost. */
const KEEP_ALIVE_MS = 75_000;

/** Web and worker. The web process is given the application's way into the database alone. */
export function programs(here: Place, env: NodeJS.ProcessEnv): Program[] {
  const { TALLYHOUSE_DB_OWNER: _owner, ...webEnv } = env;
  const standalone = join(here.root, ".next", "standalone");
  return [
    { role: "web", file: join(standalone, "server.js"), folder: standalone, env: { ...webEnv, KEEP_ALIVE_TIMEOUT: String(KEEP_ALIVE_MS) }, graceMs: 3000 },
    { role: "worker", file: join(here.root, "scripts", "worker.ts"), folder: here.root, env, graceMs: 15_000 },
  ];
}

/** A running program that is started again when it ends unasked, with growing pauses, and that ends with its parent. */
export class Member {
  private readonly here: Place;
  private readonly program: Program;
  private child: ChildProcess | undefined;
  private ending = false;
  private failures = 0;

  constructor(here: Place, program: Program) {
    this.here = here;
    this.program = program;
  }

  start(): void {
    if (this.ending) return;
    const { role, file, folder, env } = this.program;
    const begun = performance.now();
    const guard = join(this.here.root, "scripts", "start", "guard.mjs");
    // A session of its own: Ctrl-C reaches it through the house, in order.
    const child = spawn(process.execPath, ["--import", guard, file], { cwd: folder, env, detached: true, stdio: ["pipe", role === "web" ? "ignore" : "inherit", "inherit"] });
    this.child = child;
    noteProcess(this.here, role, child.pid ?? 0);
    child.on("exit", (code, signal) => {
      if (this.ending) return;
      this.failures = performance.now() - begun > 30_000 ? 0 : this.failures + 1;
      console.error(`The ${role} process ended (${signal ?? code}) and is started again.`);
      setTimeout(() => this.start(), Math.min(10_000, 250 * 2 ** this.failures));
    });
  }

  /** Asks the program to end, and ends it when its grace is over. */
  async stop(): Promise<void> {
    this.ending = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    const hard = setTimeout(() => child.kill("SIGKILL"), this.program.graceMs);
    await ended;
    clearTimeout(hard);
  }
}

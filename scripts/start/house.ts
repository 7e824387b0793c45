import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { outsideUrls } from "../../db/address.ts";
import type { Connections } from "../../db/address.ts";
import { migrate } from "../../db/migrate.ts";
import type { EmbeddedServer } from "../../db/server.ts";
import { Keeper } from "../../db/server/keeper.ts";
import { alive } from "../../db/server/process.ts";
import { firstAdministrator } from "./administrator.ts";
import type { FirstAdministrator } from "./administrator.ts";
import { build } from "./build.mjs";
import { demoPeople, seedState } from "./demo.ts";
import { forgetProcesses, noteProcess } from "./leftovers.mjs";
import { Member, programs } from "./members.ts";
import { place } from "./place.mjs";
import type { Place } from "./place.mjs";
import { houseSecret } from "./secret.ts";

/** The house as it runs: its parts in the order they are stopped. */
class House {
  readonly here: Place;
  private readonly keeper: Keeper;
  ending = false;
  server: EmbeddedServer | undefined;
  members: Member[] = [];
  passing: ChildProcess | undefined;

  constructor(here: Place) {
    this.here = here;
    this.keeper = new Keeper(here.dataDir);
  }

  /** Everything from the build to the line that says it is ready. */
  async open(): Promise<void> {
    await build(this.here.root, (child) => this.pass("build", child));
    const urls = await this.openDatabase();
    const { applied } = await migrate(urls.owner);
    if (applied.length > 0) console.log(`The database schema is brought up to date (${applied.length} steps).`);
    const env = this.environment(urls);
    await this.seed(urls, env);
    this.members = programs(this.here, env).map((program) => new Member(this.here, program));
    for (const member of this.members) member.start();
    await this.untilReady();
    await this.announce(urls, await firstAdministrator(urls));
    if (this.server) this.watchDatabase();
  }

  /** Stops worker and web together, then the database. */
  async close(): Promise<void> {
    this.ending = true;
    this.passing?.kill("SIGTERM");
    await Promise.all(this.members.map((member) => member.stop()));
    await this.keeper.stop();
    forgetProcesses(this.here);
  }

  private async openDatabase(): Promise<Connections> {
    if (process.env["DATABASE_URL"]) return outsideUrls(process.env["DATABASE_URL"]);
    this.server = await this.keeper.start();
    if (this.server.created) console.log("A new database is made.");
    if (this.server.adopted) console.log("The database of an earlier, killed start is still up and is taken over.");
    return this.server;
  }

  private environment(urls: Connections): NodeJS.ProcessEnv {
    const { DATABASE_URL: _outside, ...inherited } = process.env;
    return {
      ...inherited,
      NODE_ENV: "production",
      DATA_DIR: this.here.dataDir,
      PORT: String(this.here.port),
      HOSTNAME: this.here.host,
      NEXTAUTH_SECRET: process.env["NEXTAUTH_SECRET"] ?? houseSecret(this.here.dataDir),
      TALLYHOUSE_DB_APP: urls.app,
      TALLYHOUSE_DB_OWNER: urls.owner,
      TALLYHOUSE_ROOT: this.here.root,
    };
  }

  private async seed(urls: Connections, env: NodeJS.ProcessEnv): Promise<void> {
    if ((await seedState(urls.owner)) === "kept" || process.env["SEED"] === "none") return;
    const { root } = this.here;
    const child = spawn(process.execPath, ["--import", `${root}/scripts/start/guard.mjs`, `${root}/scripts/seed.ts`], { cwd: root, env, stdio: ["pipe", "inherit", "inherit"] });
    this.pass("seed", child);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    if (code !== 0) throw new Error("The demo could not be seeded. Its messages stand above; SEED=none starts an empty house.");
  }

  private pass(role: string, child: ChildProcess): void {
    this.passing = child;
    noteProcess(this.here, role, child.pid ?? 0);
  }

  private async untilReady(): Promise<void> {
    const url = `http://${this.here.host.includes(":") ? `[${this.here.host}]` : this.here.host}:${this.here.port}/api/ready`;
    const deadline = performance.now() + 120_000;
    let answer = "nothing";
    while (!this.ending) {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
        if (response.ok) return;
        answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
      } catch (error) {
        answer = String((error as Error).cause ?? error);
      }
      if (performance.now() > deadline) throw new Error(`The web process does not become ready: ${url} answers ${answer}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  private async announce(urls: Connections, administrator: FirstAdministrator | undefined): Promise<void> {
    const seconds = ((performance.timeOrigin + performance.now() - begunAt()) / 1000).toFixed(1);
    console.log(`\nTallyhouse is ready at ${this.here.address} (${seconds} s)`);
    const people = await demoPeople(urls.owner);
    if (people.length > 0) console.log("\nDemo people:");
    for (const person of people) console.log(`  ${person.login.padEnd(14)} ${person.password.padEnd(18)} ${person.name}, ${person.role}`);
    if (administrator) {
      console.log("\nNobody is known to this house yet. Its first administrator signs in as");
      console.log(`  ${administrator.login}  ${administrator.password}`);
      console.log("This password is shown this once and must be changed after the first sign-in, under Your account.");
    }
    console.log("\nCtrl-C stops it.");
  }

  /** A database that dies under the house is started again; nothing committed is lost. */
  private watchDatabase(): void {
    const look = async (): Promise<void> => {
      if (this.server && !this.ending && !alive(this.server.pid)) {
        console.error("The database has ended unexpectedly and is started again.");
        this.server = await this.keeper.start();
      }
      if (!this.ending) setTimeout(() => void look().catch(fail), 500).unref();
    };
    void look().catch(fail);
  }
}

/** The instant the command was given: that of the outermost process, handed down. */
function begunAt(): number {
  return Number(process.env["TALLYHOUSE_BEGUN"] ?? performance.timeOrigin);
}

function fail(error: unknown): void {
  console.error(error);
  process.kill(process.pid, "SIGTERM");
}

/** Opens the house and keeps it until it is told to stop; ends the process with 0, or with 1 and a sentence. */
export async function keepHouse(here: Place, stopping: () => void): Promise<void> {
  const house = new House(here);
  const end = async (code: number): Promise<void> => {
    if (house.ending) return;
    stopping();
    if (code === 0) console.log("\nStopping …");
    await house.close();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0).catch(abort));
  try {
    await house.open();
  } catch (error) {
    if (house.ending) return;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await end(1);
  }
}

function abort(error: unknown): void {
  console.error(error);
  process.exit(1);
}

if (import.meta.main) {
  process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).resume();
  await keepHouse(place(process.env), () => undefined);
}

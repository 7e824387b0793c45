import { EventEmitter } from "node:events";
import { join } from "node:path";
import { Logger, parseCrontab, run } from "graphile-worker";
import type { Runner, WorkerEvents } from "graphile-worker";
import postgres from "postgres";
import { closeConnection } from "../db/client.ts";
import { connections, dataFolder } from "../db/connection.ts";
import { houseSecret } from "./start/secret.ts";
import { Presence } from "./worker/presence.ts";
import { renew } from "./worker/renewal.ts";
import { settleRestored } from "./worker/restored.ts";
import { crontab, tasks } from "./worker/tasks.ts";

const CONCURRENCY = 4;
/** What is lodged is assessed by hands of its own, however long other jobs take; jobs that come together are assessed together. */
const ASSESSING = 8;
process.env["NEXTAUTH_SECRET"] ||= houseSecret(dataFolder(process.env));
const { owner, app } = connections(process.env);
process.env["TALLYHOUSE_DB_APP"] ||= app;
process.env["TALLYHOUSE_ROOT"] ||= join(import.meta.dirname, "..");
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") console.error(`worker: ${message}`);
});
const events: WorkerEvents = new EventEmitter();
const presences: Presence[] = [];
events.on("pool:create", ({ workerPool }) => presences.push(new Presence(owner, workerPool.id)));

const renewing = postgres(owner, { max: 1 });
const moved = await settleRestored(renewing);
if (moved > 0) console.log(`The database was restored from a dump: ${moved} events stand before all that will come, and subscriptions go on where they were.`);
await renew(renewing);
await renewing.end();

const { assess, ...others } = tasks;
const common = { connectionString: owner, pollInterval: 2000, noHandleSignals: true, events, logger } as const;
const runners: readonly Runner[] = await Promise.all([
  run({ ...common, concurrency: CONCURRENCY, maxPoolSize: CONCURRENCY + 2, taskList: others, parsedCronItems: parseCrontab(crontab) }),
  run({ ...common, concurrency: ASSESSING, maxPoolSize: ASSESSING, taskList: { assess }, parsedCronItems: [] }),
]);

/** Takes no new job, waits for those that run, and ends. */
async function end(): Promise<void> {
  await Promise.all(runners.map((runner) => runner.stop()));
  await Promise.all(presences.map((presence) => presence.end()));
  await closeConnection();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end().catch(fail));
for (const runner of runners) runner.promise.catch(fail);

function fail(error: unknown): void {
  console.error("worker:", error);
  process.exit(1);
}

import { EventEmitter } from "node:events";
import { Logger, parseCrontab, run } from "graphile-worker";
import type { WorkerEvents } from "graphile-worker";
import { closeConnection } from "../db/client.ts";
import { connections, dataFolder } from "../db/connection.ts";
import { houseSecret } from "./start/secret.ts";
import { Presence } from "./worker/presence.ts";
import { crontab, tasks } from "./worker/tasks.ts";

const CONCURRENCY = 4;
process.env["NEXTAUTH_SECRET"] ||= houseSecret(dataFolder(process.env));
const { owner } = connections(process.env);
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") console.error(`worker: ${message}`);
});
const events: WorkerEvents = new EventEmitter();
const presences: Presence[] = [];
events.on("pool:create", ({ workerPool }) => presences.push(new Presence(owner, workerPool.id)));

const runner = await run({
  connectionString: owner,
  concurrency: CONCURRENCY,
  maxPoolSize: CONCURRENCY + 2,
  pollInterval: 2000,
  noHandleSignals: true,
  taskList: tasks,
  parsedCronItems: parseCrontab(crontab),
  events,
  logger,
});

/** Takes no new job, waits for those that run, and ends. */
async function end(): Promise<void> {
  await runner.stop();
  await Promise.all(presences.map((presence) => presence.end()));
  await closeConnection();
  process.exit(0);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end().catch(fail));
runner.promise.catch(fail);

function fail(error: unknown): void {
  console.error("worker:", error);
  process.exit(1);
}

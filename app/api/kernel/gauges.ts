import { connection } from "#db/client";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { latestSweep } from "#lib/triage/queries/sweep";
import { shareDone } from "#lib/triage/sweep";
import type { Gauge } from "./metrics.ts";

const HOUSE: Actor = { kind: "system", name: "metrics" };

/** Figures of this moment: the process's memory and uptime, the application's database connections by state, jobs waiting, and how far the newest assessment of everything got. */
export async function gauges(): Promise<Gauge[]> {
  const [known] = await connection()<{ all: boolean }[]>`select to_regprocedure('public.jobs_waiting()') is not null and to_regprocedure('public.connections_open()') is not null as all`;
  const states = known?.all ? await connection()<{ state: string; n: bigint }[]>`select state, n from public.connections_open() order by state` : [];
  const jobs = known?.all ? await connection()<{ task: string; n: bigint }[]>`select task, n from public.jobs_waiting()` : [];
  const sweep = await reading(HOUSE, "system.run", (tx) => latestSweep(tx));
  return [
    { name: "tallyhouse_process_resident_bytes", help: "Resident memory of this process.", values: [{ labels: {}, value: process.memoryUsage.rss() }] },
    { name: "tallyhouse_process_uptime_seconds", help: "Time since this process began.", values: [{ labels: {}, value: process.uptime() }] },
    { name: "tallyhouse_database_connections", help: "Connections of the application to the database, by state.", values: states.map(({ state, n }) => ({ labels: { state }, value: Number(n) })) },
    { name: "tallyhouse_jobs_waiting", help: "Jobs queued and not yet done, by task.", values: jobs.map(({ task, n }) => ({ labels: { task }, value: Number(n) })) },
    { name: "tallyhouse_reassessed_share", help: "How much of the newest assessment of everything is done, 0 to 1, by its cause and state.", values: sweep === undefined ? [] : [{ labels: { cause: sweep.cause, state: sweep.state }, value: shareDone(sweep) }] },
  ];
}

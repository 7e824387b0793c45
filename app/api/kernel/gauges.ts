import { connection } from "#db/client";
import type { Gauge } from "./metrics.ts";

/** Figures of this moment: the process's memory and uptime, the application's database connections by state, and jobs waiting. */
export async function gauges(): Promise<Gauge[]> {
  const states = await connection()<{ state: string; n: bigint }[]>`
    select coalesce(state, 'hidden') as state, count(*) as n from pg_stat_activity
    where datname = current_database() and application_name = 'tallyhouse' group by 1 order by 1`;
  const [queue] = await connection()<{ counter: boolean }[]>`select to_regprocedure('public.jobs_waiting()') is not null as counter`;
  const jobs = queue?.counter ? await connection()<{ task: string; n: bigint }[]>`select task, n from public.jobs_waiting()` : [];
  return [
    { name: "tallyhouse_process_resident_bytes", help: "Resident memory of this process.", values: [{ labels: {}, value: process.memoryUsage.rss() }] },
    { name: "tallyhouse_process_uptime_seconds", help: "Time since this process began.", values: [{ labels: {}, value: process.uptime() }] },
    { name: "tallyhouse_database_connections", help: "Connections of the application to the database, by state.", values: states.map(({ state, n }) => ({ labels: { state }, value: Number(n) })) },
    { name: "tallyhouse_jobs_waiting", help: "Jobs queued and not yet done, by task.", values: jobs.map(({ task, n }) => ({ labels: { task }, value: Number(n) })) },
  ];
}

import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import { z } from "zod";
import { connections } from "#db/connection";
import { declarationLines } from "#db/schema/consignments";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { settleSite } from "#lib/capacity/commands/settle";
import { namesLot } from "#lib/consignments/queries";
import { recheckOverlap, recheckTruth } from "#lib/feeds/commands/recheck";
import { runBacktest } from "#lib/risk/commands/backtest-run";
import { lookAgainAtLots } from "#lib/risk/commands/look-again";
import { trainModelJob } from "#lib/risk/commands/modelTraining";
import { sourcesKnown, transformationKnown } from "#lib/trace/jobs";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { reassessAll } from "#lib/triage/commands/sweepers";
import { sorterOf } from "#lib/triage/queries/past-lanes";

const WORKER: Actor = { kind: "system", name: "worker" };

type Job = { readonly id: string; readonly task: string; readonly payload: unknown };

/**
 * The worker of the demo's past: does what the commands queued, at the instant they were given instead of the present one, and
 * takes it off the queue. Lodgings are assessed together.
 */
export class PastWorker {
  private readonly owner = postgres(connections(process.env).owner, { max: 1, onnotice: () => undefined });

  /** Does everything that is queued, and what that queues in turn. */
  async run(now: Date): Promise<void> {
    for (let jobs = await this.waiting(); jobs.length > 0; jobs = await this.waiting()) {
      for (const payload of of(jobs, "recheck-overlap", z.unknown())) await recheckOverlap(payload, now);
      for (const payload of of(jobs, "recheck-truth", z.unknown())) await recheckTruth(payload, now);
      for (const payload of of(jobs, "train-model", z.unknown())) await trainModelJob(payload, now);
      const lots = of(jobs, "lot-known", lotOf);
      const sites = [...of(jobs, "rejudge-site", site), ...of(jobs, "shipment-elsewhere", site)].map(({ siteId }) => siteId);
      for (const lot of of(jobs, "transformation-known", lotOf)) await transformationKnown(lot, now);
      const concerned = new Set([...sites, ...(await sitesOfLots(lots.map(({ lot }) => lot)))]);
      for (const siteId of [...concerned].toSorted((a, b) => a - b)) await settle(WORKER, { siteId }, now);
      for (const lot of lots) await sourcesKnown(lot, now);
      for (const payload of of(jobs, "lots-seen", z.unknown())) await lookAgainAtLots(WORKER, payload, now);
      const assessed = of(jobs, "assess", z.object({ declarations: z.array(z.number()), cause: z.string() }));
      for (const [cause, asked] of Map.groupBy(assessed, (one) => one.cause)) await assessDeclarations(asked.flatMap((one) => one.declarations), cause, now);
      for (const job of jobs.filter(({ task }) => task === "reassess-all")) await reassessAll(job.payload, job.id, { root: undefined, threads: 1 });
      for (const payload of of(jobs, "run-backtest", z.unknown())) await runBacktest(payload, sorterOf, Infinity, () => now);
      await this.owner`select graphile_worker.complete_jobs(${jobs.map(({ id }) => id)}::bigint[])`;
    }
  }

  /** Lets the planner know how much there is by now, so that the first desk is as quick as the second. */
  async tidy(): Promise<void> {
    await this.owner`analyze`;
  }

  async end(): Promise<void> {
    await this.owner.end();
  }

  private async waiting(): Promise<Job[]> {
    const jobs = await this.owner<Job[]>`
      select job.id::text as id, task.identifier as task, job.payload
      from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id
      where job.locked_at is null order by job.id`;
    const strange = jobs.find(({ task }) => !TASKS.has(task));
    if (strange) throw new Error(`The demo queued ${strange.task}, which it does not know how to do.`);
    return jobs;
  }
}

/** What may be queued. `settle-site-events` and `yield-changed` have nothing to do: the demo's producers and yields are there before any event. Nor has `deliver-subscription`: the demo's subscription is at rest. */
const TASKS: ReadonlySet<string> = new Set([
  "assess",
  "rejudge-site",
  "shipment-elsewhere",
  "lot-known",
  "lots-seen",
  "settle-site-events",
  "recheck-truth",
  "recheck-overlap",
  "transformation-known",
  "yield-changed",
  "train-model",
  "reassess-all",
  "run-backtest",
  "deliver-subscription",
]);

const site = z.object({ siteId: z.number() });
const lotOf = z.object({ gtin: z.string(), lot: z.string() });

function of<Payload>(jobs: readonly Job[], task: string, schema: z.ZodType<Payload>): Payload[] {
  return jobs.filter((job) => job.task === task).map((job) => schema.parse(job.payload));
}

const settle = command("system.run", site, async ({ tx, now }, { siteId }) => {
  const { changed } = await settleSite(tx, siteId, now);
  return { result: changed, audit: { action: "capacity.settle", subject: { kind: "site", id: String(siteId) }, facts: { changed: changed.length } } };
});

/** The sites that standing lines with one of these lots are charged to. */
async function sitesOfLots(lots: readonly string[]): Promise<number[]> {
  if (lots.length === 0) return [];
  const rows = await reading(WORKER, "declaration.read", (tx) =>
    tx.selectDistinct({ siteId: declarationLines.siteId }).from(declarationLines).where(and(namesLot(lots), eq(declarationLines.standing, true))));
  return rows.map(({ siteId }) => siteId).filter((id) => id > 0);
}

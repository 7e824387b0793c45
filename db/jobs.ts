import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** A transaction or the database itself: whatever the change that queues the job is written through. */
type Writer = Pick<PgDatabase<PgQueryResultHKT>, "execute">;

/** When and how a job runs: a key replaces a waiting job of the same key; a queue runs its jobs one after another. */
export type JobOptions = { readonly jobKey?: string; readonly runAt?: Date; readonly queue?: string };

/** Queues one job in the caller's transaction: it exists when the change is committed, and not otherwise. */
export async function queueJob(tx: Writer, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  const runAt = options.runAt?.toISOString() ?? null;
  await tx.execute(sql`select public.queue_job(${task}, ${JSON.stringify(payload)}::json, ${options.jobKey ?? null}::text, ${runAt}::timestamptz, ${options.queue ?? null}::text)`);
}

/** Queues many jobs of one task in one statement, in the caller's transaction. */
export async function queueJobs(tx: Writer, task: string, payloads: readonly object[]): Promise<void> {
  if (payloads.length === 0) return;
  await tx.execute(sql`select public.queue_jobs(${task}, ${JSON.stringify(payloads)}::json)`);
}

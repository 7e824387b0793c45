import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/audit/command";
import type { Actor } from "#lib/access/actor";
import { failureOf } from "./opening.ts";
import { jobOf, LEASE } from "./receiving.ts";
import { takeSomewhere } from "./takers.ts";
import { abandonDocument } from "./taking.ts";
import { sqlState } from "#lib/audit/command";

const WORKER: Actor = { kind: "system", name: "worker" };
const named = z.object({ id: z.string() });

/** After so many errors of its own, or so many beginnings whose end nobody saw, a document is given up. */
const MOST_FAILURES = 3;
const MOST_TRIES = 100;

/** Documents that wait without a job are found by the clock, this long after they came. */
const FORGOTTEN = "5 minutes";

/**
 * Task `take-document` {id}: takes in a document that is durable and waits. One that somebody is busy with is looked at again when that one's time is
 * over; one that fails three times by an error of its own goes into quarantine, and the rest goes on.
 */
export async function takeWaiting(payload: unknown): Promise<void> {
  const { id } = named.parse(payload);
  const begun = await begin(WORKER, { id });
  if (begun === undefined) return;
  if (begun.failures >= MOST_FAILURES || begun.tries > MOST_TRIES) {
    await abandonDocument(id, failureOf("could-not-be-taken", { tries: begun.tries }, `It was tried ${begun.tries - 1} times, and each time an error kept it out; the house's own log tells which.`));
    return;
  }
  try {
    await takeSomewhere(id, begun.size);
  } catch (error) {
    await giveBack(id, error);
    // oxlint-disable-next-line preserve-caught-error -- the cause carries the whole document in its message
    throw new Error(`document ${id} was not taken in: ${inBrief(error)}`);
  }
}

/** An error without the statement and the thousands of values it was raised for: what the database said, and where it came from. */
export function inBrief(error: unknown): string {
  const said = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(said instanceof Error)) return String(said).slice(0, 300);
  return `${said.message.slice(0, 300)} ${(error instanceof Error ? (error.stack ?? "") : "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 6).join("")}`;
}

/** Lets go of a document that could not be taken in just now, so that its job may try it again at once. */
export async function giveBack(id: string, error: unknown): Promise<void> {
  await release(WORKER, { id, own: !isOutage(sqlState(error)) });
}

/** Task `take-forgotten`, by the clock: gives a job to documents that wait and have lost theirs. */
export async function queueForgotten(): Promise<void> {
  await forgotten(WORKER, {});
}

type Begun = { readonly tries: number; readonly failures: number; readonly size: number };

const begin = command("system.run", named, async ({ tx }, { id }) => {
  const [begun] = await tx.execute<Begun>(sql`
    update feed_documents set tries = tries + 1, begun_at = now()
    where id = ${id} and state = 'waiting' and (begun_at is null or begun_at < now() - ${LEASE}::interval)
    returning tries, failures, coalesce(size, 0) as size`);
  if (begun === undefined) {
    await tx.execute(sql`
      select public.queue_job('take-document', ${JSON.stringify({ id })}::json, ${jobOf(id)}::text, begun_at + ${LEASE}::interval, null::text) from feed_documents where id = ${id} and state = 'waiting'`);
  }
  return { result: begun, audit: { action: "document.begin", subject: { kind: "feed-document", id }, facts: begun === undefined ? { busyOrDone: true } : { tries: begun.tries } } };
});

const release = command("system.run", z.object({ id: z.string(), own: z.boolean() }), async ({ tx }, { id, own }) => {
  await tx.execute(sql`update feed_documents set begun_at = null, failures = failures + ${own ? 1 : 0} where id = ${id} and state = 'waiting'`);
  await tx.execute(sql`select public.hurry_job(${jobOf(id)})`);
  return { result: undefined, audit: { action: "document.release", subject: { kind: "feed-document", id }, facts: { own } } };
});

const forgotten = command("system.run", z.object({}), async ({ tx }) => {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from feed_documents where state = 'waiting' and started_at < now() - ${FORGOTTEN}::interval and (begun_at is null or begun_at < now() - ${FORGOTTEN}::interval) order by started_at limit 1000`);
  for (const { id } of rows) await tx.execute(sql`select public.queue_job_once('take-document', ${JSON.stringify({ id })}::json, ${jobOf(id)}::text)`);
  return { result: rows.length, audit: { action: "document.look-for-forgotten", subject: { kind: "feed-documents", id: "waiting" }, facts: { found: rows.length } } };
});

/** Whether an error is the machine's and not the document's: no connection, no room, a server that stops or starts, a conflict with others. */
function isOutage(code: string): boolean {
  return /^(?:08|25|40|53|55|57|58)...$|^[A-Z]+_|^E[A-Z]+$/.test(code);
}

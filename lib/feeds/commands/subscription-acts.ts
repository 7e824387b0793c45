import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { command, reading } from "#lib/audit/command";
import { callbackDocument, signatureHeaders } from "../callback.ts";
import { shownSubscription } from "../queries/subscribed.ts";
import { failureOf, type PullProblem } from "../sourceProblem.ts";
import { nextTick } from "../subscription.ts";
import type { ShownSubscription } from "../subscriptionShown.ts";
import { postMessage } from "./posting.ts";
import { guardOf, type Guard } from "./pull-guard.ts";
import { opened } from "./source-secret.ts";
import { queueDelivery } from "./subscriptions.ts";

const named = z.object({ id: z.string() });
const unknown = (id: string) => new Refusal("not-found", "unknown-subscription", { id: id.slice(0, 80) });

/** Has a subscription rest: nothing is sent until it goes on. What is stored meanwhile is not lost. Refuses `unknown-subscription`. */
export const pauseSubscription = command("subscription.manage", named, async ({ tx, now }, { id }) => {
  const row = await rowOf(tx, id);
  await tx.update(feedSubscriptions).set({ pausedAt: row.pausedAt ?? now, nextRunAt: null }).where(eq(feedSubscriptions.id, id));
  return { result: await standingNow(tx, id), audit: { action: "subscription.pause", subject: { kind: "subscription", id }, facts: { query: row.queryName } } };
});

/**
 * Has a subscription go on where it stood, from its rest or before its pause after failures is over: a stream, and one whose receiver failed, at once, any other at its
 * next time. Refuses `unknown-subscription`.
 */
export const resumeSubscription = command("subscription.manage", named, async ({ tx, now }, { id }) => {
  const row = await rowOf(tx, id);
  const nextRunAt = row.schedule === null || row.failures > 0 ? now : nextTick(row.schedule, now);
  await tx.update(feedSubscriptions).set({ pausedAt: null, failures: 0, problem: null, nextRunAt }).where(eq(feedSubscriptions.id, id));
  await queueDelivery(tx, id, nextRunAt);
  return { result: await standingNow(tx, id), audit: { action: "subscription.resume", subject: { kind: "subscription", id }, facts: { query: row.queryName } } };
});

/** What came of a trial: the receiver's status, or why it was not reached. */
export type SubscriptionTrial = { readonly status: number | null; readonly problem: PullProblem | null };

/**
 * Sends a subscription's receiver a message without events, signed as any other and marked by the header `Tallyhouse-Trial`; nothing is told by it. What is wrong is
 * handed back, not thrown. Refuses `unknown-subscription`.
 */
export async function trySubscription(actor: Actor, input: unknown, guard: Guard = guardOf(), now: Date = new Date()): Promise<SubscriptionTrial> {
  const { id } = parsed(named, input);
  const row = await reading(actor, "subscription.manage", (tx) => rowOf(tx, id));
  const body = callbackDocument({ subscriptionID: row.id, queryName: row.queryName }, [], now);
  let trial: SubscriptionTrial;
  try {
    const token = row.token === null ? null : opened(row.token, row.id);
    const headers = signatureHeaders(token, { id: row.id, from: { transaction: `trial ${now.toISOString()}`, event: 0 }, events: [], body, now });
    trial = { status: await postMessage(guard, row.dest, { body, headers: { ...headers, "tallyhouse-trial": "true" }, now }), problem: null };
  } catch (error) {
    trial = { status: null, problem: failureOf(error).problem };
  }
  await noteTried(actor, { id, trial });
  return trial;
}

const noteTried = command("subscription.manage", z.custom<{ id: string; trial: SubscriptionTrial }>(), async (_, { id, trial }) => ({
  result: undefined,
  audit: { action: "subscription.try", subject: { kind: "subscription", id }, facts: trial.problem === null ? { status: trial.status } : { code: trial.problem.code, ...trial.problem.facts } },
}));

async function rowOf(tx: Transaction, id: string): Promise<typeof feedSubscriptions.$inferSelect> {
  const [row] = await tx.select().from(feedSubscriptions).where(eq(feedSubscriptions.id, id));
  if (row === undefined) throw unknown(id);
  return row;
}

async function standingNow(tx: Transaction, id: string): Promise<ShownSubscription> {
  const shown = await shownSubscription(tx, id);
  if (shown === undefined) throw unknown(id);
  return shown;
}

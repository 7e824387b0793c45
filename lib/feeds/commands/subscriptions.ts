import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { notify } from "#db/live";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
import { actorKey, organisationOf } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { sealed } from "#lib/access/sealing";
import { command } from "#lib/audit/command";
import { queryNamed } from "../queries/named.ts";
import { placeNow, streamsWaiting, subscriptionById } from "../queries/subscriptions.ts";
import { MOST_TOGETHER, nextTick, subscriptionBody } from "../subscription.ts";
import { guardOf, refuseAddress } from "./pull-guard.ts";

const subscribeInput = subscriptionBody.extend({ queryName: z.string() });

/**
 * Subscribes to a named query (EPCIS 2.0 section 8.2.5): each event stored from `initialRecordTime` on (now, unless an earlier time is asked for) is sent to
 * `dest` once it is committed, or at the times of the schedule. Refuses `unknown-query` and `address-refused`.
 */
export const subscribe = command("subscription.manage", subscribeInput, async ({ tx, actor, scope, now }, { queryName, dest, signatureToken, schedule, reportIfEmpty, initialRecordTime }) => {
  if ((await queryNamed(tx, queryName)) === undefined) throw new Refusal("not-found", "unknown-query", { name: queryName.slice(0, 80) });
  refuseOwnNetwork(dest);
  const id = randomUUID();
  const from = initialRecordTime === undefined ? now : new Date(initialRecordTime);
  const told = from < now ? { transaction: "0", event: 0 } : await placeNow(tx);
  const nextRunAt = schedule === undefined ? now : nextTick(schedule, now);
  await tx.insert(feedSubscriptions).values({
    id, queryName, organisationId: organisationOf(actor), subscriber: actorKey(actor), seesAll: scope.all, dest, token: signatureToken === undefined ? null : sealed(signatureToken, id),
    schedule: schedule ?? null, reportIfEmpty, initialRecordTime: from, toldTransaction: told.transaction, toldEvent: told.event, minRecordTime: from, createdAt: now, nextRunAt, together: MOST_TOGETHER,
  });
  await queueDelivery(tx, id, nextRunAt);
  const made = await subscriptionById(tx, queryName, id);
  if (made === undefined) throw new Error("a subscription was not made");
  return {
    result: made,
    audit: {
      action: "subscription.make",
      subject: { kind: "subscription", id },
      facts: { query: queryName, dest, ...(schedule === undefined ? { stream: true } : { schedule }), initialRecordTime: from.toISOString() },
    },
  };
});

/** Ends a subscription; nothing more is sent. Refuses `unknown-subscription`. */
export const unsubscribe = command("subscription.manage", z.object({ queryName: z.string(), id: z.string() }), async ({ tx }, { queryName, id }) => {
  const [gone] = await tx.delete(feedSubscriptions).where(and(eq(feedSubscriptions.queryName, queryName), eq(feedSubscriptions.id, id))).returning({ dest: feedSubscriptions.dest });
  if (gone === undefined) throw new Refusal("not-found", "unknown-subscription", { id: id.slice(0, 80) });
  return { result: { id }, audit: { action: "subscription.end", subject: { kind: "subscription", id }, facts: { query: queryName, dest: gone.dest } } };
});

/** Queues the next delivery of a subscription; one that waits already is moved to this time. */
export async function queueDelivery(tx: Parameters<typeof queueJob>[0], id: string, runAt: Date): Promise<void> {
  await queueJob(tx, "deliver-subscription", { id }, { jobKey: `subscription:${id}`, queue: `subscription:${id}`, runAt });
}

/** Tells those who wait that events are stored, once the caller's transaction is committed: streams by a job each, open sockets by a notification. */
export async function tellOfEvents(tx: Transaction, now: Date): Promise<void> {
  for (const id of await streamsWaiting(tx)) await queueDelivery(tx, id, now);
  await notify(tx, "events", {});
}

function refuseOwnNetwork(dest: string): void {
  try {
    refuseAddress(guardOf(), new URL(dest).hostname);
  } catch {
    throw new Refusal("bad-input", "dest-refused", { dest: dest.slice(0, 200) }, [
      { pointer: "/dest", code: "dest-refused", detail: "The address lies in a private network. An administrator may allow it in FEED_PRIVATE_HOSTS." },
    ]);
  }
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import { feedSubscriptions } from "#db/schema/feeds-subscriptions";
import type { Actor, Scope } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { callbackDocument, signatureHeaders } from "../callback.ts";
import { queryOfDefinition } from "../query.ts";
import { eventsBehind, mayStillAsk, subscriptionToTell, type NextEvents } from "../queries/subscriptions.ts";
import { failureOf, type PullFailure } from "../sourceProblem.ts";
import { afterFailure } from "../sourceSchedule.ts";
import { nextTick, type Told } from "../subscription.ts";
import { postMessage } from "./posting.ts";
import { guardOf, type Guard } from "./pull-guard.ts";
import { opened } from "./source-secret.ts";
import { queueDelivery } from "./subscriptions.ts";

const HOUSE: Actor = { kind: "system", name: "subscriptions" };
/** When events are there that are not safe to tell yet, they are looked for again after this long. Milliseconds. */
const SETTLES_IN = 250;
/** Messages of one job: a long tail goes on in the next, so that no subscriber keeps others waiting. */
const MESSAGES_A_JOB = 20;

type Row = NonNullable<Awaited<ReturnType<typeof subscriptionToTell>>>["row"];

/**
 * Task `deliver-subscription` {id}: tells a subscriber what is new to it, message by message. What is told moves on only when the receiver answered
 * 2xx; until then the same message, under the same id, is sent again after growing pauses.
 */
export async function deliverSubscription(payload: unknown, guard: Guard = guardOf()): Promise<void> {
  const { id } = z.object({ id: z.string() }).parse(payload);
  for (let sent = 0; sent < MESSAGES_A_JOB; sent++) {
    const now = new Date();
    const found = await reading(HOUSE, "system.run", async (tx) => {
      const one = await subscriptionToTell(tx, id);
      return one !== undefined && one.row.pausedAt === null && (await mayStillAsk(tx, one.row.subscriber)) ? one : undefined;
    });
    if (found === undefined) return;
    const { row, definition } = found;
    const next = await nextOf(row, definition);
    const message = next.events.length > 0 || (sent === 0 && row.reportIfEmpty && row.schedule !== null);
    try {
      if (message) await send(guard, row, next, now);
    } catch (error) {
      await noteFailed(HOUSE, { row, events: next.events.length, failure: failureOf(error), now });
      return;
    }
    if (message || row.schedule !== null || next.unsettled || isLongAgo(row.lastExecutedAt, now)) await noteTold(HOUSE, { row, next, notified: message, now });
    if (!next.more) return;
  }
  await noteLonger(HOUSE, { id });
}

/** A stream that nothing was for moves on once a minute: what lies behind need not be looked through again. */
const isLongAgo = (at: Date | null, now: Date): boolean => at === null || now.getTime() - at.getTime() > 60_000;

function nextOf(row: Row, definition: Readonly<Record<string, unknown>>): Promise<NextEvents> {
  const { conditions } = queryOfDefinition(definition);
  const scope: Scope = row.seesAll ? { all: true } : { all: false, organisation: row.organisationId };
  return reading(HOUSE, "system.run", (tx) => eventsBehind(tx, { conditions, since: row.initialRecordTime }, toldOf(row), row.together, scope));
}

const toldOf = (row: Row): Told => ({ transaction: row.toldTransaction, event: row.toldEvent });

async function send(guard: Guard, row: Row, next: NextEvents, now: Date): Promise<void> {
  const body = callbackDocument({ subscriptionID: row.id, queryName: row.queryName }, next.events.map(({ json }) => json), now);
  const token = row.token === null ? null : opened(row.token, row.id);
  await postMessage(guard, row.dest, { body, headers: signatureHeaders(token, { id: row.id, from: toldOf(row), events: next.events.map(({ pk }) => pk), body, now }), now });
}

const given = <Input>() => z.custom<Input>();

const noteTold = command("system.run", given<{ row: Row; next: NextEvents; notified: boolean; now: Date }>(), async ({ tx }, { row, next, notified, now }) => {
  const nextRunAt = row.schedule === null ? null : nextTick(row.schedule, now);
  await tx.update(feedSubscriptions).set({
    toldTransaction: next.place.transaction, toldEvent: next.place.event, minRecordTime: now, lastExecutedAt: now, nextRunAt, failures: 0, problem: null,
    ...(notified ? { lastNotifiedAt: now } : {}),
  }).where(eq(feedSubscriptions.id, row.id));
  if (!next.more && nextRunAt !== null) await queueDelivery(tx, row.id, nextRunAt);
  if (!next.more && nextRunAt === null && next.unsettled) await queueDelivery(tx, row.id, new Date(now.getTime() + SETTLES_IN));
  return { result: undefined, audit: { action: "subscription.tell", subject: { kind: "subscription", id: row.id }, facts: { events: next.events.length, notified } } };
});

/** A message that is too large for the receiver (413) is halved and sent at once; every other failure waits. */
const noteFailed = command("system.run", given<{ row: Row; events: number; failure: PullFailure; now: Date }>(), async ({ tx }, { row, events, failure, now }) => {
  const { code, facts, retryAfterSeconds } = failure.problem;
  const halved = facts["status"] === 413 && events > 1;
  const failures = row.failures + 1;
  const { nextRunAt } = afterFailure({ failures, retryAfterSeconds: retryAfterSeconds ?? null, when: null, spread: Math.random(), now });
  const again = halved ? now : nextRunAt;
  await tx
    .update(feedSubscriptions)
    .set({ failures, problem: { code, facts, at: now.toISOString() }, lastExecutedAt: now, nextRunAt: again, together: halved ? Math.floor(events / 2) : row.together })
    .where(eq(feedSubscriptions.id, row.id));
  await queueDelivery(tx, row.id, again);
  return { result: undefined, audit: { action: "subscription.fail", subject: { kind: "subscription", id: row.id }, facts: { code, ...facts, failures } } };
});

const noteLonger = command("system.run", z.object({ id: z.string() }), async ({ tx, now }, { id }) => {
  await queueDelivery(tx, id, now);
  return { result: undefined, audit: { action: "subscription.go-on", subject: { kind: "subscription", id } } };
});


import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { unpack, pack } from "#db/packed";
import { feedDocuments } from "#db/schema/feeds";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { admit, idOf } from "../admission.ts";
import type { Admission, KnownEvent } from "../admission.ts";
import type { EventOutcome, ReadEvent } from "../event.ts";
import { doubtsFromHistory, truthSettings } from "../queries/truth.ts";
import { countsOf } from "../received.ts";
import { applySettings } from "../truth.ts";
import { settleLots, tellOfDeclared } from "./facts.ts";
import { openDocument } from "./opening.ts";
import type { Failure, Opened } from "./opening.ts";
import { quarantineDocument, quarantineEvents } from "./quarantining.ts";
import { jobOf } from "./receiving.ts";
import { countTaken } from "./source-counting.ts";
import { knownEvents, lookUpByIndex, storeEvents } from "./storing.ts";
import { tellOfEvents } from "./subscriptions.ts";

/** What became of a document: its outcomes, one for each event, in order; `failure` when it could not be taken in at all. */
export type Taken = { readonly captureId: string; readonly success: boolean; readonly outcomes: readonly EventOutcome[]; readonly failure?: Failure };

type Waiting = typeof feedDocuments.$inferSelect;

/** Taking in is the house's own doing: whether an event is known, and what follows from it, does not depend on who sent it. */
const HOUSE: Actor = { kind: "system", name: "capture" };

/** Outcomes of more events than these are packed. */
const PLAIN_OUTCOMES = 100;

/**
 * Takes in a document that is durable: reads it, decides on each event, stores what is new and what follows for lots and shipments, in one
 * transaction. Done twice, or by two at once, it changes nothing more. Undefined when the document does not wait (any more).
 */
export async function takeDocument(id: string, now: Date = new Date()): Promise<Taken | undefined> {
  const [waiting] = await reading(HOUSE, "system.run", (tx) => tx.select().from(feedDocuments).where(and(eq(feedDocuments.id, id), eq(feedDocuments.state, "waiting"))));
  if (waiting === undefined) return undefined;
  const bytes = waiting.packed === null ? Buffer.from(waiting.body ?? "", "utf8") : unpack(waiting.packed);
  const opened = openDocument(bytes, waiting.contentType, waiting.startedAt);
  return opened.ok ? take(HOUSE, { id, waiting, opened }, now) : fail(HOUSE, { id, waiting, bytes, opened }, now);
}

/** Gives up on a document that nobody could take in, and puts it into quarantine. */
export async function abandonDocument(id: string, failure: Failure, now: Date = new Date()): Promise<void> {
  const [waiting] = await reading(HOUSE, "system.run", (tx) => tx.select().from(feedDocuments).where(and(eq(feedDocuments.id, id), eq(feedDocuments.state, "waiting"))));
  if (waiting === undefined) return;
  const bytes = waiting.packed === null ? Buffer.from(waiting.body ?? "", "utf8") : unpack(waiting.packed);
  const text = waiting.body ?? undefined;
  await fail(HOUSE, { id, waiting, bytes, opened: { ok: false, format: undefined, text, failure } }, now);
}

const taken = <Result>() => z.custom<Result>();

const take = command("system.run", taken<{ id: string; waiting: Waiting; opened: Extract<Opened, { ok: true }> }>(), async ({ tx, now }, { id, waiting, opened }): Promise<Done<Taken | undefined>> => {
  if (!(await stillWaits(tx, id))) return nothing(id);
  await lookUpByIndex(tx);
  const { document, format } = opened;
  const origin = { documentId: id, organisation: waiting.sourceOrganisationId, now };
  const { events, known } = await judged(tx, document.events, now);
  const admission = admit(events, known, waiting.errorBehaviour);
  const { outcomes, admitted, success } = admission;
  const lots = await storeEvents(tx, admitted, origin);
  await settleLots(tx, lots, now);
  await tellOfDeclared(tx, lots);
  if (admitted.length > 0) await tellOfEvents(tx, now);
  await quarantineEvents(tx, { ...origin, format: format.id, contentType: waiting.contentType }, document.events, admission, opened.text);
  if (waiting.sourceId !== null) await countTaken(tx, HOUSE, waiting.sourceId, { documentId: id, outcomes, happened: admitted.map(({ content }) => content.eventTime) }, now);
  await finish(tx, id, { state: "taken", format: format.id, success, outcomes, problems: document.documentProblems, now });
  const counts = countsOf(outcomes);
  const facts = { format: format.id, success, events: outcomes.length, accepted: counts.accepted, withWarnings: counts.warning, duplicates: counts.duplicate, rejected: counts.rejected };
  return { result: { captureId: id, success, outcomes }, audit: { action: "document.capture", subject: { kind: "feed-document", id }, facts } };
});

const failInput = taken<{ id: string; waiting: Waiting; bytes: Uint8Array; opened: Extract<Opened, { ok: false }> }>();

const fail = command("system.run", failInput, async ({ tx, now }, { id, waiting, bytes, opened }): Promise<Done<Taken | undefined>> => {
  if (!(await stillWaits(tx, id))) return nothing(id);
  const format = opened.format?.id ?? waiting.format;
  const { failure } = opened;
  await quarantineDocument(tx, { documentId: id, organisation: waiting.sourceOrganisationId, format, contentType: waiting.contentType, now }, bytes, opened.text, failure);
  if (waiting.sourceId !== null) await countTaken(tx, HOUSE, waiting.sourceId, { documentId: id, outcomes: [], happened: [] }, now);
  await finish(tx, id, { state: "failed", format, success: false, outcomes: [], problems: failure.problems, now });
  return { result: { captureId: id, success: false, outcomes: [], failure }, audit: { action: "document.refuse", subject: { kind: "feed-document", id }, facts: { format, code: failure.code } } };
});

/** Locks the document until the end of the transaction; false when it was taken in meanwhile. */
async function stillWaits(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx.execute(sql`select 1 from feed_documents where id = ${id} and state = 'waiting' for update`);
  return row !== undefined;
}

const nothing = (id: string): Done<undefined> => ({ result: undefined, audit: { action: "document.capture", subject: { kind: "feed-document", id }, facts: { alreadyDone: true } } });

/** The events under the settings of the truth checks, with the doubts that only history raises about those not known yet. */
async function judged(tx: Transaction, sent: readonly ReadEvent[], now: Date): Promise<{ readonly events: readonly ReadEvent[]; readonly known: readonly KnownEvent[] }> {
  const contents = sent.flatMap((event) => (event.content === null ? [] : [{ id: idOf(event, event.content), hash: event.content.hash }]));
  const known = await knownEvents(tx, contents.map(({ id }) => id), contents.map(({ hash }) => hash));
  const there = new Set(known.map(({ eventId, hash, declaresError }) => `${declaresError} ${hash} ${eventId}`));
  const fresh = sent.filter((event) => event.content !== null && !there.has(`${event.content.declaresError} ${event.content.hash} ${idOf(event, event.content)}`));
  if (fresh.length === 0 && sent.every(({ problems }) => problems.length === 0)) return { events: sent, known };
  const settings = await truthSettings(tx);
  const doubts = fresh.length === 0 ? new Map<number, never[]>() : await doubtsFromHistory(tx, fresh, now);
  const events = sent.map((event) => {
    const more = doubts.get(event.index) ?? [];
    return applySettings(more.length === 0 ? event : { ...event, problems: [...event.problems, ...more] }, settings);
  });
  return { events, known };
}

type End = Pick<Admission, "success" | "outcomes"> & { readonly state: "taken" | "failed"; readonly format: string; readonly problems: Failure["problems"]; readonly now: Date };

async function finish(tx: Transaction, id: string, { state, format, success, outcomes, problems, now }: End): Promise<void> {
  const long = outcomes.length > PLAIN_OUTCOMES;
  await tx.update(feedDocuments).set({
    state, format, success, finishedAt: sql`${now.toISOString()}::timestamptz + (clock_timestamp() - now())`, counts: countsOf(outcomes),
    problems: problems.length === 0 ? null : problems,
    outcomes: long ? null : outcomes,
    packedOutcomes: long ? pack(JSON.stringify(outcomes)) : null,
  }).where(eq(feedDocuments.id, id));
  await tx.execute(sql`select public.drop_job(${jobOf(id)})`);
}

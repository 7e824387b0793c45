import { eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { feedSources, sourceCaptures, sourceMeters, sourceSilences } from "#db/schema/feeds-sources";
import { sourceOf, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { asHouse, writeEntries } from "#lib/audit/command";
import type { EventOutcome } from "../event.ts";
import { delaysOf } from "../sourceDelay.ts";
import { leftOf, secondsToWait } from "../sourceMeter.ts";

/**
 * Lets a body of a pushing source in, or refuses it: `source-off` while the source is off, `source-limit` when it has sent more events or bytes
 * than it may in a minute, with the seconds to wait. Keys of no source, people and the house pass.
 */
export async function admitPush(tx: Transaction, actor: Actor, bytes: number, now: Date): Promise<void> {
  const source = actor.kind === "key" ? sourceOf(actor) : undefined;
  if (source === undefined) return;
  await asHouse(tx, async () => {
    const [known] = await tx.select({ code: feedSources.code, state: feedSources.state, settings: feedSources.settings }).from(feedSources).where(eq(feedSources.id, source));
    if (known?.settings.kind !== "push" || known.state === "off") throw new Refusal("forbidden", "source-off", { code: known?.code ?? "" });
    const { eventsPerMinute, bytesPerMinute } = known.settings;
    await tx.insert(sourceMeters).values({ sourceId: source, at: now, events: 0, bytes: 0 }).onConflictDoNothing();
    const [meter] = await tx.select().from(sourceMeters).where(eq(sourceMeters.sourceId, source)).for("update");
    if (meter === undefined) return;
    const left = { events: leftOf({ level: meter.events, at: meter.at }, eventsPerMinute, now), bytes: leftOf({ level: meter.bytes, at: meter.at }, bytesPerMinute, now) };
    const wait = Math.max(secondsToWait(left.events, eventsPerMinute), secondsToWait(left.bytes, bytesPerMinute));
    if (wait > 0) throw new Refusal("too-many", "source-limit", { retryAfterSeconds: wait, events: eventsPerMinute, bytes: bytesPerMinute });
    await tx.update(sourceMeters).set({ at: now, events: left.events, bytes: left.bytes + bytes }).where(eq(sourceMeters.sourceId, source));
  });
}

/** What a document of a source came to: its outcomes, and when each event happened that is new. */
export type Taken = { readonly documentId: string; readonly outcomes: readonly EventOutcome[]; readonly happened: readonly Date[] };

/** Counts a document on its source, in the transaction that takes it in. A new event ends the source's silence. */
export async function countTaken(tx: Transaction, actor: Actor, source: number, { documentId, outcomes, happened }: Taken, now: Date): Promise<void> {
  const count = (outcome: EventOutcome["outcome"]) => outcomes.filter((one) => one.outcome === outcome).length;
  const counts = { accepted: count("accepted"), warning: count("warning"), duplicate: count("duplicate"), rejected: count("rejected") };
  const latest = happened.reduce<Date | null>((last, at) => (last === null || at > last ? at : last), null);
  const values = { ...counts, at: now, lastEventAt: latest, delays: delaysOf(happened.map((at) => (now.getTime() - at.getTime()) / 1000)) };
  await asHouse(tx, async () => {
    await tx.insert(sourceCaptures).values({ documentId, sourceId: source, ...values }).onConflictDoUpdate({ target: sourceCaptures.documentId, set: values });
    await tx.update(sourceMeters).set({ events: sql`${sourceMeters.events} + ${outcomes.length}` }).where(eq(sourceMeters.sourceId, source));
    if (counts.accepted + counts.warning > 0) await endSilence(tx, actor, source, now);
  });
}

async function endSilence(tx: Transaction, actor: Actor, source: number, now: Date): Promise<void> {
  const [ended] = await tx.update(sourceSilences).set({ endedAt: now }).where(sql`${eq(sourceSilences.sourceId, source)} and ${isNull(sourceSilences.endedAt)}`).returning({ since: sourceSilences.since });
  if (ended === undefined) return;
  const [known] = await tx.select({ code: feedSources.code }).from(feedSources).where(eq(feedSources.id, source));
  await writeEntries(tx, actor, now, [{ action: "source.heard-again", subject: { kind: "source", id: known?.code ?? "" }, facts: { silentSince: ended.since.toISOString() } }]);
  await notify(tx, "source", { id: source, kind: "heard" });
}

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { quarantined } from "#db/schema/feeds-quarantine";
import { actorKey } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { asHouse, command, reading } from "#lib/audit/command";
import { admit, idOf } from "../admission.ts";
import { DISCARD_REASONS, MOST_AT_ONCE, sentAgain, worst } from "../quarantine.ts";
import type { Checked, QuarantineEntry, Resent } from "../quarantine.ts";
import { quarantineEntry } from "../queries/quarantine.ts";
import { truthSettings } from "../queries/truth.ts";
import { applySettings, withinEvent } from "../truth.ts";
import { captureDocument } from "./capture.ts";
import { openDocument } from "./opening.ts";
import { knownEvents } from "./storing.ts";

const one = z.object({ id: z.number().int().positive(), body: z.string().max(20_000_000).optional() });
const many = z.object({ ids: z.array(z.number().int().positive()).min(1).max(MOST_AT_ONCE) });

/**
 * Looks at a corrected text (or at what stands there) as capture would, and stores nothing: what remains wrong or doubtful, and what would become of it.
 * Problems of an event point from the event on. What only history tells is left out; it never rejects. Refuses `not-found`.
 */
export async function checkQuarantined(actor: Actor, input: unknown, now: Date = new Date()): Promise<Checked> {
  const { id, body } = parsed(one, input);
  return check(actor, await entryOf(actor, id), body, now);
}

async function check(actor: Actor, entry: QuarantineEntry, body: string | undefined, now: Date): Promise<Checked> {
  const again = againOf(entry, body, now);
  const opened = openDocument(Buffer.from(again.body, "utf8"), again.contentType, now);
  if (!opened.ok) return { events: 0, outcome: "rejected", problems: opened.failure.problems };
  const { events } = opened.document;
  const contents = events.flatMap((event) => (event.content === null ? [] : [{ id: idOf(event, event.content), hash: event.content.hash }]));
  const [settings, known] = await reading(
    actor,
    "quarantine.correct",
    async (tx) =>
      [
        await truthSettings(tx),
        await asHouse(tx, () =>
          knownEvents(
            tx,
            contents.map(({ id }) => id),
            contents.map(({ hash }) => hash),
          ),
        ),
      ] as const,
  );
  const { outcomes } = admit(events.map((event) => applySettings(event, settings)), known, "proceed");
  return { events: events.length, outcome: worst(outcomes.map(({ outcome }) => outcome)), problems: outcomes.flatMap(({ problems }) => problems.map((problem) => withinEvent(again.pointer, problem))) };
}

/**
 * Sends something out of quarantine again, corrected or as it stands; it stays its sender's, and is then linked with its new capture job. What would be rejected
 * again is not sent: refuses `still-wrong` with a pointer to each thing. Also `not-found`, `quarantine-resolved`, and all that captureDocument refuses.
 */
export async function resendQuarantined(actor: Actor, input: unknown, now: Date = new Date()): Promise<Resent & { readonly captureId: string }> {
  const { id, body } = parsed(one, input);
  const entry = await entryOf(actor, id);
  if (entry.state !== "open") throw new Refusal("conflict", "quarantine-resolved", { id });
  const { outcome, problems } = await check(actor, entry, body, now);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (outcome === "rejected") throw new Refusal("unprocessable", "still-wrong", { problems: errors.length }, errors.map(({ pointer, code, detail }) => ({ pointer, code, detail })));
  const again = againOf(entry, body, now);
  const captured = await captureDocument(actor, { body: again.body, contentType: again.contentType, errorBehaviour: "rollback", replaces: entry.documentId }, now);
  await markResent(actor, { id, captureId: captured.captureId, corrected: body !== undefined && body !== entry.body }, now);
  return { id, captureId: captured.captureId, outcome: captured.running ? "waiting" : worst(captured.outcomes.map((each) => each.outcome)), refused: null };
}

/** Sends many again as they stand, one after another, as after a check was relaxed; a no to one does not stop the rest. */
export async function resendMany(actor: Actor, input: unknown, now: Date = new Date()): Promise<Resent[]> {
  const { ids } = parsed(many, input);
  const results: Resent[] = [];
  for (const id of ids) {
    try {
      results.push(await resendQuarantined(actor, { id }, now));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === "not-permitted") throw error;
      results.push({ id, captureId: null, outcome: null, refused: { code: error.code, facts: error.facts } });
    }
  }
  return results;
}

const markResent = command("quarantine.correct", z.object({ id: z.number(), captureId: z.string(), corrected: z.boolean() }), async ({ tx, actor, now }, { id, captureId, corrected }) => {
  await tx.update(quarantined).set({ state: "resent", resolvedAt: now, resolvedBy: actorKey(actor), resolvedDocumentId: captureId }).where(and(eq(quarantined.id, id), eq(quarantined.state, "open")));
  return { result: undefined, audit: { action: "quarantine.resend", subject: { kind: "quarantined", id: String(id) }, facts: { captureId, corrected } } };
});

const discardQuarantinedInput = many.extend({ reason: z.enum(DISCARD_REASONS), note: z.string().trim().max(500).optional() });

/** Decides that things in quarantine are not sent again, for a reason; they stay where they are. Those that are not open are passed over. Hands back how many it was. */
export const discardQuarantined = command("quarantine.correct", discardQuarantinedInput, async ({ tx, actor, now }, { ids, reason, note }) => {
  const discarded: number[] = [];
  for (const id of ids) {
    const [changed] = await tx
      .update(quarantined)
      .set({ state: "discarded", resolvedAt: now, resolvedBy: actorKey(actor), reason, note: note ?? null })
      .where(and(eq(quarantined.id, id), eq(quarantined.state, "open")))
      .returning({ id: quarantined.id });
    if (changed !== undefined) discarded.push(changed.id);
  }
  const [first, ...rest] = discarded.map((id) => ({ action: "quarantine.discard", subject: { kind: "quarantined", id: String(id) }, facts: { reason, ...(note === undefined ? {} : { note }) } }));
  if (first === undefined) throw new Refusal("conflict", "quarantine-resolved", { id: ids[0] ?? 0 });
  return { result: discarded.length, audit: [first, ...rest] };
});

async function entryOf(actor: Actor, id: number): Promise<QuarantineEntry> {
  const entry = await reading(actor, "quarantine.correct", (tx) => quarantineEntry(tx, id));
  if (entry === undefined) throw new Refusal("not-found", "not-found", { kind: "quarantined", id });
  return entry;
}

function againOf(entry: QuarantineEntry, body: string | undefined, now: Date): ReturnType<typeof sentAgain> {
  const text = body ?? (entry.bodyEncoding === "base64" ? Buffer.from(entry.body, "base64").toString("utf8") : entry.body);
  return sentAgain(entry, text, now);
}

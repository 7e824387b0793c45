import type { z } from "zod";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { EVENT_BYTES } from "../captureLimit.ts";
import type { EventOutcome } from "../event.ts";
import { captureJob } from "../queries/capture.ts";
import { openDocument, refusalOf } from "./opening.ts";
import { bytesOf, receiveDocument, sentDocument } from "./receiving.ts";
import { hasRoom, takeSomewhere } from "./takers.ts";
import type { Fate } from "./takers.ts";
import { giveBack, inBrief } from "./waiting.ts";

/** A document that was sent: durable, and taken in unless it is `running`, that is waits its turn behind older ones or for another try. */
export type SentDocument = { readonly captureId: string; readonly running: boolean };

/** What became of a captured document; `outcomes` is one for each event, in order, and empty while it is `running`. */
export type Captured = SentDocument & { readonly success: boolean; readonly outcomes: readonly EventOutcome[] };

/**
 * Takes in a document of events: makes it durable, and takes it in at once when no older one of its sender waits, else leaves it to the
 * worker. Each event gets its outcome; with `rollback` (the default) one rejected event keeps all out. What was rejected stands in quarantine.
 * Refuses `too-large`, `unsupported-media-type`, and, of a document that it could look into, `not-utf8`, `invalid-document` (with pointers)
 * and `too-many-events`; these are kept and quarantined.
 */
export async function captureDocument(actor: Actor, input: unknown, now?: Date): Promise<Captured> {
  const { captureId, fate } = await send(actor, parsed(sentDocument, input), now);
  if (fate === undefined) return { captureId, running: true, success: false, outcomes: [] };
  return { captureId, running: false, success: fate.success, outcomes: fate.outcomes ?? (await outcomesOf(captureId)) };
}

/** As captureDocument, for whom the outcomes are of no concern: they may be asked for by the document's id. */
export async function sendDocument(actor: Actor, input: unknown, now?: Date): Promise<SentDocument> {
  const { captureId, fate } = await send(actor, parsed(sentDocument, input), now);
  return { captureId, running: fate === undefined };
}

/** What became of one event sent by itself. */
type CapturedEvent = { readonly eventID: string; readonly hash: string; readonly problems: EventOutcome["problems"] };

/**
 * Takes in one bare event, at once. Refuses `invalid-event` with a pointer to each thing wrong, `event-known` when it is there already, and
 * `id-used-with-another-body`; and all that captureDocument refuses.
 */
export async function captureEvent(actor: Actor, input: unknown, now?: Date): Promise<CapturedEvent> {
  const sent = parsed(sentDocument, input);
  refuseOther(sent, now ?? new Date());
  const { captureId, fate } = await send(actor, { ...sent, turn: "now" }, now);
  const [outcome] = fate?.outcomes ?? (await outcomesOf(captureId));
  if (outcome?.outcome === "duplicate") throw new Refusal("conflict", "event-known", { eventID: outcome.eventID ?? "" });
  const errors = outcome?.problems.filter(({ severity }) => severity === "error") ?? [];
  const taken = errors.find(({ code }) => code === "id-used-with-another-body");
  if (taken !== undefined) throw new Refusal("conflict", "id-used-with-another-body", { eventID: outcome?.eventID ?? "" }, [taken]);
  if (outcome?.eventID == null || outcome.hash === null || errors.length > 0) throw new Refusal("bad-input", "invalid-event", { problems: errors.length }, errors);
  return { eventID: outcome.eventID, hash: outcome.hash, problems: outcome.problems };
}

/** What is no event by itself is for /epcis/capture: nothing of it is kept here. */
function refuseOther({ body, contentType }: z.output<typeof sentDocument>, now: Date): void {
  const bytes = bytesOf(body);
  if (bytes.length > EVENT_BYTES) throw new Refusal("bad-input", "too-large", { limit: EVENT_BYTES });
  const opened = openDocument(bytes, contentType, now);
  if (opened.ok && opened.document.kind !== "event") throw new Refusal("bad-input", "not-a-single-event", {}, [{ pointer: "/type", code: "not-a-single-event", detail: "This is a document: send it to /epcis/capture." }]);
}

async function send(actor: Actor, sent: z.output<typeof sentDocument>, now?: Date): Promise<{ readonly captureId: string; readonly fate: Fate | undefined }> {
  const { id, size, atOnce } = await receiveDocument(actor, { ...sent, turn: sent.turn === "queue" && hasRoom() ? "queue" : sent.turn === "now" ? "now" : "later" }, now);
  if (!atOnce) return { captureId: id, fate: undefined };
  const fate = sent.turn === "now" ? await takeSomewhere(id, size, now) : await takeSomewhere(id, size, now).catch((error: unknown) => laterInstead(id, error));
  if (fate?.failure !== undefined) throw refusalOf(fate.failure);
  return { captureId: id, fate };
}

/** The document is durable and the worker tries it again: what went wrong now is told to the house and not to its sender. */
async function laterInstead(id: string, error: unknown): Promise<undefined> {
  console.error(JSON.stringify({ level: "error", doing: `take in document ${id}`, error: inBrief(error) }));
  await giveBack(id, error);
  return undefined;
}

async function outcomesOf(id: string): Promise<readonly EventOutcome[]> {
  const job = await reading({ kind: "system", name: "capture" }, "event.capture", (tx) => captureJob(tx, id));
  return job?.outcomes ?? [];
}

import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { feedDocuments } from "#db/schema/feeds";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { Work } from "#lib/audit/command";
import { admit } from "../admission.ts";
import { bodyText } from "../bodyText.ts";
import type { EventOutcome, Format, ReadDocument } from "../event.ts";
import { formatsFor } from "../formats/registry.ts";
import { settleLots } from "./facts.ts";
import { acrossOrganisations, knownEvents, storeEvents } from "./storing.ts";

/** The most bytes and events of one capture; the discovery headers say so. */
export const CAPTURE_BYTES = 20_000_000;
export const CAPTURE_EVENTS = 5000;

const body = z.union([z.string(), z.instanceof(Uint8Array)]);

/** What became of a captured document; `outcomes` is one for each event, in order. */
export type Captured = { readonly captureId: string; readonly success: boolean; readonly outcomes: readonly EventOutcome[] };

/**
 * Takes in a document of events. The document is kept whole, each event gets its outcome, and lots, production dates and shipments
 * elsewhere follow in the same transaction. With `rollback` (the default) one rejected event keeps all out.
 * Refuses `too-large`, `unsupported-media-type`, `not-utf8`, `invalid-document` (with pointers) and `too-many-events`.
 */
export const captureDocument = command(
  "event.capture",
  z.object({ body, contentType: z.string(), errorBehaviour: z.enum(["rollback", "proceed"]).default("rollback") }),
  async (work, input) => {
    const { text, format, document } = readBody(input, work.now);
    const result = await take(work, { text, format, document, errorBehaviour: input.errorBehaviour });
    return { result, audit: entryOf(result, format) };
  },
);

/** What became of one event sent by itself. */
type CapturedEvent = { readonly eventID: string; readonly hash: string; readonly problems: EventOutcome["problems"] };

/**
 * Takes in one bare event. Refuses `invalid-event` with a pointer to each thing wrong, `event-known` when it is there already, and
 * `id-used-with-another-body`; and all that captureDocument refuses.
 */
export const captureEvent = command("event.capture", z.object({ body, contentType: z.string() }), async (work, input) => {
  const { text, format, document } = readBody(input, work.now);
  if (document.kind !== "event") throw new Refusal("bad-input", "not-a-single-event", {}, [{ pointer: "/type", code: "not-a-single-event", detail: "This is a document: send it to /epcis/capture." }]);
  const result = await take(work, { text, format, document, errorBehaviour: "rollback" });
  const [outcome] = result.outcomes;
  if (outcome?.outcome === "duplicate") throw new Refusal("conflict", "event-known", { eventID: outcome.eventID ?? "" });
  const errors = outcome?.problems.filter(({ severity }) => severity === "error") ?? [];
  const taken = errors.find(({ code }) => code === "id-used-with-another-body");
  if (taken !== undefined) throw new Refusal("conflict", "id-used-with-another-body", { eventID: outcome?.eventID ?? "" }, [taken]);
  if (outcome?.eventID == null || outcome.hash === null || errors.length > 0) throw new Refusal("bad-input", "invalid-event", { problems: errors.length }, errors);
  const captured: CapturedEvent = { eventID: outcome.eventID, hash: outcome.hash, problems: outcome.problems };
  return { result: captured, audit: entryOf(result, format) };
});

type Body = { readonly body: string | Uint8Array; readonly contentType: string };
type Read = { readonly text: string; readonly format: Format; readonly document: ReadDocument };

function readBody(input: Body, now: Date): Read {
  const size = typeof input.body === "string" ? Buffer.byteLength(input.body) : input.body.length;
  if (size > CAPTURE_BYTES) throw new Refusal("bad-input", "too-large", { limit: CAPTURE_BYTES });
  const formats = formatsFor(input.contentType);
  if (formats.length === 0) throw new Refusal("bad-input", "unsupported-media-type", { contentType: input.contentType.slice(0, 80) });
  const text = textOf(input);
  const format = formats.find((each) => each.recognise(text));
  if (format === undefined) throw new Refusal("bad-input", "invalid-document", { problems: 1 }, [{ pointer: "", code: "not-a-document", detail: "The body is in no format that this content type stands for." }]);
  const document = format.read(text, { now });
  const errors = document.documentProblems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Refusal("bad-input", "invalid-document", { problems: errors.length }, errors.map(({ pointer, code, detail }) => ({ pointer, code, detail })));
  if (document.events.length > CAPTURE_EVENTS) throw new Refusal("bad-input", "too-many-events", { limit: CAPTURE_EVENTS, events: document.events.length });
  return { text, format, document };
}

function textOf({ body, contentType }: Body): string {
  if (typeof body === "string") return body.replace(/^\uFEFF/, "");
  const read = bodyText(body, contentType);
  if (!read.ok) throw new Refusal("bad-input", "not-utf8", {}, [{ pointer: "", code: read.code, detail: read.detail }]);
  return read.text;
}

async function take({ tx, actor, scope, now }: Work, { text, format, document, errorBehaviour }: Read & { readonly errorBehaviour: "rollback" | "proceed" }): Promise<Captured> {
  const contents = document.events.flatMap((event) => (event.content === null ? [] : [{ id: event.eventID ?? event.content.hash, hash: event.content.hash }]));
  const known = await acrossOrganisations(tx, scope, () => knownEvents(tx, contents.map(({ id }) => id), contents.map(({ hash }) => hash)));
  const { outcomes, admitted, success } = admit(document.events, known, errorBehaviour);
  const captureId = randomUUID();
  const organisation = actor.kind === "system" ? 0 : actor.organisation;
  await tx.insert(feedDocuments).values({
    id: captureId,
    format: format.id,
    body: text,
    sha256: createHash("sha256").update(text, "utf8").digest("hex"),
    source: actorKey(actor),
    sourceOrganisationId: organisation,
    errorBehaviour,
    success,
    outcomes: [...outcomes],
    startedAt: now,
    finishedAt: now,
  });
  const lots = await storeEvents(tx, admitted, { documentId: captureId, organisation, now });
  await acrossOrganisations(tx, scope, () => settleLots(tx, lots, now));
  return { captureId, success, outcomes };
}

function entryOf({ captureId, success, outcomes }: Captured, format: Format) {
  const count = (outcome: EventOutcome["outcome"]) => outcomes.filter((one) => one.outcome === outcome).length;
  const facts = { format: format.id, success, events: outcomes.length, accepted: count("accepted"), withWarnings: count("warning"), duplicates: count("duplicate"), rejected: count("rejected") };
  return { action: "document.capture", subject: { kind: "feed-document", id: captureId }, facts };
}

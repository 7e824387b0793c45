import type { EventOutcome, EventProblem } from "./event.ts";
import { readJson } from "./exactJson.ts";

/** What became of something in quarantine. */
export const QUARANTINE_STATES = ["open", "resent", "discarded"] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** Why something in quarantine is not sent again. */
export const DISCARD_REASONS = ["test-data", "sent-otherwise", "not-for-us", "sender-corrects", "cannot-be-read"] as const;

/** As many as are sent again or discarded at once. */
export const MOST_AT_ONCE = 100;

/** What a list of the quarantine is narrowed to; `day` is YYYY-MM-DD of the regulator's clock (UTC+8), `sender` an actor's key such as `key:3`. */
export type QuarantineFilter = {
  readonly state: QuarantineState | undefined;
  readonly sender: string | undefined;
  readonly code: string | undefined;
  readonly day: string | undefined;
  readonly documentId: string | undefined;
};

/** One thing in quarantine as it is listed: an event of a document (its index), or a whole document (null). Problems point from the event on. */
export type QuarantineRow = {
  readonly id: number;
  readonly documentId: string;
  readonly eventIndex: number | null;
  readonly eventId: string | null;
  readonly format: string | null;
  readonly sender: string;
  readonly at: Date;
  readonly state: QuarantineState;
  readonly problems: readonly EventProblem[];
};

/** It whole: what came, in which context, and what was done about it. */
export type QuarantineEntry = QuarantineRow & {
  readonly pointer: string;
  readonly body: string;
  readonly bodyEncoding: "text" | "base64";
  readonly contentType: string;
  readonly context: unknown;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolvedDocumentId: string | null;
  readonly reason: string | null;
  readonly note: string | null;
};

/** What comes of looking at a text again: what is wrong or doubtful, or that it could be sent. `events` is how many it has. */
export type Checked = { readonly events: number; readonly outcome: EventOutcome["outcome"]; readonly problems: readonly EventProblem[] };

/** What came of sending one thing again: its capture job, or the no. */
export type Resent = {
  readonly id: number;
  readonly captureId: string | null;
  readonly outcome: EventOutcome["outcome"] | "waiting" | null;
  readonly refused: { readonly code: string; readonly facts: Readonly<Record<string, string | number>> } | null;
};

const STANDARD_CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];

/** A text as it is sent again. An event goes as a document of its own, under the context it came in; a document, and what is no JSON, goes as it is. */
export function sentAgain(entry: Pick<QuarantineEntry, "eventIndex" | "context" | "contentType">, text: string, now: Date): { readonly body: string; readonly contentType: string; readonly pointer: string } {
  if (entry.eventIndex === null) return { body: text, contentType: entry.contentType, pointer: "" };
  if (text.trimStart().startsWith("<")) return { body: text, contentType: "application/xml", pointer: "" };
  const read = readJson(text);
  const whole = read.ok && typeof read.value === "object" && read.value !== null && "type" in read.value && (read.value.type === "EPCISDocument" || read.value.type === "EPCISQueryDocument");
  if (!read.ok || whole) return { body: text, contentType: "application/ld+json", pointer: "" };
  const head = JSON.stringify({ "@context": entry.context ?? STANDARD_CONTEXT, type: "EPCISDocument", schemaVersion: "2.0", creationDate: now.toISOString() });
  return { body: `${head.slice(0, -1)},"epcisBody":{"eventList":[${text}]}}`, contentType: "application/ld+json", pointer: "/epcisBody/eventList/0" };
}

/** A JSON text laid out in lines, every number as it is written; any other text as it is. */
export function laidOut(text: string): string {
  const read = readJson(text);
  return read.ok ? JSON.stringify(read.value, null, 2) : text;
}

/** Of the outcomes of a document, the one that speaks for it: rejected before doubtful before new before known. */
export function worst(outcomes: readonly EventOutcome["outcome"][]): EventOutcome["outcome"] {
  return (["rejected", "warning", "accepted"] as const).find((one) => outcomes.includes(one)) ?? "duplicate";
}

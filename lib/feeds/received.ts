import type { EventItem, EventOutcome, EventProblem } from "./event.ts";

/** How many events of a document went which way. */
export type OutcomeCounts = Readonly<Record<EventOutcome["outcome"], number>>;

/** Counts the events of a document by what became of them. */
export function countsOf(outcomes: readonly EventOutcome[]): OutcomeCounts {
  const counts = { accepted: 0, warning: 0, duplicate: 0, rejected: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}

/** A captured document as it is listed: who sent it and when, and what became of its events. While it is `waiting` nothing of it was taken in yet; a `failed` one could not be read. */
export type Received = {
  readonly id: string;
  readonly at: Date;
  readonly sender: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly errorBehaviour: "rollback" | "proceed";
  readonly state: "waiting" | "taken" | "failed";
  readonly success: boolean;
  /** What is wrong with the document itself. */
  readonly problems: readonly EventProblem[];
  readonly counts: OutcomeCounts;
};

/** An event of a document with its outcome; `stored` is null where nothing of it is kept. */
export type ReceivedEvent = EventOutcome & { readonly stored: { readonly type: string; readonly bizStep: string | null; readonly at: Date } | null };

/** A place by its canonical key, with the production site of its GLN where that is known. */
export type KnownPlace = { readonly key: string; readonly site: { readonly id: number; readonly name: string; readonly country: string } | null };

/** A stored event as a screen shows it; `json` is exact and laid out in lines. */
export type ShownEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly action: string | null;
  readonly declaresError: boolean;
  readonly hash: string;
  readonly eventTime: Date;
  readonly eventTimeZoneOffset: string;
  readonly recordTime: Date;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly readPoint: KnownPlace | null;
  readonly bizLocation: KnownPlace | null;
  readonly documentId: string;
  readonly problems: readonly EventProblem[];
  readonly items: readonly Pick<EventItem, "item" | "role" | "quantity" | "unit">[];
  readonly moreItems: boolean;
  readonly json: string;
};

/** A stored event in a list: what happened when and where to what, and how much is doubtful about it. */
export type ListedEvent = Pick<ShownEvent, "eventId" | "type" | "action" | "declaresError" | "eventTime" | "recordTime" | "bizStep" | "disposition" | "moreItems"> & {
  readonly place: KnownPlace | null;
  readonly doubts: number;
  readonly items: readonly Pick<EventItem, "item" | "quantity" | "unit">[];
};

/** How many events a document had in all. */
export function eventsIn(counts: OutcomeCounts): number {
  return counts.accepted + counts.warning + counts.duplicate + counts.rejected;
}

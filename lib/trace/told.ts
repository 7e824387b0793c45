import type { ItemRole } from "#lib/feeds/event";

/** An event as the state of things is read from it. Identifiers and places are canonical; standard words are short. A quantity without a unit counts pieces. */
export type StateEvent = {
  readonly eventId: string;
  readonly hash: string;
  readonly type: string;
  readonly action: string | null;
  readonly at: Date;
  readonly offset: string;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly destinations: readonly string[];
  readonly items: readonly EventPart[];
};

/** A thing that an event names, in what role, and how much of it; null where the event names pieces. */
export type EventPart = { readonly item: string; readonly role: ItemRole; readonly quantity: string | null; readonly unit: string | null };

/** What is asked for: its canonical identifier, and for a lot the pieces of it that events name one by one. */
export type Traced = { readonly item: string; readonly kind: "lot" | "piece" | "class" | "unit" | "other"; readonly pieces: readonly string[] };

/** What events do not tell. */
export const GAPS = ["never-made", "not-received", "holder-unseen", "place-unidentified", "no-place", "cycle", "too-deep", "more-gone-than-made", "too-many-events"] as const;

/** A gap, what it is about, and since when; null where events tell no time. */
export type Gap = { readonly gap: (typeof GAPS)[number]; readonly about: string; readonly since: Date | null };

/** Each gap about each thing once. */
export function onceEach(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((one) => [`${one.gap} ${one.about}`, one])).values()];
}

/** Events in the order of time, each once: of equal instants the content decides, never the arrival. */
export class Told {
  readonly events: readonly StateEvent[];
  private readonly place: ReadonlyMap<string, number>;
  private readonly byHolder: ReadonlyMap<string, readonly StateEvent[]>;
  private readonly byChild: ReadonlyMap<string, readonly StateEvent[]>;

  constructor(events: readonly StateEvent[]) {
    const once = new Map(events.toSorted((a, b) => (a.eventId < b.eventId ? 1 : -1)).map((event) => [event.hash, event]));
    this.events = [...once.values()].toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.hash < b.hash ? -1 : 1));
    this.place = new Map(this.events.map((event, index) => [event.eventId, index]));
    const joins = this.events.filter((event) => (event.type === "AggregationEvent" || event.type === "AssociationEvent") && holderOf(event) !== "");
    this.byHolder = Map.groupBy(joins, holderOf);
    const children = joins.flatMap((event) => event.items.flatMap((part) => (part.role === "child" ? [{ item: part.item, event }] : [])));
    this.byChild = new Map([...Map.groupBy(children, ({ item }) => item)].map(([item, own]) => [item, own.map(({ event }) => event)]));
  }

  order(eventId: string): number {
    return this.place.get(eventId) ?? -1;
  }

  /** Aggregations and associations that put a holder together, in the order of time. */
  heldBy(holder: string): readonly StateEvent[] {
    return this.byHolder.get(holder) ?? [];
  }

  /** Those of them that concern a thing: all of each holder it was ever put into. */
  joining(item: string): readonly StateEvent[] {
    const holders = new Set((this.byChild.get(item) ?? []).map(holderOf));
    return [...holders].flatMap((holder) => this.heldBy(holder)).toSorted((a, b) => this.order(a.eventId) - this.order(b.eventId));
  }
}

/** What an aggregation or association puts things into; empty where it names nothing. */
export const holderOf = (event: StateEvent): string => event.items.find((part) => part.role === "parent")?.item ?? "";

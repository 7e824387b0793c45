import type { ItemRole } from "#lib/feeds/event";
import { holdersOf, insideOf, type Held, type Inside } from "./containment.ts";
import { remainingOf, type Remaining } from "./remaining.ts";
import { Told, type Gap, type StateEvent, type Traced } from "./told.ts";

/** Where a thing was last said to be: `location` is where it is after the event, `read-point` where the event took place. `via` is what it was in then. */
export type Whereabouts = { readonly place: string; readonly basis: "location" | "read-point"; readonly since: Date; readonly eventId: string; readonly via: string | null };

/** One step of the way: an event on the thing itself, or on what it was in then (`via`). */
export type Step = {
  readonly eventId: string;
  readonly at: Date;
  readonly offset: string;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly place: string | null;
  readonly role: ItemRole;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly via: string | null;
};

/** The state of a thing as events tell (EPCIS leaves it to the reader of events to work it out). */
export type ItemState = {
  readonly where: Whereabouts | null;
  readonly underWay: { readonly since: Date; readonly from: string | null; readonly to: readonly string[] } | null;
  readonly holders: readonly Held[];
  readonly inside: readonly Inside[];
  readonly disposition: string | null;
  readonly persistent: readonly string[];
  readonly bizStep: string | null;
  readonly remaining: readonly Remaining[];
  readonly steps: readonly Step[];
  readonly gaps: readonly Gap[];
};

const LEAVES = new Set(["shipping", "departing"]);
const ARRIVES = new Set(["receiving", "arriving", "accepting", "storing", "unloading", "entering_exiting", "stocking", "retail_selling", "destroying", "inspecting"]);
const MAKES_NO_TRADE_ITEM: ReadonlySet<Traced["kind"]> = new Set(["unit", "other", "class"]);

/**
 * The current state of a thing from its events and those of what holds it or is in it, in the order of event time. Events declared to be
 * in error are left out by the caller; their order of arrival, and a repeated event, leave no trace. `known` tells whether a place is identified.
 */
export function stateOf(traced: Traced, events: readonly StateEvent[], known: (place: string) => boolean): ItemState {
  const told = new Told(events);
  const self = new Set([traced.item, ...traced.pieces]);
  const { holders, spans, gaps: circles } = holdersOf(traced, told);
  const own = told.events.filter((event) => event.items.some((part) => self.has(part.item)));
  const carried = told.events.flatMap((event) => {
    const span = spans.find((one) => event.at >= one.from && (one.to === null || event.at < one.to) && event.items.some((part) => part.item === one.holder) && !event.items.some((part) => self.has(part.item)));
    return span === undefined ? [] : [{ event, via: span.holder }];
  });
  const steps = [...own.map((event) => stepOf(event, self, null)), ...carried.map(({ event, via }) => stepOf(event, new Set([via]), via))].toSorted((a, b) => told.order(a.eventId) - told.order(b.eventId));
  const where = whereOf(told, steps);
  const underWay = underWayOf(told, steps);
  const remaining = traced.kind === "lot" ? remainingOf(own, traced) : [];
  const inside = insideOf(traced, told);
  const last = (of: (step: Step) => string | null): string | null => steps.reduce<string | null>((found, step) => of(step) ?? found, null);
  return {
    where, underWay, holders, remaining, steps,
    inside: inside.found,
    disposition: last((step) => step.disposition),
    persistent: persistentOf(own),
    bizStep: last((step) => step.bizStep),
    gaps: [...gapsOf(traced, { steps, own, where, underWay, holders, remaining, told, known }), ...circles, ...inside.gaps],
  };
}

function stepOf(event: StateEvent, self: ReadonlySet<string>, via: string | null): Step {
  const parts = event.items.filter((part) => self.has(part.item));
  const [part] = parts.toSorted((a, b) => (a.role === b.role ? (a.item < b.item ? -1 : 1) : a.role < b.role ? -1 : 1));
  const { eventId, at, offset, type, action, bizStep, disposition } = event;
  const several = parts.length > 1 ? { quantity: String(parts.length), unit: null } : { quantity: part?.quantity ?? null, unit: part?.unit ?? null };
  return { eventId, at, offset, type, action, bizStep, disposition, place: event.bizLocation ?? event.readPoint, role: part?.role ?? "epc", ...(via === null ? several : { quantity: null, unit: null }), via };
}

/** The last event that says a place; what went into something else is where that was made. */
function whereOf(told: Told, steps: readonly Step[]): Whereabouts | null {
  const last = steps.findLast((step) => step.place !== null);
  const event = told.events.find((one) => one.eventId === last?.eventId);
  if (last === undefined || event === undefined) return null;
  return { place: last.place ?? "", basis: event.bizLocation === null ? "read-point" : "location", since: last.at, eventId: last.eventId, via: last.via };
}

/** Gone from a place and not yet said to have arrived anywhere. */
function underWayOf(told: Told, steps: readonly Step[]): ItemState["underWay"] {
  const left = steps.findLastIndex((step) => LEAVES.has(step.bizStep ?? "") || step.disposition === "in_transit");
  const step = steps[left];
  if (step === undefined || steps.slice(left + 1).some((later) => ARRIVES.has(later.bizStep ?? ""))) return null;
  const event = told.events.find((one) => one.eventId === step.eventId);
  return { since: step.at, from: event?.readPoint ?? step.place, to: event?.destinations ?? [] };
}

/** Persistent dispositions that were set and not unset since (EPCIS 2.0 section 7.3.6). */
function persistentOf(events: readonly StateEvent[]): string[] {
  const standing = new Set<string>();
  for (const event of events) {
    for (const word of event.unset) standing.delete(word);
    for (const word of event.set) standing.add(word);
  }
  return [...standing].toSorted();
}

type Seen = Pick<ItemState, "steps" | "where" | "underWay" | "holders" | "remaining"> & { readonly own: readonly StateEvent[]; readonly told: Told; readonly known: (place: string) => boolean };

function gapsOf(traced: Traced, { steps, own, where, underWay, holders, remaining, told, known }: Seen): Gap[] {
  const gaps: Gap[] = [];
  const self = new Set([traced.item, ...traced.pieces]);
  const made = own.some((event) => event.items.some((part) => self.has(part.item) && (part.role === "output" || (part.role === "epc" && event.type === "ObjectEvent" && event.action === "ADD"))));
  if (!made && !MAKES_NO_TRADE_ITEM.has(traced.kind)) gaps.push({ gap: "never-made", about: traced.item, since: null });
  if (underWay !== null) gaps.push({ gap: "not-received", about: underWay.from ?? traced.item, since: underWay.since });
  for (const holder of holders) {
    const seen = told.events.some((event) => event.type !== "AggregationEvent" && event.type !== "AssociationEvent" && event.items.some((part) => part.item === holder.item));
    if (!seen) gaps.push({ gap: "holder-unseen", about: holder.item, since: holder.since });
  }
  for (const place of new Set(steps.flatMap((step) => step.place ?? []))) if (!known(place)) gaps.push({ gap: "place-unidentified", about: place, since: null });
  if (where === null && steps.length > 0) gaps.push({ gap: "no-place", about: traced.item, since: null });
  for (const one of remaining) if (one.left?.startsWith("-") === true) gaps.push({ gap: "more-gone-than-made", about: one.unit, since: null });
  return gaps;
}

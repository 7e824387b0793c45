import { formatDecimal, parseDecimal, type Decimal } from "#lib/measures/decimal";
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

/** Where a thing was last said to be: `location` is where it is after the event, `read-point` where the event took place. `via` is what it was in then. */
export type Whereabouts = { readonly place: string; readonly basis: "location" | "read-point"; readonly since: Date; readonly eventId: string; readonly via: string | null };

/** What holds a thing, one step further out each; `item` is in the one before it. */
export type Held = { readonly item: string; readonly since: Date; readonly eventId: string; readonly quantity: string | null; readonly unit: string | null };
/** What is in a thing, `depth` steps in. */
export type Inside = Held & { readonly within: string; readonly depth: number };

/** One step of the way: an event on the thing itself, or on what it was in then (`via`). */
export type Step = { readonly eventId: string; readonly at: Date; readonly offset: string; readonly type: string; readonly action: string | null; readonly bizStep: string | null; readonly disposition: string | null; readonly place: string | null; readonly role: ItemRole; readonly quantity: string | null; readonly unit: string | null; readonly via: string | null };

/** What is left of a lot in one unit, as events tell: made, gone into others, taken out. `left` is null where nothing was said to be made. */
export type Remaining = { readonly unit: string; readonly made: string; readonly used: string; readonly removed: string; readonly left: string | null };

/** What events do not tell. */
export const GAPS = ["never-made", "not-received", "holder-unseen", "place-unidentified", "no-place", "cycle", "too-deep", "more-gone-than-made", "too-many-events"] as const;

/** A gap, what it is about, and since when; null where events tell no time. */
export type Gap = { readonly gap: (typeof GAPS)[number]; readonly about: string; readonly since: Date | null };

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

/** Things are followed so many steps in and out, and so many things inside are listed. */
export const DEEPEST = 8;
const MOST_INSIDE = 500;
const MOST_SPANS = 1000;

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

/** Events in the order of time, each once: of equal instants the content decides, never the arrival. */
class Told {
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

const holderOf = (event: StateEvent): string => event.items.find((part) => part.role === "parent")?.item ?? "";

type Span = { readonly holder: string; readonly from: Date; readonly to: Date | null };

/** What held a thing when: the holders of now, outermost last, and every span in which it was in something, holders of holders included. */
function holdersOf(traced: Traced, told: Told): { readonly holders: Held[]; readonly spans: readonly Span[]; readonly gaps: Gap[] } {
  const spans: Span[] = [];
  const gaps: Gap[] = [];
  const holders: Held[] = [];
  const walk = (items: readonly string[], within: { readonly from: Date; readonly to: Date | null } | null, path: readonly string[]): void => {
    for (const span of items.flatMap((item) => spansOf(item, told))) {
      const from = within !== null && within.from > span.from ? within.from : span.from;
      const to = within === null || within.to === null ? span.to : span.to === null || within.to < span.to ? within.to : span.to;
      if (to !== null && to < from) continue;
      if (path.includes(span.holder)) gaps.push({ gap: "cycle", about: span.holder, since: from });
      else if (path.length > DEEPEST || spans.length >= MOST_SPANS) gaps.push({ gap: "too-deep", about: span.holder, since: from });
      else {
        spans.push({ holder: span.holder, from, to });
        if (to === null) holders.push({ item: span.holder, since: span.from, eventId: span.eventId, quantity: span.quantity, unit: span.unit });
        walk([span.holder], { from, to }, [...path, span.holder]);
      }
    }
  };
  walk([traced.item, ...traced.pieces], null, [traced.item]);
  return { holders: [...new Map(holders.map((one) => [one.item, one])).values()], spans, gaps: onceEach(gaps) };
}

type HeldSpan = { readonly holder: string; readonly from: Date; to: Date | null; readonly eventId: string; readonly quantity: string | null; readonly unit: string | null };

/** When something was in which holder, by the events that put it there and took it out; a piece that is put into another has left the first. */
function spansOf(item: string, told: Told): HeldSpan[] {
  const spans: HeldSpan[] = [];
  for (const event of told.joining(item)) {
    const holder = event.items.find((one) => one.role === "parent")?.item ?? "";
    const children = event.items.filter((part) => part.role === "child");
    const part = children.find((child) => child.item === item);
    const open = spans.filter((span) => span.to === null);
    if (event.action === "DELETE") {
      if (part !== undefined || children.length === 0) for (const span of open.filter((one) => one.holder === holder)) span.to = event.at;
      continue;
    }
    if (part === undefined || open.some((span) => span.holder === holder)) continue;
    if (part.quantity === null && event.action === "ADD") for (const span of open) span.to = event.at;
    spans.push({ holder, from: event.at, to: null, eventId: event.eventId, quantity: part.quantity, unit: part.unit });
  }
  return spans;
}

/** What is in a thing now, and in that. */
function insideOf(traced: Traced, told: Told): { readonly found: Inside[]; readonly gaps: Gap[] } {
  const found: Inside[] = [];
  const gaps: Gap[] = [];
  const walk = (holder: string, depth: number, path: readonly string[]): void => {
    const children = new Set(told.heldBy(holder).flatMap((event) => event.items.filter((part) => part.role === "child").map((part) => part.item)));
    for (const child of [...children].toSorted()) {
      if (found.length >= MOST_INSIDE) return void gaps.push({ gap: "too-deep", about: holder, since: null });
      const span = spansOf(child, told).find((one) => one.holder === holder && one.to === null);
      if (span === undefined) continue;
      if (path.includes(child)) gaps.push({ gap: "cycle", about: child, since: span.from });
      else if (depth > DEEPEST) gaps.push({ gap: "too-deep", about: holder, since: null });
      else {
        found.push({ item: child, within: holder, depth, since: span.from, eventId: span.eventId, quantity: span.quantity, unit: span.unit });
        walk(child, depth + 1, [...path, child]);
      }
    }
  };
  if (traced.kind !== "lot" && traced.kind !== "class") walk(traced.item, 1, [traced.item]);
  return { found, gaps: onceEach(gaps) };
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

type Sums = { made: Decimal; used: Decimal; removed: Decimal; said: boolean };

/** What was made of a lot, went into others and was taken out, unit by unit; each piece that is named alone counts one. */
function remainingOf(own: readonly StateEvent[], traced: Traced): Remaining[] {
  const pieces = new Set(traced.pieces);
  const sums = new Map<string, Sums>();
  for (const event of own) {
    for (const part of event.items) {
      if (part.item !== traced.item && !pieces.has(part.item)) continue;
      const read = pieces.has(part.item) ? { ok: true as const, digits: 1n, scale: 0 } : part.quantity === null ? undefined : parseDecimal(part.quantity);
      const side = sideOf(event, part);
      if (read?.ok !== true || side === undefined) continue;
      const unit = part.unit ?? "H87";
      const sum = sums.get(unit) ?? { made: ZERO, used: ZERO, removed: ZERO, said: false };
      sum[side] = added(sum[side], read);
      if (side === "made") sum.said = true;
      sums.set(unit, sum);
    }
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([unit, { made, used, removed, said }]) => ({ unit, made: plain(made), used: plain(used), removed: plain(removed), left: said ? plain(added(made, negated(added(used, removed)))) : null }));
}

function sideOf(event: StateEvent, part: EventPart): "made" | "used" | "removed" | undefined {
  if (part.role === "output") return "made";
  if (part.role === "input") return "used";
  if (event.type !== "ObjectEvent") return undefined;
  return event.action === "ADD" ? "made" : event.action === "DELETE" ? "removed" : undefined;
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

function onceEach(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((one) => [`${one.gap} ${one.about}`, one])).values()];
}

const ZERO: Decimal = { digits: 0n, scale: 0 };
const negated = ({ digits, scale }: Decimal): Decimal => ({ digits: -digits, scale });
const plain = ({ digits, scale }: Decimal): string => formatDecimal(digits, 10n ** BigInt(scale), 1n, scale);

function added(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale };
}

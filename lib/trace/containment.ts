import { holderOf, onceEach, type Gap, type Told, type Traced } from "./told.ts";

/** What holds a thing, one step further out each; `item` is in the one before it. */
export type Held = { readonly item: string; readonly since: Date; readonly eventId: string; readonly quantity: string | null; readonly unit: string | null };

/** What is in a thing, `depth` steps in. */
export type Inside = Held & { readonly within: string; readonly depth: number };

/** Things are followed so many steps in and out. */
export const FOLLOWED = 8;
/** So many things inside, and spans of being held, are listed. */
const MOST_INSIDE = 500;
const MOST_SPANS = 1000;

/** That something was in a holder from one instant to another; null where it still is. */
export type Span = { readonly holder: string; readonly from: Date; readonly to: Date | null };

/** What held a thing when: the holders of now, outermost last, and every span in which it was in something, holders of holders included. */
export function holdersOf(traced: Traced, told: Told): { readonly holders: Held[]; readonly spans: readonly Span[]; readonly gaps: Gap[] } {
  const spans: Span[] = [];
  const gaps: Gap[] = [];
  const holders: Held[] = [];
  const walk = (items: readonly string[], within: { readonly from: Date; readonly to: Date | null } | null, path: readonly string[]): void => {
    for (const span of items.flatMap((item) => spansOf(item, told))) {
      const from = within !== null && within.from > span.from ? within.from : span.from;
      const to = within === null || within.to === null ? span.to : span.to === null || within.to < span.to ? within.to : span.to;
      if (to !== null && to < from) continue;
      if (path.includes(span.holder)) gaps.push({ gap: "cycle", about: span.holder, since: from });
      else if (path.length > FOLLOWED || spans.length >= MOST_SPANS) gaps.push({ gap: "too-deep", about: span.holder, since: from });
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
    const holder = holderOf(event);
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
export function insideOf(traced: Traced, told: Told): { readonly found: Inside[]; readonly gaps: Gap[] } {
  const found: Inside[] = [];
  const gaps: Gap[] = [];
  const walk = (holder: string, depth: number, path: readonly string[]): void => {
    const children = new Set(told.heldBy(holder).flatMap((event) => event.items.filter((part) => part.role === "child").map((part) => part.item)));
    for (const child of [...children].toSorted()) {
      if (found.length >= MOST_INSIDE) return void gaps.push({ gap: "too-deep", about: holder, since: null });
      const span = spansOf(child, told).find((one) => one.holder === holder && one.to === null);
      if (span === undefined) continue;
      if (path.includes(child)) gaps.push({ gap: "cycle", about: child, since: span.from });
      else if (depth > FOLLOWED) gaps.push({ gap: "too-deep", about: holder, since: null });
      else {
        found.push({ item: child, within: holder, depth, since: span.from, eventId: span.eventId, quantity: span.quantity, unit: span.unit });
        walk(child, depth + 1, [...path, child]);
      }
    }
  };
  if (traced.kind !== "lot" && traced.kind !== "class") walk(traced.item, 1, [traced.item]);
  return { found, gaps: onceEach(gaps) };
}

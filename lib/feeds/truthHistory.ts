import type { EventContent, EventItem, EventProblem, ReadEvent } from "./event.ts";
import { lotText } from "./lot.ts";
import { isOnePiece } from "./truth.ts";
import type { TruthCode } from "./truthTable.ts";

/** What the checks on history look at of an event. `key` is its index in a block or its row; `gln` is where it was, if that has a GLN. */
export type Sighting = {
  readonly key: number;
  readonly pointer: string;
  readonly eventId: string;
  readonly hash: string;
  readonly at: number;
  readonly gln: string | null;
  readonly placeMember: "readPoint" | "bizLocation";
  readonly type: string;
  readonly action: string | null;
  readonly ships: boolean;
  readonly declaresError: boolean;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
  readonly items: readonly Pick<EventItem, "item" | "role" | "gtin" | "lot">[];
};

/** Business steps with which goods leave for somebody who is to use them. */
const SHIPS = new Set(["shipping", "departing", "retail_selling"]);

/** Where an event says it was. A transaction is made in an office, and says nothing of where the goods are. */
export function placeOf(event: Pick<EventContent, "type" | "readPoint" | "bizLocation">): Pick<Sighting, "gln" | "placeMember"> {
  if (event.type === "TransactionEvent") return { gln: null, placeMember: "readPoint" };
  const read = event.readPoint?.gln ?? null;
  return read === null ? { gln: event.bizLocation?.gln ?? null, placeMember: "bizLocation" } : { gln: read, placeMember: "readPoint" };
}

/** What the checks look at of an event as read; undefined for one that is not taken in. */
export function sightingOf(event: ReadEvent): Sighting | undefined {
  const { content } = event;
  if (content === null) return undefined;
  return {
    key: event.index, pointer: event.pointer, eventId: event.eventID ?? content.hash, hash: content.hash, at: content.eventTime.getTime(), ...placeOf(content), type: content.type, action: content.action,
    ships: shipsBy(content.bizStep), declaresError: content.declaresError, producedOn: content.lotData.producedOn, expiresOn: content.lotData.expiresOn, items: content.items,
  };
}

/** Whether goods leave with this business step. */
export const shipsBy = (bizStep: string | null): boolean => bizStep !== null && SHIPS.has(bizStep);

/** Whether an event makes what it names in this role: an object event that adds it, or the output of a transformation. */
export function makes({ type, action }: Pick<Sighting, "type" | "action">, role: EventItem["role"]): boolean {
  return (type === "ObjectEvent" && action === "ADD" && role === "epc") || (type === "TransformationEvent" && role === "output");
}

/** An instant and the event that tells it. */
export type Told = { readonly at: number; readonly by: string };

/** What is known of a lot: when it was first made, and between which days it is good. Days are YYYY-MM-DD. */
export type LotHistory = { readonly made: Told | null; readonly producedOn: string | null; readonly expiresOn: string | null };

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** The first instant of a day anywhere on Earth, and the last. */
export const [dawnOf, duskOf] = [(day: string) => Date.parse(`${day}T00:00:00Z`) - 14 * HOUR, (day: string) => Date.parse(`${day}T00:00:00Z`) + DAY + 12 * HOUR - 1];

/** Both histories of a lot as one: the earliest making and production, the latest expiry. */
export function joined(a: LotHistory, b: LotHistory): LotHistory {
  const first = (x: string | null, y: string | null) => (x === null || (y !== null && y < x) ? y : x);
  const last = (x: string | null, y: string | null) => (x === null || (y !== null && y > x) ? y : x);
  const made = a.made === null || (b.made !== null && (b.made.at < a.made.at || (b.made.at === a.made.at && b.made.by < a.made.by))) ? b.made : a.made;
  return { made, producedOn: first(a.producedOn, b.producedOn), expiresOn: last(a.expiresOn, b.expiresOn) };
}

/** Which check a sighting of a lot fails, and by whose word (empty where it is the lot's own dates). */
export function lotDoubts(seen: Pick<Sighting, "at" | "ships">, lot: LotHistory): { readonly code: TruthCode; readonly by: string }[] {
  const doubts: { code: TruthCode; by: string }[] = [];
  if (lot.made !== null && seen.at < lot.made.at) doubts.push({ code: "before-it-was-made", by: lot.made.by });
  else if (lot.producedOn !== null && seen.at < dawnOf(lot.producedOn)) doubts.push({ code: "before-it-was-made", by: "" });
  if (seen.ships && lot.expiresOn !== null && seen.at > duskOf(lot.expiresOn)) doubts.push({ code: "expired-before-shipped", by: "" });
  return doubts;
}

/** A place with a GLN: its site, and where on Earth that is, as far as is known. */
export type Spot = { readonly gln: string; readonly siteId: number | null; readonly latitude: number | null; readonly longitude: number | null };

/** Kilometres an hour that nothing in trade outruns; kilometres within which two sites count as one; hours beyond which any two places can be reached. */
export const [FASTEST, NEAR, REACH] = [1000, 50, 24];

/** Whether a piece cannot have been at both places: too far for the time between, or where nobody knows how far, two GLNs at the same instant. */
export function tooFar(a: Spot, b: Spot, milliseconds: number): boolean {
  if (a.gln === b.gln || (a.siteId !== null && a.siteId === b.siteId)) return false;
  const between = distance(a, b);
  return between === undefined ? milliseconds === 0 : between > NEAR + (FASTEST * Math.abs(milliseconds)) / HOUR;
}

/** Kilometres between two places along the Earth's surface; undefined when one is not known. */
function distance(a: Spot, b: Spot): number | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return undefined;
  const turn = (degrees: number) => (degrees * Math.PI) / 180;
  const half = Math.sin(turn(b.latitude - a.latitude) / 2) ** 2 + Math.cos(turn(a.latitude)) * Math.cos(turn(b.latitude)) * Math.sin(turn(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The lots an event names and does not make, each once. */
export function lotsSeen(seen: Sighting): ReadonlyMap<string, { readonly gtin: string; readonly lot: string }> {
  return new Map(seen.items.flatMap(({ gtin, lot, role }) => (gtin === null || lot === null || makes(seen, role) ? [] : [[lotText({ gtin, lot }), { gtin, lot }] as const])));
}

/** The pieces and logistic units an event names, each once, and whether it makes them. */
export function piecesSeen(seen: Sighting): ReadonlyMap<string, boolean> {
  const pieces = new Map<string, boolean>();
  for (const { item, role } of seen.items) if (isOnePiece(item)) pieces.set(item, pieces.get(item) === true || makes(seen, role));
  return pieces;
}

/** Gathers doubts of events by check and thing, and words them: one problem for each check, whatever the order in which they were found. */
export class Doubts {
  readonly #found = new Map<number, Map<TruthCode, Map<string, string>>>();

  /** Notes that an event fails a check on a thing, by the word of another event (empty for none). The event of the smallest id is named. */
  add(key: number, code: TruthCode, item: string, by: string): void {
    const codes = this.#found.get(key) ?? new Map<TruthCode, Map<string, string>>();
    const items = codes.get(code) ?? new Map<string, string>();
    const before = items.get(item);
    if (before === undefined || by < before) items.set(item, by);
    this.#found.set(key, codes.set(code, items));
  }

  /** The problems of each event that has some, its pointers those of the event. */
  worded(sightings: ReadonlyMap<number, Sighting>): Map<number, EventProblem[]> {
    return new Map([...this.#found].flatMap(([key, codes]) => {
      const seen = sightings.get(key);
      return seen === undefined ? [] : [[key, [...codes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, items]) => problemOf(seen, code, items))] as const];
    }));
  }
}

function problemOf(seen: Sighting, code: TruthCode, items: ReadonlyMap<string, string>): EventProblem {
  const [[item, by] = ["", ""]] = [...items].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const more = items.size > 1 ? ` (and ${items.size - 1} more)` : "";
  const member = code === "two-places-at-once" ? `${seen.placeMember}/id` : code === "cyclic-aggregation" ? "parentID" : "eventTime";
  return { pointer: `${seen.pointer}/${member}`, code, detail: SAID[code]?.(item + more, by) ?? item, severity: "warning", facts: { what: item, more: items.size - 1, by: by === "" ? "none" : by } };
}

const SAID: Partial<Record<TruthCode, (what: string, by: string) => string>> = {
  "before-it-was-made": (what, by) => (by === "" ? `${what} has a later day of production` : `${what} was first made later, says event ${by}`),
  "expired-before-shipped": (what) => `${what} had expired by then`,
  "two-places-at-once": (what, by) => `${what} is seen elsewhere by event ${by}, farther than can be travelled in between`,
  "cyclic-aggregation": (what) => `${what} would lie within itself`,
};

import { duskOf, piecesSeen, REACH, tooFar } from "./truthHistory.ts";
import type { Doubts, Sighting, Spot, Told } from "./truthHistory.ts";

/** A piece seen by an event at an instant (milliseconds) and perhaps a place. `asked` wants its making in any case. */
export type PieceQuestion = {
  readonly n: number;
  readonly item: string;
  readonly hash: string;
  readonly at: number;
  readonly makes: boolean;
  readonly ships: boolean;
  readonly expires: boolean;
  readonly asked: boolean;
  readonly gln: string | null;
};

/** What is stored against a sighting: the piece was made then, was elsewhere, had expired, or stored events are to be looked at again. */
export type PieceAnswer = { readonly n: number; readonly what: "made" | "elsewhere" | "expired" | "earlier"; readonly by: string; readonly at: number };

/** One piece as one event saw it. */
type PieceSeen = { readonly item: string; readonly seen: Sighting; readonly makes: boolean; readonly witness: boolean };

/** The pieces of some events: what to ask of each, and where they were. */
export type Pieces = {
  readonly seen: readonly PieceSeen[];
  readonly glns: readonly string[];
  readonly made: ReadonlyMap<string, Told & { readonly expiresOn: string | null }>;
  readonly questions: readonly PieceQuestion[];
};

/** What is to be asked of the pieces and logistic units of some events. */
export function pieceQuestions(sightings: readonly Sighting[], witnesses: readonly Sighting[]): Pieces {
  const believed = new Set(witnesses);
  const seen = sightings.flatMap((each) => [...piecesSeen(each)].map(([item, makes]): PieceSeen => ({ item, seen: each, makes, witness: believed.has(each) })));
  const made = new Map<string, Told & { readonly expiresOn: string | null }>();
  for (const { item, seen: { at, eventId, expiresOn }, makes, witness } of seen) {
    const before = made.get(item);
    if (makes && witness && (before === undefined || at < before.at || (at === before.at && eventId < before.by))) made.set(item, { at, by: eventId, expiresOn });
  }
  const glns = [...new Set(seen.flatMap(({ seen: { gln } }) => gln ?? []))];
  const questions = seen.map(({ item, seen: { hash, at, ships, gln, expiresOn }, makes }, n) => {
    const asked = !makes && (made.get(item)?.at ?? at) > at;
    return { n, item, hash, at, makes, ships: ships && !makes, expires: makes && expiresOn !== null, asked, gln };
  });
  return { seen, glns, made, questions };
}

/** Notes the doubts about pieces: out of what is stored, and where two events of the block contradict each other. */
export function tellPieces({ seen, made }: Pieces, answers: readonly PieceAnswer[], spots: ReadonlyMap<string, Spot>, doubts: Doubts): void {
  const stored = new Map<number, Told>();
  for (const { n, what, by, at } of answers) {
    const piece = seen[n];
    if (piece === undefined) continue;
    const before = stored.get(n);
    if (what === "made" && (before === undefined || at < before.at || (at === before.at && by < before.by))) stored.set(n, { at, by });
    if (what === "elsewhere") doubts.add(piece.seen.key, "two-places-at-once", piece.item, by);
    if (what === "expired") doubts.add(piece.seen.key, "expired-before-shipped", piece.item, "");
  }
  seen.forEach(({ item, seen: each, makes }, n) => {
    const [own, other] = [made.get(item), stored.get(n)];
    const first = own === undefined || (other !== undefined && other.at < own.at) ? other : own;
    if (!makes && first !== undefined && first.at > each.at) doubts.add(each.key, "before-it-was-made", item, first.by);
    if (!makes && each.ships && own?.expiresOn != null && each.at > duskOf(own.expiresOn)) doubts.add(each.key, "expired-before-shipped", item, "");
  });
  tellPairs(seen, spots, doubts);
}

/** How many sightings of one piece are held against each of them; a piece has a handful in a lifetime. */
const MOST_PAIRS = 200;

function tellPairs(seen: readonly PieceSeen[], spots: ReadonlyMap<string, Spot>, doubts: Doubts): void {
  const spotOf = (gln: string): Spot => spots.get(gln) ?? { gln, siteId: null, latitude: null, longitude: null };
  for (const group of Map.groupBy(seen.filter(({ seen: { gln } }) => gln !== null), ({ item }) => item).values()) {
    if (group.length < 2) continue;
    const sorted = group.toSorted((a, b) => a.seen.at - b.seen.at);
    sorted.forEach(({ item, seen: first, witness }, at) => {
      for (const { seen: later, witness: also } of sorted.slice(at + 1, at + 1 + MOST_PAIRS)) {
        if (later.at - first.at > REACH * 3_600_000) break;
        if (first.hash === later.hash || first.gln === null || later.gln === null || !tooFar(spotOf(first.gln), spotOf(later.gln), later.at - first.at)) continue;
        if (also) doubts.add(first.key, "two-places-at-once", item, later.eventId);
        if (witness) doubts.add(later.key, "two-places-at-once", item, first.eventId);
      }
    });
  }
}

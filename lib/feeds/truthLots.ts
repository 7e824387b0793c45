import { lotText } from "./lot.ts";
import type { LotKey } from "./lot.ts";
import { dawnOf, duskOf, joined, lotDoubts, lotsSeen, makes } from "./truthHistory.ts";
import type { Doubts, LotHistory, Sighting } from "./truthHistory.ts";

/** A lot that events name: first seen, last shipped, and what the events themselves say of its making. Times in milliseconds; `asked` wants its history in any case. */
export type LotQuestion = LotKey & {
  readonly seen: number | null;
  readonly shipped: number | null;
  readonly made: number | null;
  readonly produced: string | null;
  readonly expires: string | null;
  readonly asked: boolean;
};

/** What is stored of a lot; `earlier`: events that do not make it are stored, and what the new ones say of its making changes what is to be thought of them. */
export type LotAnswer = LotHistory & LotKey & { readonly earlier: boolean };

const NOTHING: LotHistory = { made: null, producedOn: null, expiresOn: null };

/** What is to be asked of the lots of some events, and what these say of the lots' making themselves. */
export function lotQuestions(sightings: readonly Sighting[], witnesses: readonly Sighting[]): { readonly questions: readonly LotQuestion[]; readonly own: ReadonlyMap<string, LotHistory> } {
  const own = new Map<string, LotHistory>();
  const wanted = new Map<string, { gtin: string; lot: string; seen: number | null; shipped: number | null }>();
  for (const each of witnesses) {
    for (const { gtin, lot, role } of each.items) {
      if (gtin === null || lot === null || !makes(each, role)) continue;
      const key = lotText({ gtin, lot });
      own.set(key, joined(own.get(key) ?? NOTHING, { made: { at: each.at, by: each.eventId }, producedOn: each.producedOn, expiresOn: each.expiresOn }));
      if (!wanted.has(key)) wanted.set(key, { gtin, lot, seen: null, shipped: null });
    }
  }
  for (const each of sightings) {
    for (const [key, { gtin, lot }] of lotsSeen(each)) {
      const before = wanted.get(key) ?? { gtin, lot, seen: null, shipped: null };
      wanted.set(key, { gtin, lot, seen: Math.min(before.seen ?? each.at, each.at), shipped: each.ships ? Math.max(before.shipped ?? each.at, each.at) : before.shipped });
    }
  }
  const questions = [...wanted].map(([key, lot]) => {
    const { made, producedOn, expiresOn } = own.get(key) ?? NOTHING;
    const early = lot.seen !== null && ((made !== null && lot.seen < made.at) || (producedOn !== null && lot.seen < dawnOf(producedOn)));
    const late = lot.shipped !== null && expiresOn !== null && lot.shipped > duskOf(expiresOn);
    return { ...lot, made: made?.at ?? null, produced: producedOn, expires: expiresOn, asked: early || late };
  });
  return { questions, own };
}

/** Notes the doubts about lots, out of what is stored and what the events say of their making. A lot without an answer has nothing against it. */
export function tellLots(sightings: readonly Sighting[], { own }: { readonly own: ReadonlyMap<string, LotHistory> }, answers: readonly LotAnswer[], doubts: Doubts): void {
  if (answers.length === 0) return;
  const known = new Map(answers.map((answer) => [lotText(answer), joined(answer, own.get(lotText(answer)) ?? NOTHING)]));
  for (const each of sightings) {
    for (const [key, { gtin, lot }] of lotsSeen(each)) {
      const history = known.get(key);
      if (history !== undefined) for (const { code, by } of lotDoubts(each, history)) doubts.add(each.key, code, `01/${gtin}/10/${lot}`, by);
    }
  }
}

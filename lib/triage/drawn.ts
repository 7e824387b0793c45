import { commitmentOf, drawnOf, fractionOf, isDrawn } from "./draw.ts";

/** One declaration in a draw as it was recorded. */
export type RecordedDraw = { readonly number: string; readonly fraction: string; readonly randomRate: number; readonly drawn: boolean };

/** One draw of an examiner as it was recorded. */
export type RecordedDuty = { readonly text: string; readonly fraction: string; readonly from: readonly number[]; readonly person: number | null };

/** What a recheck of a day's draw found: whether the seed is the committed one, and what does not come out as it was recorded. */
export type Recheck = { readonly seedMatches: boolean; readonly checked: number; readonly wrong: readonly string[] };

/** Recomputes a day's draw from its seed alone. A draw that was recorded otherwise than the seed says is named. */
export function recheck(seed: string, commitment: string, draws: readonly RecordedDraw[], duties: readonly RecordedDuty[]): Recheck {
  const wrong = draws.filter(({ number, fraction, randomRate, drawn }) => fractionOf(seed, number) !== fraction || isDrawn(fraction, randomRate) !== drawn).map(({ number }) => number);
  const misdrawn = duties.filter(({ text, fraction, from, person }) => fractionOf(seed, text) !== fraction || (drawnOf(fraction, from) ?? null) !== person).map(({ text }) => text);
  return { seedMatches: commitmentOf(seed) === commitment, checked: draws.length + duties.length, wrong: [...wrong, ...misdrawn] };
}

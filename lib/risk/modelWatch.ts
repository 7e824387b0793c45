import { driftVerdict, partOfLetter, psiOf, type Baseline, type DriftVerdict, type Watched } from "./drift.ts";

/** How an input of lately scored declarations lies against the baseline. `moved` is the part whose share changed most: its code, or between which amounts; null for what was not declared. */
export type InputDrift = { readonly input: Watched; readonly psi: number; readonly verdict: DriftVerdict; readonly moved: { readonly part: PartName; readonly before: number; readonly now: number } };

/** What a part of an input is called: a code, all other codes, not declared, or amounts from one to another (null: open). */
export type PartName =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "others" }
  | { readonly kind: "absent" }
  | { readonly kind: "amounts"; readonly from: number | null; readonly to: number | null };

/** How the chances of one week lie against the baseline. `week` is its Monday, YYYY-MM-DD. */
export type ScoreDrift = { readonly week: string; readonly declarations: number; readonly mean: number; readonly psi: number; readonly verdict: DriftVerdict };

/** How what a model scores lies against what it was made on: inputs over the last four weeks, chances by week, with how many declarations were scored in those four weeks. */
export type Drift = { readonly inputs: readonly InputDrift[]; readonly weeks: readonly ScoreDrift[]; readonly scored: number };

/** A declaration on which two models differ: the chance by one and by the other, and how it turned out where that is known. */
export type Difference = { readonly number: string; readonly chance: number; readonly other: number; readonly confirmed: boolean | null };

/**
 * Two models on the declarations that both scored: how many, how alike their chances are (Pearson), how many of the tenth that either puts first both
 * put there, and of those with a known outcome how many each has among its tenth; and where they differ most.
 */
export type SideBySide = {
  readonly declarations: number;
  readonly correlation: number | null;
  readonly tenth: { readonly size: number; readonly both: number };
  readonly found: { readonly labelled: number; readonly own: number; readonly other: number };
  readonly differences: readonly Difference[];
};

/** What a model said of a declaration lately, with its largest contributions; `rest` is what the others add up to. */
export type ModelWord = {
  readonly modelId: number;
  readonly mode: "live" | "shadow";
  readonly line: number;
  readonly score: number;
  readonly chance: number;
  readonly points: number;
  readonly general: number;
  readonly contributions: readonly { readonly feature: string; readonly value: number }[];
  readonly rest: number;
  readonly at: string;
};

/** Fewer declarations say nothing of drift: chance alone would move the index. */
export const LEAST_WATCHED = 100;

/** The letters of one watched place, counted. */
export type LetterCount = { readonly place: number; readonly letter: string; readonly n: number };

/** The drift of each input by the letters kept, the most drifted first. Empty while too few were scored. */
export function inputDrifts({ inputs, declarations }: Baseline, letters: readonly LetterCount[], scored: number): readonly InputDrift[] {
  if (scored < LEAST_WATCHED) return [];
  return inputs.map((baseline, place): InputDrift => {
    const counts = baseline.shares.map(() => 0);
    for (const one of letters) if (one.place === place) counts[partOfLetter(one.letter)] = one.n;
    const psi = psiOf(baseline.shares, declarations, counts);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const shares = counts.map((count) => (all === 0 ? 0 : count / all));
    const most = shares.reduce((best, share, part) => (Math.abs(share - (baseline.shares[part] ?? 0)) > Math.abs((shares[best] ?? 0) - (baseline.shares[best] ?? 0)) ? part : best), 0);
    return { input: baseline.input, psi, verdict: driftVerdict(psi), moved: { part: partName(baseline, most), before: baseline.shares[most] ?? 0, now: shares[most] ?? 0 } };
  }).toSorted((a, b) => b.psi - a.psi);
}

/** The drift of the chances week by week, weeks with too few left out. `counts` are declarations by part of the baseline. */
export function scoreDrifts({ score, declarations }: Baseline, weeks: readonly { readonly week: string; readonly mean: number; readonly counts: readonly number[] }[]): readonly ScoreDrift[] {
  return weeks.flatMap(({ week, mean, counts }): ScoreDrift[] => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    if (all < LEAST_WATCHED) return [];
    const psi = psiOf(score.shares, declarations, counts);
    return [{ week, declarations: all, mean, psi, verdict: driftVerdict(psi) }];
  });
}

function partName(baseline: Baseline["inputs"][number], part: number): PartName {
  const last = baseline.shares.length - 1;
  if (part === last) return { kind: "absent" };
  if (baseline.kind === "codes") {
    const code = baseline.codes[part];
    return code === undefined ? { kind: "others" } : { kind: "code", code };
  }
  const amount = (cut: number | undefined): number | null => (cut === undefined ? null : Math.exp(cut));
  return { kind: "amounts", from: part === 0 ? null : amount(baseline.cuts[part - 1]), to: amount(baseline.cuts[part]) };
}

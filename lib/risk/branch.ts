import { boost, lossOf, scoreRows, type Boosting, type Ensemble, type Sample } from "./boosting.ts";
import { calibrated, fitCalibration, type Calibration } from "./calibration.ts";
import type { Field, Outcome } from "./declared.ts";
import { fitEffects, scaledEffects, scoreLines, type Effect, type Term } from "./effect.ts";
import { fitFeatures, matrixOf, matrixOutOfFold, namesOf, type Features, type Plan } from "./features.ts";

/**
 * What may be chosen among on the validation rows: what the trees are told, how they are boosted, and how many ensembles of different draws are averaged.
 * `told` are plans that the ensembles are told of in turn (the whole one, unless given); lines alike in the fields of `apart` never teach each other.
 * `beside` are effects fitted on the same rows, which make up the `share` of the score; the trees make up the rest.
 */
export type Setting = {
  readonly name: string;
  readonly plan: Plan;
  readonly boosting: Boosting;
  readonly draws: number;
  readonly told?: readonly Plan[];
  readonly apart?: readonly Field[];
  readonly beside?: { readonly terms: readonly Term[]; readonly ridge: number; readonly share: number };
};

/** Trees with the features they ask, and effects beside them, for one kind of line. All of it adds up to calibrated log-odds. Records of the first format know no effects. */
export type Branch = { readonly setting: string; readonly loss: number; readonly features: Features; readonly ensemble: Ensemble; readonly effects?: readonly Effect[] };

/** Rows a branch needs on either side, and of either outcome, to be trained at all. */
export const LEAST_BRANCH_ROWS = 50;
export const LEAST_BRANCH_KIND = 10;

const FOLDS = 5;
/** The part of all that is drawn for a tree that a leaf holds at least, where that is less than the setting asks for. */
const LEAST_LEAF = 0.05;
/** The part of the loss that a later setting must save to be taken before an earlier, simpler one: less is chance. */
const LEAST_BETTER = 0.005;

/** True when there are rows enough, of both outcomes, to learn from or to tune on. */
export function enough(outcomes: readonly Outcome[]): boolean {
  const confirmed = outcomes.filter((outcome) => outcome.confirmed === 1).length;
  return outcomes.length >= LEAST_BRANCH_ROWS && confirmed >= LEAST_BRANCH_KIND && outcomes.length - confirmed >= LEAST_BRANCH_KIND;
}

/**
 * Trains each setting on `train` with rates fitted out of fold, stops and calibrates it on `valid`, and returns the one of least loss there,
 * the earlier one when they hardly differ.
 * `fits` says which training rows the branch is for, after their features out of fold are known.
 */
export function trainBranch(train: readonly Outcome[], valid: readonly Outcome[], settings: readonly Setting[], fits: (row: Float64Array, names: readonly string[]) => boolean, seed: number): Branch | undefined {
  let best: Branch | undefined;
  for (const setting of settings) {
    const { name, plan, boosting, draws, apart } = setting;
    const features = fitFeatures(train, plan);
    const sample = chosen(matrixOutOfFold(train, plan, features, FOLDS, seed, apart), train, (row) => fits(row, features.names));
    if (sample === undefined) return undefined;
    const held = sampleOf(matrixOf(valid.map(({ line }) => line), features), valid);
    const trees = averaged(Array.from({ length: draws }, (_, draw) => boost(sample, held, { ...boosting, leastWeight: leastWeight(sample, boosting), seed: seed + draw }, askedBy(setting, features, draw))));
    const { ensemble, effects } = besides(setting, train, trees);
    const scores = scoresOf(valid, held, ensemble, effects);
    const loss = lossOf(scores, held);
    if (best !== undefined && loss > best.loss * (1 - LEAST_BETTER)) continue;
    best = calibratedBranch({ setting: name, loss, features, ensemble, effects }, fitCalibration(scores, held.outcomes));
  }
  return best;
}

/** The branch whose sums are calibrated log-odds: trees and effects times the slope, the intercept in the base. */
export function calibratedBranch(branch: Branch, calibration: Calibration): Branch {
  return { ...branch, ensemble: calibrated(branch.ensemble, calibration), effects: scaledEffects(branch.effects ?? [], calibration.slope) };
}

/** The trees by their share of the score, and the effects that make up the rest. */
function besides({ beside }: Setting, train: readonly Outcome[], trees: Ensemble): { readonly ensemble: Ensemble; readonly effects: readonly Effect[] } {
  if (beside === undefined) return { ensemble: trees, effects: [] };
  const { base, effects } = fitEffects(train, beside.terms, beside.ridge);
  return { ensemble: calibrated(trees, { slope: 1 - beside.share, intercept: beside.share * base }), effects: scaledEffects(effects, beside.share) };
}

function scoresOf(outcomes: readonly Outcome[], { matrix }: Sample, ensemble: Ensemble, effects: readonly Effect[]): Float64Array {
  const added = scoreLines({ base: 0, effects }, outcomes.map(({ line }) => line));
  return scoreRows(ensemble, matrix).map((score, row) => score + (added[row] as number));
}

/** The places of the features that an ensemble may ask: those of the plan it is told of. */
function askedBy({ told }: Setting, { names }: Features, draw: number): readonly number[] | undefined {
  const plan = told?.[draw % told.length];
  if (plan === undefined) return undefined;
  const own = new Set(namesOf(plan));
  return names.flatMap((name, at) => (own.has(name) ? [at] : []));
}

/** What a leaf must hold: where rows are few, less than the setting asks for, or no tree would ever branch. */
function leastWeight({ outcomes }: Sample, boosting: Boosting): number {
  const share = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length;
  return Math.min(boosting.leastWeight, LEAST_LEAF * boosting.rowShare * outcomes.length * share * (1 - share));
}

/** Ensembles as one, whose sums are their mean. */
function averaged(ensembles: readonly Ensemble[]): Ensemble {
  const share = 1 / ensembles.length;
  const base = ensembles.reduce((sum, ensemble) => sum + ensemble.base, 0);
  return calibrated({ base, trees: ensembles.flatMap(({ trees }) => trees) }, { slope: share, intercept: 0 });
}

function chosen(matrix: Sample["matrix"], outcomes: readonly Outcome[], fits: (row: Float64Array) => boolean): Sample | undefined {
  const { width, values } = matrix;
  const rows = outcomes.flatMap((outcome, row) => (fits(values.subarray(row * width, (row + 1) * width)) ? [{ row, outcome }] : []));
  const kept = rows.map(({ outcome }) => outcome);
  if (!enough(kept)) return undefined;
  const some = new Float64Array(rows.length * width);
  for (const [at, { row }] of rows.entries()) some.set(values.subarray(row * width, (row + 1) * width), at * width);
  return sampleOf({ rows: rows.length, width, values: some }, kept);
}

function sampleOf(matrix: Sample["matrix"], outcomes: readonly Outcome[]): Sample {
  return { matrix, outcomes: Uint8Array.from(outcomes, ({ confirmed }) => confirmed), weights: new Float64Array(outcomes.length).fill(1) };
}

import type { Ensemble } from "./boosting.ts";
import { grained } from "./tree.ts";

/** Log-odds put right: slope times the log-odds of the trees, plus the intercept (Platt 1999, with his targets held off 0 and 1). */
export type Calibration = { readonly slope: number; readonly intercept: number };

const STEPS = 50;
/** A slope below this would turn the order of the rows, or nearly. */
const LEAST_SLOPE = 0.05;
/** A loss is not known to be larger by less than this share of it. */
const LOSS_GRAIN = 1e-10;

/** Fits slope and intercept to outcomes by Newton's method, the same on every machine. A step that would fit worse is halved until it does not. */
export function fitCalibration(scores: Float64Array, outcomes: Uint8Array): Calibration {
  const confirmed = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const targets = [1 / (outcomes.length - confirmed + 2), (confirmed + 1) / (confirmed + 2)] as const;
  const targetOf = (row: number): number => (outcomes[row] === 1 ? targets[1] : targets[0]);
  const loss = ({ slope, intercept }: Calibration): number => scores.reduce((sum, score, row) => sum + softplus(slope * score + intercept) - targetOf(row) * (slope * score + intercept), 0);
  let now: Calibration = { slope: 1, intercept: 0 };
  for (let step = 0; step < STEPS; step++) {
    const full = newtonStep(now, scores, targetOf);
    if (full === undefined) break;
    const most = loss(now) * (1 + LOSS_GRAIN);
    let [share, next] = [1, moved(now, full, 1)];
    while (loss(next) > most && share > 1e-9) next = moved(now, full, (share /= 2));
    now = next;
    if (share * (Math.abs(full.slope) + Math.abs(full.intercept)) < 1e-10) break;
  }
  return now;
}

/** What Newton's method takes off slope and intercept; off the intercept alone where the slope is at its least and would fall. */
function newtonStep({ slope, intercept }: Calibration, scores: Float64Array, targetOf: (row: number) => number): Calibration | undefined {
  let [a, b, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9];
  for (const [row, score] of scores.entries()) {
    const chance = chanceOf(slope * score + intercept);
    const miss = chance - targetOf(row);
    const bend = chance * (1 - chance);
    a += miss * score;
    b += miss;
    aa += bend * score * score;
    ab += bend * score;
    bb += bend;
  }
  const area = aa * bb - ab * ab;
  if (area < 1e-12) return undefined;
  const down = (bb * a - ab * b) / area;
  return slope === LEAST_SLOPE && down > 0 ? { slope: 0, intercept: b / bb } : { slope: down, intercept: (aa * b - ab * a) / area };
}

function moved({ slope, intercept }: Calibration, step: Calibration, share: number): Calibration {
  return { slope: Math.max(LEAST_SLOPE, slope - share * step.slope), intercept: intercept - share * step.intercept };
}

/** log(1 + e^x) without overflow. */
function softplus(value: number): number {
  return Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
}

/** The ensemble whose sums are the calibrated log-odds: every value times the slope, the intercept in the base. */
export function calibrated({ base, trees }: Ensemble, { slope, intercept }: Calibration): Ensemble {
  return { base: grained(slope * base + intercept), trees: trees.map((tree) => ({ ...tree, value: tree.value.map((value) => grained(slope * value)) })) };
}

/** The chance that log-odds stand for. */
export function chanceOf(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

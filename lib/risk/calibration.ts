import type { Ensemble } from "./boosting.ts";
import { grained } from "./tree.ts";

/** Log-odds put right: slope times the log-odds of the trees, plus the intercept (Platt 1999, with his targets held off 0 and 1). */
export type Calibration = { readonly slope: number; readonly intercept: number };

const STEPS = 50;
/** A slope below this would turn the order of the rows, or nearly. */
const LEAST_SLOPE = 0.05;

/** Fits slope and intercept to outcomes by Newton's method, the same on every machine. */
export function fitCalibration(scores: Float64Array, outcomes: Uint8Array): Calibration {
  const confirmed = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  const targets = [1 / (outcomes.length - confirmed + 2), (confirmed + 1) / (confirmed + 2)] as const;
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < STEPS; step++) {
    let [a, b, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9];
    for (const [row, score] of scores.entries()) {
      const chance = chanceOf(slope * score + intercept);
      const miss = chance - (outcomes[row] === 1 ? targets[1] : targets[0]);
      const bend = chance * (1 - chance);
      a += miss * score;
      b += miss;
      aa += bend * score * score;
      ab += bend * score;
      bb += bend;
    }
    const area = aa * bb - ab * ab;
    if (area < 1e-12) break;
    const down = (bb * a - ab * b) / area;
    const across = (aa * b - ab * a) / area;
    slope = Math.max(LEAST_SLOPE, slope - down);
    intercept -= across;
    if (Math.abs(down) + Math.abs(across) < 1e-10) break;
  }
  return { slope, intercept };
}

/** The ensemble whose sums are the calibrated log-odds: every value times the slope, the intercept in the base. */
export function calibrated({ base, trees }: Ensemble, { slope, intercept }: Calibration): Ensemble {
  return { base: grained(slope * base + intercept), trees: trees.map((tree) => ({ ...tree, value: tree.value.map((value) => grained(slope * value)) })) };
}

/** The chance that log-odds stand for. */
export function chanceOf(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

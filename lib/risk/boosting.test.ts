import { describe, expect, it } from "vitest";
import { binRows, cutFeatures } from "./binning.ts";
import { boost, lossOf, scoreRows, type Boosting, type Sample } from "./boosting.ts";
import { attribute } from "./contribution.ts";
import { aucOf } from "./modelMeasure.ts";
import { seeded } from "./randomness.ts";
import { layForest } from "./tree.ts";

const BOOSTING: Boosting = { leaves: 8, depth: 4, leastWeight: 1, l2: 1, leastGain: 0, rate: 0.2, trees: 60, bins: 32, rowShare: 0.8, featureShare: 0.8, patience: 10, seed: 1 };

/** Four features of which two decide only together; every tenth value is missing. */
function sample(rows: number, seed: number): Sample {
  const random = seeded(seed);
  const values = Float64Array.from({ length: rows * 4 }, () => (random() < 0.1 ? Number.NaN : random()));
  const outcomes = Uint8Array.from({ length: rows }, (_, row) => (((values[row * 4] ?? 0) > 0.5) === ((values[row * 4 + 1] ?? 0) > 0.5) ? 1 : 0));
  return { matrix: { rows, width: 4, values }, outcomes, weights: new Float64Array(rows).fill(1) };
}

describe("boosted trees", () => {
  const ensemble = boost(sample(2000, 1), sample(500, 2), BOOSTING);
  const held = sample(500, 3);

  it("learn what two features decide only together", () => {
    expect(aucOf({ scores: scoreRows(ensemble, held.matrix), outcomes: held.outcomes })).toBeGreaterThan(0.95);
    expect(lossOf(scoreRows(ensemble, held.matrix), held)).toBeLessThan(0.4);
  });

  it("are none when nothing can be learned", () => {
    const random = seeded(7);
    const noise = (rows: number): Sample => ({ ...sample(rows, 8), outcomes: Uint8Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0)) });
    expect(boost(noise(300), noise(300), BOOSTING).trees.length).toBeLessThan(10);
  });

  it("give every feature its part, and the parts add up to the score exactly", () => {
    const forest = layForest(ensemble.trees);
    const scores = scoreRows(ensemble, held.matrix);
    for (let row = 0; row < held.matrix.rows; row++) {
      const parts = new Float64Array(4);
      const general = ensemble.base + attribute(forest, held.matrix.values.subarray(row * 4, row * 4 + 4), parts);
      expect(parts.reduceRight((sum, part) => sum + part, general)).toBe(scores[row]);
    }
  });

  it("do not heed rows without weight", () => {
    const heeded = sample(1000, 4);
    const twisted = { ...heeded, outcomes: heeded.outcomes.map((outcome, row) => (row < 500 ? 1 - outcome : outcome)), weights: heeded.weights.map((_, row) => (row < 500 ? 0 : 1)) };
    expect(aucOf({ scores: scoreRows(boost(twisted, sample(500, 2), BOOSTING), held.matrix), outcomes: held.outcomes })).toBeGreaterThan(0.9);
  });
});

describe("bins", () => {
  const matrix = { rows: 6, width: 1, values: Float64Array.of(1, 1, 2, 3, Number.NaN, 3) };

  it("never part equal values, and keep missing ones below all", () => {
    expect([...binRows(matrix, cutFeatures(matrix, 8))]).toEqual([1, 1, 2, 3, 0, 3]);
  });

  it("are one for a feature that is the same everywhere", () => {
    expect(cutFeatures({ rows: 3, width: 1, values: Float64Array.of(5, 5, 5) }, 8)[0]).toHaveLength(0);
  });
});

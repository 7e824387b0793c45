import { describe, expect, it } from "vitest";
import { aucOf, calibrationError, reliabilityOf, selectionAt, withConfidence } from "./modelMeasure.ts";
import { seeded } from "./randomness.ts";

const scored = (scores: readonly number[], outcomes: readonly number[]) => ({ scores: Float64Array.from(scores), outcomes: Uint8Array.from(outcomes) });

describe("the measures of a model", () => {
  it.each([
    { what: "all confirmed above", scores: [4, 3, 2, 1], outcomes: [1, 1, 0, 0], auc: 1 },
    { what: "all confirmed below", scores: [1, 2, 3, 4], outcomes: [1, 1, 0, 0], auc: 0 },
    { what: "nothing told apart", scores: [1, 1, 1, 1], outcomes: [1, 0, 1, 0], auc: 0.5 },
    { what: "one of four pairs the wrong way", scores: [4, 2, 3, 1], outcomes: [1, 1, 0, 0], auc: 0.75 },
  ])("give an area of $auc for $what", ({ scores, outcomes, auc }) => {
    expect(aucOf(scored(scores, outcomes))).toBe(auc);
  });

  it("count what a selection finds among the selected and among all confirmed", () => {
    expect(selectionAt(scored([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [1, 0, 1, 0, 1, 0, 1, 0, 0, 0]), 0.2)).toEqual({ precision: 0.5, recall: 0.25 });
  });

  it("select one line at least", () => {
    expect(selectionAt(scored([2, 1], [1, 0]), 0.01)).toEqual({ precision: 1, recall: 1 });
  });

  it("count lines that tie at the edge by their chance, in whatever order they lie", () => {
    const tied = { precision: 0.25, recall: 1 };
    expect(selectionAt(scored([1, 1, 1, 1], [1, 0, 0, 0]), 0.25)).toEqual({ precision: 0.25, recall: 0.25 });
    expect(selectionAt(scored([1, 1, 1, 1], [0, 0, 0, 1]), 1)).toEqual(tied);
  });

  it("find no error where chances came true, and the distance where they did not", () => {
    expect(calibrationError(scored([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0]), 2)).toBe(0);
    expect(calibrationError(scored([0.9, 0.9], [0, 0]), 1)).toBeCloseTo(0.9, 12);
  });

  it("put every line into one bin of the calibration plot", () => {
    const parts = reliabilityOf(scored([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], [0, 0, 0, 1, 0, 1, 1]), 3);
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(7);
    expect(parts.map(({ foretold }) => foretold)).toEqual(parts.map(({ foretold }) => foretold).toSorted((a, b) => a - b));
  });

  it("lie within their confidence, which is the same for the same seed", () => {
    const random = seeded(3);
    const rows = Array.from({ length: 300 }, () => random());
    const sample = scored(rows, rows.map((chance) => (random() < chance ? 1 : 0)));
    const first = withConfidence(sample, aucOf, { draws: 100, seed: 5 });
    expect(first).toEqual(withConfidence(sample, aucOf, { draws: 100, seed: 5 }));
    expect(first.low).toBeLessThan(first.value);
    expect(first.high).toBeGreaterThan(first.value);
  });
});

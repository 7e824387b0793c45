import { describe, expect, it } from "vitest";
import { calibrated, chanceOf, fitCalibration } from "./calibration.ts";
import { scoreRows } from "./boosting.ts";
import { seeded } from "./randomness.ts";

/** Log-odds between -4 and 4 with outcomes that came by `slope` times those plus `intercept`. */
function foretold(slope: number, intercept: number): readonly [Float64Array, Uint8Array] {
  const random = seeded(9);
  const scores = Float64Array.from({ length: 4000 }, () => 8 * random() - 4);
  return [scores, Uint8Array.from(scores, (score) => (random() < chanceOf(slope * score + intercept) ? 1 : 0))];
}

describe("a calibration", () => {
  it.each([{ slope: 1, intercept: 0 }, { slope: 0.5, intercept: -1 }, { slope: 2, intercept: 0.5 }])("finds the slope $slope and the intercept $intercept that outcomes came by", ({ slope, intercept }) => {
    const found = fitCalibration(...foretold(slope, intercept));
    expect(Math.abs(found.slope - slope)).toBeLessThan(0.15);
    expect(Math.abs(found.intercept - intercept)).toBeLessThan(0.15);
  });

  it("finds them for log-odds far from zero too", () => {
    const [scores, outcomes] = foretold(1, 0);
    const [near, far] = [fitCalibration(scores, outcomes), fitCalibration(scores.map((score) => 2 * score + 20), outcomes)];
    expect(far.slope).toBeCloseTo(near.slope / 2, 6);
    expect(far.intercept).toBeCloseTo(near.intercept - 10 * near.slope, 4);
  });

  it("foretells as many as came, also where the slope is at its least", () => {
    const [scores, outcomes] = foretold(-1, 1);
    const { slope, intercept } = fitCalibration(scores, outcomes);
    const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
    expect(Math.abs(sum(scores.map((score) => chanceOf(slope * score + intercept))) - sum(outcomes))).toBeLessThan(1);
  });

  it("never turns the order, not even when outcomes came the other way round", () => {
    expect(fitCalibration(...foretold(-1, 0)).slope).toBeGreaterThan(0);
  });

  it("is monotone: a higher sum of trees is a higher chance", () => {
    const trees = [{ feature: [0, 0, 0], threshold: [1, 0, 0], left: [1, -1, -1], right: [2, -1, -1], value: [0, -0.5, 0.5] }];
    const [low, high] = scoreRows(calibrated({ base: 0.1, trees }, { slope: 0.3, intercept: -2 }), { rows: 2, width: 1, values: Float64Array.of(0, 2) });
    expect(chanceOf(low ?? 0)).toBeLessThan(chanceOf(high ?? 0));
    expect(high).toBeCloseTo(0.3 * 0.6 - 2, 8);
  });
});

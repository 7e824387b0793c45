import { describe, expect, it } from "vitest";
import { adjusted, digitResult, expectedOf, LEAST_SAMPLE, rankedParties } from "./digits.ts";

/** The first digits of the powers of two, which follow Benford's law (Diaconis 1977). */
function firstDigitsOfPowers(many: number): number[] {
  const counts = Array.from({ length: 9 }, () => 0);
  let power = 1n;
  for (let at = 0; at < many; at++) {
    const digit = Number(power.toString()[0]) - 1;
    counts[digit] = (counts[digit] ?? 0) + 1;
    power *= 2n;
  }
  return counts;
}

describe("first digits", () => {
  it("are expected by Benford's law: 30.1% ones, 4.6% nines, all together one", () => {
    const shares = expectedOf("first").map(({ share }) => share);
    expect([shares[0], shares[8], shares.reduce((sum, share) => sum + share, 0)]).toEqual([expect.closeTo(0.30103, 5), expect.closeTo(0.04576, 5), expect.closeTo(1, 12)]);
  });

  it("of a thousand powers of two conform closely", () => {
    const result = digitResult("first", firstDigitsOfPowers(1_000));
    expect(result).toMatchObject({ numbers: 1_000, enough: true, freedom: 8, conformity: "close" });
    expect(result.p).toBeGreaterThan(0.99);
  });

  it("all alike do not: chi-square and its p-value by hand: 900 (Σ 1 ÷ 81 b − 1)", () => {
    const result = digitResult("first", Array.from({ length: 9 }, () => 100));
    expect(result).toMatchObject({ numbers: 900, chiSquare: expect.closeTo(361.53, 1), conformity: "none" });
    expect(result.deviation).toBeCloseTo(0.0597, 3);
    expect(result.p).toBeLessThan(1e-70);
    expect(result.p).toBeGreaterThan(0);
  });

  it.each<[string, number, number, number]>([["5%", 15.507, 8, 0.05], ["1%", 20.09, 8, 0.01]])("the critical value of %s is where tables have it", (_, statistic, freedom, level) => {
    // Two of the nine digits are moved apart so far that chi-square is the critical value.
    const expected = expectedOf("first").map(({ share }) => share * 1e6);
    const away = Math.sqrt(statistic / (1 / (expected[0] ?? 1) + 1 / (expected[1] ?? 1)));
    const counts = expected.map((count, at) => (at === 0 ? count + away : at === 1 ? count - away : count));
    const result = digitResult("first", counts);
    expect([result.freedom, result.chiSquare, result.p]).toEqual([freedom, expect.closeTo(statistic, 3), expect.closeTo(level, 4)]);
  });

  it.each<[number, "close" | "acceptable" | "marginal" | "none"]>([
    [0.0059, "close"],
    [0.0061, "acceptable"],
    [0.0119, "acceptable"],
    [0.0121, "marginal"],
    [0.0149, "marginal"],
    [0.0151, "none"],
  ])("that lie %s away on average conform: %s", (deviation, conformity) => {
    const counts = expectedOf("first").map(({ share }, at) => (share + (at === 0 ? 1 : at === 1 ? -1 : 0) * 4.5 * deviation) * 1e6);
    expect(digitResult("first", counts).conformity).toBe(conformity);
  });
});

describe("last digits", () => {
  it("are expected all alike, and are when they are", () => {
    expect(digitResult("last", Array.from({ length: 10 }, () => 30))).toMatchObject({ numbers: 300, chiSquare: 0, p: 1, deviation: 0, conformity: null, freedom: 9 });
  });

  it("that are zero for half of the numbers are told by their standard deviations", () => {
    const result = digitResult("last", [550, 50, 50, 50, 50, 50, 50, 50, 50, 50]);
    expect(result.digits[0]).toMatchObject({ digit: 0, share: 0.55, z: expect.closeTo(47.38, 1) });
    expect(result.p).toBeLessThan(1e-300);
  });
});

describe("a sample", () => {
  it.each<["first" | "last", number, boolean]>([
    ["first", 109, false],
    ["first", 110, true],
    ["last", 49, false],
    ["last", 50, true],
    ["first", 0, false],
  ])("of the %s digits of %i numbers is enough: %s", (test, numbers, enough) => {
    const result = digitResult(test, [numbers]);
    expect([result.enough, result.p !== null, result.chiSquare !== null]).toEqual([enough, enough, enough]);
  });

  it("is as large as five expected of the rarest digit ask", () => {
    for (const test of ["first", "last"] as const) expect(LEAST_SAMPLE[test] * Math.min(...expectedOf(test).map(({ share }) => share))).toBeGreaterThanOrEqual(5);
  });
});

describe("many tests at once", () => {
  it("are corrected as Benjamini and Hochberg do", () => {
    expect(adjusted([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02]);
    expect([adjusted([]), adjusted([0.2]), adjusted([0.9, 0.8])]).toEqual([[], [0.2], [0.9, 0.9]]);
  });

  it("rank the parties with enough numbers, the farthest first", () => {
    const even = firstDigitsOfPowers(500);
    const ranked = rankedParties("first", [{ party: "fair", counts: even }, { party: "few", counts: [0, 0, 0, 0, 0, 0, 0, 0, 50] }, { party: "fives", counts: [60, 35, 25, 20, 45, 14, 12, 10, 9] }]);
    expect(ranked.map(({ party }) => party)).toEqual(["fives", "fair"]);
    expect(ranked[0]?.adjusted).toBeGreaterThan(ranked[0]?.p ?? 1);
  });
});

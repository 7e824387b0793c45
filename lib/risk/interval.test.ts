import { describe, expect, it } from "vitest";
import { shareOf } from "./interval.ts";

describe("a share with its interval", () => {
  it.each([
    [0, 10, 0, 0.2775],
    [1, 10, 0.0179, 0.4042],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ])("%i of %i lies between %d and %d", (hits, of, low, high) => {
    const share = shareOf(hits, of);
    expect(share?.low).toBeCloseTo(low, 4);
    expect(share?.high).toBeCloseTo(high, 4);
  });

  it.each([1, 7, 9, 113])("of %i holds none and all of them in its interval to the last digit", (of) => {
    expect([shareOf(0, of)?.low, shareOf(of, of)?.high]).toEqual([0, 1]);
  });

  it("is none where nothing was counted", () => {
    expect(shareOf(0, 0)).toBeUndefined();
  });
});

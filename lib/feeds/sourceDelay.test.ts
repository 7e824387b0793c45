import { describe, expect, it } from "vitest";
import { delaysOf, medianDelay } from "./sourceDelay.ts";

describe("the median delay", () => {
  it.each([
    { seconds: [], least: null, most: null },
    { seconds: [0.2], least: 0, most: 0 },
    { seconds: [-30], least: 0, most: 0 },
    { seconds: [60, 60, 3600], least: 53, most: 68 },
    { seconds: [86_400], least: 75_600, most: 97_200 },
  ])("of $seconds lies between $least and $most", ({ seconds, least, most }) => {
    const found = medianDelay([delaysOf(seconds)]);
    expect([found === null, (found ?? 0) >= (least ?? 0), (found ?? 0) <= (most ?? 0)]).toEqual([least === null, true, true]);
  });

  it("is the same whether events came in one document or in many", () => {
    const seconds = [1, 5, 9, 30, 400, 7000, 7000];
    expect(medianDelay(seconds.map((one) => delaysOf([one])))).toBe(medianDelay([delaysOf(seconds)]));
  });
});

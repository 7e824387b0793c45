import { describe, expect, it } from "vitest";
import { durationOf } from "./duration.ts";

describe("a length of time", () => {
  it.each([
    [0, "seconds", 0],
    [59.6, "minutes", 1],
    [60, "minutes", 1],
    [90, "seconds", 90],
    [120, "minutes", 2],
    [3600, "hours", 1],
    [7199, "minutes", 120],
    [7200, "hours", 2],
    [86_400, "days", 1],
    [172_799, "hours", 48],
    [172_800, "days", 2],
  ])("of %d seconds is said in %s: %d", (seconds, unit, n) => expect(durationOf(seconds)).toEqual({ unit, n }));
});

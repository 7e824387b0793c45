import { describe, expect, it } from "vitest";
import { decimal, duration, minuteUtc, probability } from "./read-out.ts";

describe("read out", () => {
  it.each([
    [0, "0 minutes", "0分钟"],
    [1 / 60, "1 minute", "1分钟"],
    [0.99, "59 minutes", "59分钟"],
    [1, "1 hour", "1小时"],
    [1.5, "90 minutes", "90分钟"],
    [2, "2 hours", "2小时"],
    [95.9, "95.9 hours", "95.9小时"],
    [96, "4 days", "4天"],
    [108, "4.5 days", "4.5天"],
  ])("%d hours are %s", (hours, en, zh) => {
    expect(duration(hours)).toEqual({ en, zh });
  });

  it.each([
    [0.000_000_9, "p < 0.000001"],
    [0.000_001, "p = 0.000001"],
    [0.000_123, "p = 0.00012"],
    [0.000_999, "p = 0.001"],
    [0.001_24, "p = 0.0012"],
    [0.05, "p = 0.05"],
  ])("the probability %d is %s", (p, words) => {
    expect(probability(p)).toBe(words);
  });

  it("a number has its digits grouped, and an instant its zone", () => {
    expect([decimal(12_345.678, 1), minuteUtc("2026-03-02T08:15:59Z")]).toEqual(["12,345.7", "2026-03-02 08:15 UTC"]);
  });
});

import { describe, expect, it } from "vitest";
import { leftOf, secondsToWait } from "./sourceMeter.ts";

const at = new Date("2026-03-02T08:00:00Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe("the measure of what a source may push in a minute", () => {
  it.each([
    { level: 600, after: 0, left: 600 },
    { level: 600, after: 30, left: 300 },
    { level: 600, after: 60, left: 0 },
    { level: 600, after: 3600, left: 0 },
    { level: 600, after: -60, left: 600 },
  ])("of $level at 600 a minute holds $left after $after seconds", ({ level, after, left }) => expect(leftOf({ level, at }, 600, later(after))).toBe(left));

  it.each([
    { left: 0, wait: 0 },
    { left: 599, wait: 0 },
    { left: 600, wait: 1 },
    { left: 900, wait: 31 },
    { left: 60_000, wait: 5941 },
  ])("lets in again after $wait seconds when it holds $left", ({ left, wait }) => expect(secondsToWait(left, 600)).toBe(wait));
});

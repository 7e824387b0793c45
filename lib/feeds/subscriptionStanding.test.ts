import { describe, expect, test } from "vitest";
import { standingOf } from "./subscriptionStanding.ts";

const well = { mayAsk: true, pausedAt: null, failures: 0 };
const then = new Date("2026-03-02T08:00:00Z");

describe("a subscription", () => {
  test.each([
    { signs: well, standing: "active", when: "its receiver answers" },
    { signs: { ...well, failures: 1 }, standing: "failing", when: "its receiver failed once" },
    { signs: { ...well, failures: 4 }, standing: "failing", when: "its receiver failed four times" },
    { signs: { ...well, failures: 5 }, standing: "resting", when: "its receiver failed five times in a row" },
    { signs: { ...well, failures: 5, pausedAt: then }, standing: "paused", when: "somebody has it rest, whatever failed before" },
    { signs: { mayAsk: false, failures: 0, pausedAt: then }, standing: "shut-out", when: "its key is revoked" },
  ] as const)("is $standing when $when", ({ signs, standing }) => {
    expect(standingOf(signs)).toBe(standing);
  });
});

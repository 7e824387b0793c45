import { describe, expect, it } from "vitest";
import { healthOf, silentSince, type Signs } from "./sourceHealth.ts";

const now = new Date("2026-03-02T08:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const well: Signs = { state: "on", stateSince: ago(10_000), staleAfterMinutes: 60, lastNewAt: ago(5), lastSuccessAt: ago(5), failures: 0, breakerUntil: null };

describe("a source", () => {
  it.each<{ case: string; change: Partial<Signs>; health: string }>([
    { case: "from which something new came lately", change: {}, health: "well" },
    { case: "silent exactly as long as it may be", change: { lastNewAt: ago(60) }, health: "well" },
    { case: "silent a minute longer", change: { lastNewAt: ago(61) }, health: "silent" },
    { case: "that may be silent for ever", change: { lastNewAt: ago(9000), staleAfterMinutes: null }, health: "well" },
    { case: "turned on a moment ago, after a long pause", change: { lastNewAt: ago(9000), stateSince: ago(1) }, health: "well" },
    { case: "that is off", change: { state: "off", lastNewAt: ago(9000), failures: 9 }, health: "off" },
    { case: "whose last reading failed", change: { failures: 1 }, health: "failing" },
    { case: "whose breaker is open", change: { failures: 5, breakerUntil: ago(-1) }, health: "resting" },
    { case: "whose breaker is half open", change: { failures: 5, breakerUntil: ago(1) }, health: "failing" },
    { case: "that failed for so long that it is silent", change: { failures: 5, lastNewAt: ago(61), breakerUntil: ago(-1) }, health: "silent" },
    { case: "of which nothing was heard yet", change: { lastNewAt: null, lastSuccessAt: null, stateSince: ago(1) }, health: "new" },
    { case: "that was read and had nothing new", change: { lastNewAt: null, stateSince: ago(1) }, health: "well" },
  ])("$case is $health", ({ change, health }) => expect(healthOf({ ...well, ...change }, now)).toBe(health));

  it("is silent since its last new event, or since it was turned on", () => {
    expect([silentSince(well), silentSince({ ...well, stateSince: ago(2) }), silentSince({ ...well, lastNewAt: null })]).toEqual([ago(5), ago(2), ago(10_000)]);
  });
});

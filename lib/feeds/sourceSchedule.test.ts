import { describe, expect, it } from "vitest";
import { afterFailure, BACK_OFF, breakerState, nextRun, retryAfter, schedule } from "./sourceSchedule.ts";

const now = new Date("2026-03-02T08:00:00Z");
const inSeconds = (at: Date) => (at.getTime() - now.getTime()) / 1000;
const failed = (failures: number, change: Partial<Parameters<typeof afterFailure>[0]> = {}) => afterFailure({ failures, retryAfterSeconds: null, when: null, spread: 1, now, ...change });

describe("a schedule", () => {
  it.each([
    { when: { everySeconds: 300 }, next: "2026-03-02T08:05:00.000Z" },
    { when: { cron: "30 17 * * *" }, next: "2026-03-02T09:30:00.000Z" },
    { when: { cron: "0 */10 * * * *" }, next: "2026-03-02T08:10:00.000Z" },
    { when: null, next: "2026-03-02T09:00:00.000Z" },
  ])("$when is next at $next", ({ when, next }) => expect(nextRun(when, now).toISOString()).toBe(next));

  it.each([
    { given: { everySeconds: 4 }, taken: false },
    { given: { everySeconds: 5 }, taken: true },
    { given: { cron: "0 2 * * 1-5" }, taken: true },
    { given: { cron: "0 25 * * *" }, taken: false },
    { given: { cron: "every morning" }, taken: false },
    { given: { cron: "@daily" }, taken: false },
  ])("$given is taken: $taken", ({ given, taken }) => expect(schedule.safeParse(given).success).toBe(taken));
});

describe("after failures in a row", () => {
  it.each([
    { failures: 1, seconds: 15, open: false },
    { failures: 2, seconds: 30, open: false },
    { failures: 4, seconds: 120, open: false },
    { failures: 5, seconds: 660, open: true },
    { failures: 6, seconds: 1320, open: true },
    { failures: 40, seconds: 23_760, open: true },
  ])("$failures: it is tried again after at most $seconds seconds, breaker open: $open", ({ failures, seconds, open }) => {
    const after = failed(failures);
    expect([inSeconds(after.nextRunAt), after.breakerUntil !== null]).toEqual([seconds, open]);
  });

  it.each([0, 0.25, 0.999])("chance %d spreads a pause over its upper half and no further", (spread) => {
    const pause = inSeconds(failed(3, { spread }).nextRunAt);
    expect(pause).toBeGreaterThanOrEqual(30);
    expect(pause).toBeLessThanOrEqual(60);
  });

  it.each([
    { retryAfterSeconds: 10, seconds: 15 },
    { retryAfterSeconds: 120, seconds: 120 },
    { retryAfterSeconds: 10_000_000, seconds: BACK_OFF.retryAfterMost / 1000 },
  ])("a server that asks for $retryAfterSeconds seconds is left alone for $seconds", ({ retryAfterSeconds, seconds }) => expect(inSeconds(failed(1, { retryAfterSeconds }).nextRunAt)).toBe(seconds));

  it("a source is not read more often than its schedule says, as long as the pause is shorter", () => {
    expect(inSeconds(failed(3, { when: { everySeconds: 50 }, spread: 0 }).nextRunAt)).toBe(50);
  });
});

describe("the breaker", () => {
  it.each([
    { until: null, state: "shut" },
    { until: new Date(now.getTime() + 1), state: "open" },
    { until: now, state: "half-open" },
  ])("until $until is $state", ({ until, state }) => expect(breakerState(until, now)).toBe(state));
});

describe("Retry-After", () => {
  it.each([
    { header: "30", seconds: 30 },
    { header: " 7 ", seconds: 7 },
    { header: "Mon, 02 Mar 2026 08:01:00 GMT", seconds: 60 },
    { header: "Mon, 02 Mar 2026 07:00:00 GMT", seconds: 0 },
    { header: "soon", seconds: null },
    { header: undefined, seconds: null },
  ])("$header asks for $seconds seconds", ({ header, seconds }) => expect(retryAfter(header, now)).toBe(seconds));
});

import { describe, expect, it } from "vitest";
import { minutesToWait, THROTTLE, windowStart } from "./throttle.ts";

const now = new Date("2026-03-02T08:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const times = (count: number, minutes: number) => Array.from({ length: count }, () => ago(minutes));

describe("sign-in is throttled", () => {
  it.each([
    { failures: "four of a login", login: times(4, 1), address: [], wait: 0 },
    { failures: "five of a login a minute ago", login: times(5, 1), address: [], wait: 14 },
    { failures: "five of a login, the oldest 14 min 1 s ago", login: [...times(4, 1), ago(14 + 1 / 60)], address: [], wait: 1 },
    { failures: "five of a login, the oldest a window ago", login: [...times(4, 1), ago(15)], address: [], wait: 0 },
    { failures: "29 from an address", login: [], address: times(29, 1), wait: 0 },
    { failures: "30 from an address now", login: [], address: times(30, 0), wait: 15 },
    { failures: "both, the longer wait counts", login: times(5, 10), address: times(30, 2), wait: 13 },
  ])("after $failures: wait $wait min", ({ login, address, wait }) => {
    expect(minutesToWait({ login, address }, now)).toBe(wait);
  });

  it("counts failures of the last quarter of an hour", () => {
    expect(windowStart(now)).toEqual(ago(THROTTLE.minutes));
  });
});

import { expect, test } from "vitest";
import { judged, passedWords, type Comparison } from "./alert.ts";
import { MOST_TRIES, nextTry } from "./notice.ts";

const NOW = new Date("2026-03-02T04:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

test.each<[Comparison, number, boolean]>([
  ["at-least", 399, false], ["at-least", 400, true], ["at-least", 401, true],
  ["more-than", 399, false], ["more-than", 400, false], ["more-than", 401, true],
  ["at-most", 399, true], ["at-most", 400, true], ["at-most", 401, false],
  ["less-than", 399, true], ["less-than", 400, false], ["less-than", 401, false],
  ["at-least", Number.NaN, false], ["less-than", Number.NaN, false],
])("%s 400: a figure of %d passes it: %s", (comparison, figure, passed) => {
  expect(judged({ comparison, value: 400, coolDownMinutes: 60, lastToldAt: null }, figure, NOW)).toEqual({ passed, tell: passed });
});

test.each([
  ["told for the first time", null, true],
  ["told a minute before its cool-down is over", ago(59), false],
  ["told as long ago as its cool-down", ago(60), true],
])("an alert that is passed and was %s", (_, lastToldAt, tell) => {
  expect(judged({ comparison: "more-than", value: 1, coolDownMinutes: 60, lastToldAt }, 2, NOW)).toEqual({ passed: true, tell });
});

test("what passed is said with its unit, shares in percent", () => {
  expect(passedWords({ comparison: "more-than", value: 400 }, 412, "declarations")).toEqual({ en: "412; the alert is for more than 400", zh: "412，预警条件为超过400" });
  expect(passedWords({ comparison: "less-than", value: 0.95 }, 0.9333, "share").en).toBe("93.33%; the alert is for less than 95%");
});

test("a delivery is tried again after growing pauses, as the receiver asks, and given up after some tries", () => {
  const pauses = Array.from({ length: MOST_TRIES }, (_, at) => nextTry(at + 1, null, NOW)).map((next) => (next === null ? null : (next.getTime() - NOW.getTime()) / 60_000));
  expect(pauses).toEqual([0.5, 2, 10, 30, 120, 360, 720, null]);
  expect(nextTry(1, 600, NOW)).toEqual(new Date(NOW.getTime() + 600_000));
  expect(nextTry(1, 999_999, NOW)).toEqual(new Date(NOW.getTime() + 86_400_000));
});

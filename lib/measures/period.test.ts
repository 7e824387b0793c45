import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, compareDates, contains, covers, dateAsWritten, dateIn, datesBetween, daysBetween, intersect, overlaps, parseInstant, period, plainDate, yearOf } from "./period.ts";
import type { Period, PlainDate } from "./period.ts";

function date(text: string): PlainDate {
  const found = plainDate(text);
  if (found === undefined) throw new Error(`${text} is no date`);
  return found;
}

function run(from: string, to: string): Period {
  return { from: date(from), to: date(to) };
}

const anyDate = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(date("1990-01-01"), days));
const anyPeriod = fc.tuple(anyDate, fc.integer({ min: 1, max: 900 })).map(([from, days]) => ({ from, to: addDays(from, days) }));

test.each(["2023-01-01", "2024-02-29", "0001-01-01", "9999-12-31"])("%s is a date", (text) => {
  expect(plainDate(text)).toBe(text);
});

test.each(["2023-02-29", "2023-02-30", "2023-13-01", "2023-00-10", "2023-1-1", "0000-01-01", "20230101", "2023-01-01T00:00:00Z", " 2023-01-01", "２０２３-01-01", ""])("%j is no date", (text) => {
  expect(plainDate(text)).toBeUndefined();
});

test("a period has its first date and not its last, and is never empty or reversed", () => {
  const vintage = yearOf(2023);
  expect(vintage).toEqual(run("2023-01-01", "2024-01-01"));
  expect(["2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01"].map((day) => contains(vintage, date(day)))).toEqual([false, true, true, false]);
  expect(period(date("2023-01-01"), date("2023-01-01"))).toBeUndefined();
  expect(period(date("2023-01-02"), date("2023-01-01"))).toBeUndefined();
});

test.each([0, 9999, 2023.5, -1])("%d is not a vintage", (year) => {
  expect(() => yearOf(year)).toThrow(RangeError);
});

test.each([
  ["2023-01-01", "2023-07-01", "2023-07-01", "2024-01-01", false, false],
  ["2023-01-01", "2023-07-02", "2023-07-01", "2024-01-01", true, false],
  ["2023-01-01", "2024-01-01", "2023-03-01", "2023-04-01", true, true],
  ["2023-01-01", "2024-01-01", "2023-01-01", "2024-01-01", true, true],
  ["2023-01-01", "2024-01-01", "2023-12-01", "2024-01-02", true, false],
])("[%s, %s) against [%s, %s): overlaps %s, covers %s", (a, b, c, d, overlap, cover) => {
  expect(overlaps(run(a, b), run(c, d))).toBe(overlap);
  expect(covers(run(a, b), run(c, d))).toBe(cover);
});

test("a date lies in the intersection exactly when it lies in both periods", () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, anyDate, (a, b, day) => {
      const common = intersect(a, b);
      expect(common !== undefined && contains(common, day)).toBe(contains(a, day) && contains(b, day));
      expect(common !== undefined).toBe(overlaps(a, b));
      expect(common === undefined || (covers(a, common) && covers(b, common))).toBe(true);
    }),
  );
});

test("days added are days between, over leap years and centuries", () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -9_000, max: 9_000 }), (day, days) => {
      const moved = addDays(day, days);
      expect(daysBetween(day, moved)).toBe(days);
      expect(compareDates(day, moved)).toBe(-Math.sign(days) || 0);
    }),
  );
});

test("the dates of a run are listed without its end, and leaving the calendar is refused", () => {
  expect(datesBetween(date("2024-02-28"), date("2024-03-01"))).toEqual(["2024-02-28", "2024-02-29"]);
  expect(datesBetween(date("2024-03-01"), date("2024-02-28"))).toEqual([]);
  expect(() => addDays(date("9999-12-31"), 1)).toThrow(RangeError);
});

test.each([
  ["2023-09-30T23:30:00+08:00", "2023-09-30T15:30:00.000Z"],
  ["2023-09-30T15:30:00Z", "2023-09-30T15:30:00.000Z"],
  ["2023-09-30T15:30:00.123456789Z", "2023-09-30T15:30:00.123Z"],
  ["2023-09-30T15:30:00.5-05:30", "2023-09-30T21:00:00.500Z"],
  ["2023-09-30T23:59:00+23:59", "2023-09-30T00:00:00.000Z"],
])("%s is the instant %s", (text, utc) => {
  expect(parseInstant(text)?.toISOString()).toBe(utc);
});

test.each([
  "2023-09-30",
  "2023-09-30T15:30:00",
  "2023-09-30T15:30Z",
  "2023-02-30T15:30:00Z",
  "2023-09-30T24:00:00Z",
  "2023-09-30T23:60:00Z",
  "2016-12-31T23:59:60Z",
  "2023-09-30T15:30:00+24:00",
  "2023-09-30 15:30:00Z",
  "1696087800000",
])("%s is no instant", (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test("one instant is another date in Shanghai, in Paris, and as it was written", () => {
  expect(dateIn("2023-12-31T17:00:00Z")).toBe("2024-01-01");
  expect(dateIn("2023-12-31T17:00:00Z", "Europe/Paris")).toBe("2023-12-31");
  expect(dateIn(new Date("2023-12-31T15:59:59Z"))).toBe("2023-12-31");
  expect(dateAsWritten("2024-01-01T00:30:00+08:00")).toBe("2024-01-01");
  expect(dateAsWritten("2024-01-01")).toBeUndefined();
  expect(() => dateIn("yesterday")).toThrow(RangeError);
});

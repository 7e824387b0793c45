import { describe, expect, test } from "vitest";
import { nextTick } from "./subscription.ts";
import { saidOf, scheduleOf } from "./subscriptionTimes.ts";

describe("a schedule that is said in the regulator's time", () => {
  test.each([
    { said: { kind: "minutes", minutes: 15 }, schedule: { minute: "0/15" }, next: "2026-03-02T08:15:00.000Z", when: "every quarter of an hour" },
    { said: { kind: "hourly", minute: 5 }, schedule: { minute: "5" }, next: "2026-03-02T08:05:00.000Z", when: "five minutes past each hour" },
    { said: { kind: "daily", time: "18:30" }, schedule: { hour: "10", minute: "30" }, next: "2026-03-02T10:30:00.000Z", when: "each day at half past six in the evening" },
    { said: { kind: "daily", time: "08:00" }, schedule: { hour: "0", minute: "0" }, next: "2026-03-03T00:00:00.000Z", when: "each day at eight, the first hour of the day in UTC" },
    { said: { kind: "daily", time: "07:59" }, schedule: { hour: "23", minute: "59" }, next: "2026-03-02T23:59:00.000Z", when: "each day before eight, the day before in UTC" },
    { said: { kind: "weekly", day: 1, time: "07:00" }, schedule: { dayOfWeek: "7", hour: "23", minute: "0" }, next: "2026-03-08T23:00:00.000Z", when: "Mondays at seven, Sundays in UTC" },
    { said: { kind: "weekly", day: 1, time: "09:00" }, schedule: { dayOfWeek: "1", hour: "1", minute: "0" }, next: "2026-03-09T01:00:00.000Z", when: "Mondays at nine" },
    { said: { kind: "weekly", day: 7, time: "00:00" }, schedule: { dayOfWeek: "6", hour: "16", minute: "0" }, next: "2026-03-07T16:00:00.000Z", when: "Sundays at midnight, Saturdays in UTC" },
  ] as const)("is kept and said again: $when", ({ said, schedule, next }) => {
    expect(scheduleOf(said)).toEqual(schedule);
    expect(saidOf(schedule)).toEqual(said);
    expect(nextTick(schedule, new Date("2026-03-02T08:00:01Z")).toISOString()).toBe(next);
  });

  test.each(["24:00", "9:00", "12:60", "noon", ""])("is none at %j", (time) => {
    expect(scheduleOf({ kind: "daily", time })).toBeUndefined();
  });
});

describe("a schedule of another kind is told as it stands, in UTC", () => {
  test.each([
    { schedule: { second: "30" }, crontab: "30 * * * * *" },
    { schedule: { minute: "0/25" }, crontab: "0 0-59/25 * * * *" },
    { schedule: { hour: "[1-5]" }, crontab: "0 0 1-5 * * *" },
    { schedule: { hour: "1", dayOfMonth: "1" }, crontab: "0 0 1 1 * *" },
    { schedule: { dayOfWeek: "[1-5]", hour: "1" }, crontab: "0 0 1 * * 1-5" },
    { schedule: { dayOfWeek: "1" }, crontab: "0 0 0 * * 1" },
  ])("$crontab", ({ schedule, crontab }) => {
    expect(saidOf(schedule)).toEqual({ kind: "other", crontab });
  });

  test("a whole hour of each day is said without its minutes", () => {
    expect(saidOf({ hour: "1" })).toEqual({ kind: "daily", time: "09:00" });
  });
});

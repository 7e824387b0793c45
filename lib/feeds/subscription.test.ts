import { describe, expect, test } from "vitest";
import { crontabOf, nextTick, scheduleInAddress, subscriptionBody } from "./subscription.ts";

const dest = "https://receiver.example.com/events";
const accepted = (body: object): boolean => subscriptionBody.safeParse({ dest, ...body }).success;

describe("a schedule", () => {
  test.each([
    [{ hour: "1", minute: "5" }, "0 5 1 * * *"],
    [{ hour: "1" }, "0 0 1 * * *"],
    [{ second: "0/30" }, "0-59/30 * * * * *"],
    [{ minute: "[0-10],30" }, "0 0-10,30 * * * *"],
    [{ dayOfWeek: "[1-5]", hour: "8" }, "0 0 8 * * 1-5"],
    [{ dayOfMonth: "1" }, "0 0 0 1 * *"],
    [{ month: "*", second: "5" }, "5 * * * * *"],
  ])("%j is told as %s", (schedule, crontab) => {
    expect(crontabOf(schedule)).toBe(crontab);
  });

  test.each([
    [{ second: "59" }, true], [{ second: "60" }, false], [{ hour: "23" }, true], [{ hour: "24" }, false], [{ dayOfMonth: "0" }, false], [{ dayOfMonth: "31" }, true],
    [{ dayOfWeek: "7" }, true], [{ dayOfWeek: "8" }, false], [{ minute: "[5-1]" }, false], [{ minute: "soon" }, false], [{ minute: "0/0" }, false], [{ minute: 5 }, true], [{}, false], [{ year: "2026" }, false],
  ])("%j is taken: %s", (schedule, taken) => {
    expect(accepted({ schedule })).toBe(taken);
  });

  test("comes round in UTC", () => {
    expect(nextTick({ hour: "1", minute: "5" }, new Date("2026-03-01T01:05:00Z")).toISOString()).toBe("2026-03-02T01:05:00.000Z");
    expect(nextTick({ second: "0/30" }, new Date("2026-03-01T01:05:12Z")).toISOString()).toBe("2026-03-01T01:05:30.000Z");
  });

  test("stands in an address as well", () => {
    expect(scheduleInAddress(new URLSearchParams("minute=5&hour=1&EQ_bizStep=shipping"))).toEqual({ minute: "5", hour: "1" });
    expect(scheduleInAddress(new URLSearchParams("stream=true"))).toBeUndefined();
  });
});

describe("a subscription", () => {
  test.each([
    ["with a stream", { stream: true }, true],
    ["with neither stream nor schedule", {}, false],
    ["with both", { stream: true, schedule: { hour: "1" } }, false],
    ["to no web address", { stream: true, dest: "ftp://receiver.example.com" }, false],
    ["from a time without an offset", { stream: true, initialRecordTime: "2026-03-01T00:00:00" }, false],
    ["of an unknown member", { stream: true, secret: "x" }, false],
  ])("%s", (_what, body, taken) => {
    expect(accepted(body)).toBe(taken);
  });
});

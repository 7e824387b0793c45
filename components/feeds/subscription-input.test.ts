import { describe, expect, test } from "vitest";
import { subscriptionBody } from "#lib/feeds/subscription";
import { subscriptionInput } from "./subscription-input.ts";

const inputOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ queryName: "shipped", dest: "https://receiver.example.com/events", ...fields })) form.set(name, value);
  return subscriptionInput(form);
};
const named = { queryName: "shipped", dest: "https://receiver.example.com/events" };

describe("the form of a subscription", () => {
  test.each([
    { fields: { moment: "stream" }, input: { stream: true } },
    { fields: {}, input: { stream: true } },
    { fields: { moment: "minutes", "schedule/minute": "15" }, input: { schedule: { minute: "0/15" }, reportIfEmpty: false } },
    { fields: { moment: "hourly", "schedule/minute": "5", reportIfEmpty: "on" }, input: { schedule: { minute: "5" }, reportIfEmpty: true } },
    { fields: { moment: "daily", "schedule/hour": "09:30" }, input: { schedule: { hour: "1", minute: "30" }, reportIfEmpty: false } },
    { fields: { moment: "weekly", day: "1", "schedule/hour": "07:00" }, input: { schedule: { dayOfWeek: "7", hour: "23", minute: "0" }, reportIfEmpty: false } },
    { fields: { moment: "stream", since: "2026-03-01T08:00" }, input: { stream: true, initialRecordTime: "2026-03-01T00:00:00.000Z" } },
  ])("with $fields asks for $input", ({ fields, input }) => {
    expect(inputOf(fields)).toEqual({ ...named, ...input });
  });

  test.each([
    { fields: { moment: "daily", "schedule/hour": "" }, pointer: "schedule,hour" },
    { fields: { moment: "hourly", "schedule/minute": "60" }, pointer: "schedule,minute" },
    { fields: { moment: "minutes", "schedule/minute": "0" }, pointer: "schedule,minute" },
  ])("with $fields is refused at $pointer", ({ fields, pointer }) => {
    const { queryName: _name, ...body } = inputOf(fields);
    expect(subscriptionBody.safeParse(body).error?.issues.map(({ path }) => path.join(","))).toEqual([pointer]);
  });
});

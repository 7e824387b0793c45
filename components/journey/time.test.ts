import { describe, expect, it } from "vitest";
import { itemWords } from "./shown.ts";
import { placeIn, spanWords } from "./time.ts";

const MINUTE = 60_000;

describe("a span of time", () => {
  it.each([
    [0, "1 min", "1分钟"],
    [59 * MINUTE, "59 min", "59分钟"],
    [60 * MINUTE, "1 h", "1小时"],
    [61 * MINUTE, "1 h 1 min", "1小时1分钟"],
    [28 * 60 * MINUTE, "1 d 4 h", "1天4小时"],
    [24 * 60 * MINUTE + 5 * MINUTE, "1 d", "1天"],
  ])("of %d ms", (span, en, zh) => {
    expect([spanWords(span, "en"), spanWords(span, "zh-CN")]).toEqual([en, zh]);
  });
});

it("an instant has its place between two others", () => {
  expect(placeIn("2026-01-01T06:00:00Z", Date.parse("2026-01-01T00:00:00Z"), Date.parse("2026-01-02T00:00:00Z"))).toBe(250);
  expect(placeIn(new Date(5), 5, 5)).toBe(500);
});

it.each([
  ["urn:epc:id:bic:MSKU1234565", "MSKU1234565"],
  ["00/030123450000000017", "SSCC 030123450000000017"],
  ["01/03012345000017/10/L%2F1", "GTIN 03012345000017 (10) L/1"],
  ["urn:example:crate:7", "urn:example:crate:7"],
])("%s reads %s", (item, words) => {
  expect(itemWords(item)).toBe(words);
});

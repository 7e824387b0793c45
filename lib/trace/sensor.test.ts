import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excursionsOf, inOrderOfTime, readingsOf, type Limit, type Reading } from "./sensor.ts";

const AT = "2026-01-01T00:00:00Z";
const hour = (n: number) => new Date(Date.parse(AT) + n * 3_600_000).toISOString();
const report = (fields: object, metadata?: object) => readingsOf([{ ...(metadata === undefined ? {} : { sensorMetadata: metadata }), sensorReport: [fields] }], AT);
const warm = (n: number, value: number): Reading => ({ measure: "temperature", at: hour(n), value, lowest: value, highest: value, device: null });
const limit: Limit = { measure: "temperature", lowest: 2_000, highest: 10_000, source: "policy" };
const found = (...values: number[]) => excursionsOf(values.map((value, at) => warm(at, value)), limit);

describe("a sensor report", () => {
  it.each([
    ["degrees Celsius", { type: "Temperature", value: 21.5, uom: "CEL" }, "temperature", 21_500],
    ["degrees Fahrenheit", { type: "Temperature", value: 50, uom: "FAH" }, "temperature", 10_000],
    ["kelvins", { type: "Temperature", value: 273.15, uom: "KEL" }, "temperature", 0],
    ["a CURIE", { type: "gs1:Temperature", value: -18, uom: "CEL" }, "temperature", -18_000],
    ["a URI of an older vocabulary", { type: "https://gs1.org/voc/MT-Temperature", value: 4, uom: "CEL" }, "temperature", 4_000],
    ["relative humidity", { type: "RelativeHumidity", value: 61, uom: "P1" }, "humidity", 61_000],
    ["a mean", { type: "Temperature", meanValue: 7, uom: "CEL" }, "temperature", 7_000],
  ])("in %s is read", (_, fields, measure, value) => {
    expect(report(fields)).toMatchObject([{ measure, value, at: "2026-01-01T00:00:00.000Z" }]);
  });

  it.each([
    ["another unit", { type: "Temperature", value: 21, uom: "A93" }],
    ["no unit", { type: "Temperature", value: 21 }],
    ["no number", { type: "Temperature", value: "21", uom: "CEL" }],
    ["another measure", { type: "AbsoluteHumidity", value: 9, uom: "A93" }],
  ])("with %s is left out", (_, fields) => {
    expect(report(fields)).toEqual([]);
  });

  it("of a span has its lowest and its highest, and its own time before that of its sensor and its event", () => {
    expect(report({ type: "Temperature", minValue: 2, maxValue: 12, uom: "CEL" }, { endTime: hour(5) })).toMatchObject([{ value: 7_000, lowest: 2_000, highest: 12_000, at: hour(5) }]);
    expect(report({ type: "Temperature", value: 2, uom: "CEL", time: hour(3) }, { time: hour(5) })).toMatchObject([{ at: hour(3) }]);
  });

  it("that is none is left out", () => {
    for (const junk of [undefined, null, 3, "x", {}, [null], [{ sensorReport: "x" }], [{ sensorReport: [null] }]]) expect(readingsOf(junk, AT)).toEqual([]);
  });
});

describe("an excursion", () => {
  it.each([
    ["at the upper limit", [9_000, 10_000, 9_000], 0],
    ["a thousandth above it", [9_000, 10_001, 9_000], 1],
    ["at the lower limit", [3_000, 2_000, 3_000], 0],
    ["a thousandth below it", [3_000, 1_999, 3_000], 1],
    ["twice, with one reading inside between", [11_000, 9_000, 11_000], 2],
    ["from above straight to below", [11_000, 1_000], 2],
  ])("%s", (_, values, count) => {
    expect(found(...values)).toHaveLength(count);
  });

  it("lasts from its first to its last reading at least, and up to its neighbours at most", () => {
    expect(found(9_000, 11_000, 13_200, 12_000, 9_000)).toMatchObject([{ side: "above", atLeast: 2 * 3_600_000, atMost: 4 * 3_600_000, worst: 13_200, readings: 3 }]);
    expect(found(11_000, 12_000)).toMatchObject([{ atLeast: 3_600_000, atMost: null }]);
  });

  it("does not depend on the order in which readings came, nor on how often", () => {
    const readings = [9_000, 11_000, 13_200, 12_000, 9_000, 1_000].map((value, at) => warm(at, value));
    const expected = excursionsOf(readings, limit);
    fc.assert(fc.property(fc.shuffledSubarray([...readings, ...readings], { minLength: 12 }), (some) => {
      expect(excursionsOf(some, limit)).toEqual(expected);
      expect(inOrderOfTime(some)).toEqual(readings);
    }));
  });
});

import { expect, it } from "vitest";
import { inUnit, markerKey, markerOf } from "./marker.ts";
import { markersIn, markersOfEvent } from "./measured.ts";

it.each([["δ13C", "d13C"], ["delta 13C", "δ13C"], ["Sr-87/Sr-86", "87Sr/86Sr"], ["SR", "sr"]])("%s and %s are one marker", (a, b) => expect(markerKey(a)).toBe(markerKey(b)));
it.each([["δ13C", "δ15N"], ["87Sr/86Sr", "86Sr/87Sr"], ["Sr", "Ba"]])("%s and %s are two markers", (a, b) => expect(markerKey(a)).not.toBe(markerKey(b)));

it.each([
  [1, "mg/kg", "µg/kg", 1000],
  [3, "ppm", "mg/kg", 3],
  [2, "%", "g/kg", 20],
  [0.7, "", "1", 0.7],
  [4, "furlongs", "furlongs", 4],
])("%d %s in %s is %d", (value, from, to, result) => expect(inUnit(value, from, to)).toBeCloseTo(result, 9));
it.each([["mg/kg", "mg/L"], ["‰", "%"], ["mg/kg", "1"]])("%s and %s do not convert", (from, to) => expect(inUnit(5, from, to)).toBeUndefined());

it.each([
  ["Sr [mg/kg]", { name: "Sr", unit: "mg/kg" }],
  ["87Sr/86Sr", { name: "87Sr/86Sr", unit: "1" }],
  [" δ13C [ ‰ ] ", { name: "δ13C", unit: "‰" }],
  ["", undefined],
  ["[mg/kg]", undefined],
])("a header %j is the marker %j", (text, marker) => expect(markerOf(text)).toEqual(marker));

it("what has no name or no number in a report's results is no marker", () => {
  expect(markersIn([{ name: "Sr", value: "268.1", unit: "mg/kg" }, { name: "Ba", value: 31, lot: "L1" }, { name: "", value: 1 }, { name: "Mn", value: "high" }, 7])).toEqual([
    { name: "Sr", value: 268.1, unit: "mg/kg", lot: null },
    { name: "Ba", value: 31, unit: "1", lot: "L1" },
  ]);
  expect(markersIn("conform")).toEqual([]);
});

it("an event's markers are those its sensors name as substances, and those said at its making", () => {
  const sensors = [{ sensorReport: [{ type: "Concentration", chemicalSubstance: "https://example.com/substance/Sr", value: 268, uom: "NA" }, { type: "Temperature", value: 4, uom: "CEL" }] }];
  expect(markersOfEvent(sensors, [[{ name: "Ba", value: 31, unit: "mg/kg" }]])).toEqual([{ name: "Ba", value: 31, unit: "mg/kg" }, { name: "Sr", value: 268, unit: "mg/kg" }]);
});

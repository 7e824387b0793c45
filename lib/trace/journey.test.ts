import { describe, expect, it } from "vitest";
import { bandsOf, numbered } from "./journey.ts";
import { portOfPlace, type PlaceSeen } from "./place.ts";
import type { Reading } from "./sensor.ts";

const place = (key: string, lat: number | null): PlaceSeen => ({ key, name: { en: key, zh: key }, siteId: null, country: null, position: lat === null ? null : { lat, lon: 0 } });
const places = new Map([place("a", 1), place("b", 2), place("a/dock", 1), place("nowhere", null)].map((one) => [one.key, one]));
const steps = (...keys: (string | null)[]) => keys.map((key) => ({ place: key === null ? null : { key } }));

describe("the places of a journey", () => {
  it.each<[string, (string | null)[], (number | null)[], number[]]>([
    ["are numbered as they are first reached", ["a", "b"], [1, 2], [1, 2]],
    ["keep their number when they are reached again", ["a", "b", "a"], [1, 2, 1], [1, 2, 1]],
    ["stand once in the way while nothing moves", ["a", "a", "b"], [1, 1, 2], [1, 2]],
    ["are one where they lie at one spot", ["a", "a/dock"], [1, 1], [1]],
    ["have no number without a position", ["nowhere", null, "b"], [null, null, 1], [1]],
  ])("%s", (_, keys, stops, way) => {
    const shown = numbered(steps(...keys), places);
    expect([shown.steps.map((step) => step.stop), shown.way]).toEqual([stops, way]);
  });
});

describe("the bands of a journey", () => {
  const readings = Array.from({ length: 5_000 }, (_, at): Reading => ({
    measure: "temperature",
    at: new Date(at * 60_000).toISOString(),
    value: at === 2_500 ? 30_000 : 5_000,
    lowest: at === 2_500 ? 30_000 : 5_000,
    highest: at === 2_500 ? 30_000 : 5_000,
    device: null,
  }));
  it("are thinned out, and what is outside stays and is judged by all readings", () => {
    const [band, ...more] = bandsOf(readings, [
      { category: "wine", measure: "temperature", lowest: null, highest: 25_000, source: "policy" },
      { category: "wine", measure: "humidity", lowest: null, highest: 1, source: "policy" },
    ]);
    expect(more).toEqual([]);
    expect(band?.readings.length).toBeLessThanOrEqual(400);
    expect(band?.readings.some((one) => one.value === 30_000)).toBe(true);
    expect(band).toMatchObject({ limits: [{ measure: "temperature" }], excursions: [{ category: "wine", readings: 1 }] });
  });
});

it.each([
  ["urn:un:unece:uncefact:identifier:locode:CNSHA", "CNSHA"],
  ["https://example.org/locode/FRLEH", "FRLEH"],
  ["CN SHA", "CNSHA"],
  ["urn:example:shed", undefined],
  ["414/3012345000017", undefined],
  ["urn:un:unece:uncefact:identifier:locode:CNXXX", undefined],
])("the port of %s is %s", (key, code) => {
  expect(portOfPlace(key)?.code).toBe(code);
});

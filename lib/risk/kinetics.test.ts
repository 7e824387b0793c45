import { describe, expect, it } from "vitest";
import type { Reading } from "#lib/trace/sensor";
import { kineticsOf, USUAL_ENERGY } from "./kinetics.ts";

const START = Date.parse("2026-03-01T00:00:00Z");
const log = (degrees: readonly number[], minutes = 60): Reading[] =>
  degrees.map((celsius, at) => ({
    measure: "temperature",
    at: new Date(START + at * minutes * 60_000).toISOString(),
    value: celsius * 1000,
    lowest: celsius * 1000,
    highest: celsius * 1000,
    device: null,
  }));
const within = { lowest: 2, highest: 8, energy: USUAL_ENERGY, gap: 12 };

describe("the mean kinetic temperature", () => {
  it("of an even temperature is that temperature", () => expect(kineticsOf(log([5, 5, 5]), within)?.mean).toBeCloseTo(5, 9));

  it("lies above the mean of uneven ones, and the more so the higher the activation energy", () => {
    const usual = kineticsOf(log([5, 25, 5, 25, 5]), within)?.mean ?? 0;
    expect(usual).toBeGreaterThan(15);
    expect(kineticsOf(log([5, 25, 5, 25, 5]), { ...within, energy: 120_000 })?.mean ?? 0).toBeGreaterThan(usual);
  });

  it("is that of the pharmacopoeia's formula", () => {
    const kelvin = [293.15, 303.15];
    const mean = kelvin.reduce((sum, one) => sum + Math.exp(-USUAL_ENERGY / (8.314_462_618 * one)), 0) / 2;
    expect(kineticsOf(log([20, 30]), within)?.mean).toBeCloseTo(USUAL_ENERGY / 8.314_462_618 / -Math.log(mean) - 273.15, 9);
  });

  it("weighs by time: an hour of heat in a day counts a twenty-fourth", () => {
    expect(kineticsOf(log(Array.from({ length: 25 }, (_, at) => (at === 12 ? 30 : 5))), within)?.mean ?? 0).toBeLessThan(kineticsOf(log([5, 30, 5]), within)?.mean ?? 0);
  });
});

describe("the time outside the limits", () => {
  it.each<[readonly number[], number, number]>([
    [[8, 8, 8], 0, 0],
    [[7, 9, 7], 1, 0],
    [[6, 10, 10, 6], 2, 0],
    [[3, 1, 3], 0, 1],
    [[2, 2], 0, 0],
  ])("of %j in hours above and below is %d and %d", (degrees, above, below) => {
    expect(kineticsOf(log(degrees), within)).toMatchObject({ above, below });
  });

  it("of the longest excursion runs from crossing to crossing", () => {
    expect(kineticsOf(log([7, 9, 9, 7, 9, 7]), within)?.longest).toMatchObject({ side: "above", from: START + 1_800_000, to: START + 9_000_000, hours: 2, worst: 9 });
  });

  it("says nothing of what lies between readings too far apart", () => {
    expect(kineticsOf(log([9, 9], 13 * 60), within)).toMatchObject({ above: 0, covered: 0, longest: null, mean: expect.closeTo(9, 9) });
    expect(kineticsOf(log([9, 9], 12 * 60), within)).toMatchObject({ above: 12, covered: 12 });
  });

  it("of no readings is nothing", () => expect(kineticsOf([], within)).toBeNull());
});

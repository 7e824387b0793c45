import { describe, expect, it } from "vitest";
import { aboveF, chiSquare } from "./distribution.ts";
import { compared, type Comparison, type Population } from "./fingerprint.ts";
import type { Measured } from "./marker.ts";
import { normalFrom, seeded } from "./randomness.ts";

const MARKERS = [{ name: "87Sr/86Sr", unit: "1" }, { name: "δ13C", unit: "‰" }, { name: "δ15N", unit: "‰" }, { name: "Sr", unit: "mg/kg" }];
const CENTRE = [0.7115, -24.1, 8.2, 310];
const SPREAD = [0.0004, 0.9, 0.7, 28];
/** Correlated draws: the fourth marker follows the first, the third the second. */
function draws(count: number, seed: number): number[][] {
  const normal = normalFrom(seeded(seed));
  return Array.from({ length: count }, () => {
    const [a, b, c, d] = [normal(), normal(), normal(), normal()];
    return [a, b, 0.6 * b + 0.8 * c, 0.7 * a + Math.sqrt(0.51) * d].map((one, at) => (CENTRE[at] ?? 0) + one * (SPREAD[at] ?? 1));
  });
}
const population = (samples: Population["samples"], changes: Partial<Population> = {}): Population => ({
  id: 1, version: 1, origin: { en: "Lake", zh: "湖" }, country: "CN", sites: [], category: "hairy-crab", season: { from: "2026-09-01", to: "2027-01-01" }, markers: MARKERS, samples, ...changes,
});
const lot = (values: readonly number[]): Measured[] => values.map((value, at) => ({ ...(MARKERS[at] ?? { name: "", unit: "" }), value }));
const ok = (one: Comparison) => {
  if (!one.ok) throw new Error(one.why);
  return one;
};

describe("tails of distributions", () => {
  it.each([[4.07, 3, 8, 0.05], [7.59, 3, 8, 0.01], [1, 10, 10, 0.5]])("of F at %d with %i and %i", (value, a, b, share) => expect(aboveF(value, a, b)).toBeCloseTo(share, 3));
  it.each([[9.488, 4, 0.05], [13.277, 4, 0.01], [100, 4, 1.0032e-20]])("of chi-square at %d with %i", (value, freedom, share) => expect(chiSquare.above(value, freedom) / share).toBeCloseTo(1, 1));
});

describe("a lot against its reference population", () => {
  const reference = population(draws(60, 7));

  it("is near the middle of it with a p-value near one", () => {
    const result = ok(compared(reference, lot(CENTRE), 20));
    expect(result.p).toBeGreaterThan(0.9);
    expect(result).toMatchObject({ method: "robust", size: 60, outliers: 0, test: { distribution: "F", freedom: [4, 56] } });
  });

  it("of another origin is far from it, and the markers that say so come first", () => {
    const result = ok(compared(reference, lot([0.7145, -24.1, 8.2, 310]), 20));
    expect(result.p).toBeLessThan(1e-6);
    expect(result.markers[0]?.name).toBe("87Sr/86Sr");
    expect(result.distance).toBeGreaterThan(result.furthest);
    expect(result.markers.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 9);
  });

  it("has p-values that are uniform on the reference's own draws", () => {
    const shares = [0.01, 0.05, 0.25, 0.5, 0.9];
    const below = shares.map(() => 0);
    let count = 0;
    for (let trial = 0; trial < 60; trial++) {
      const own = population(draws(40, 1000 + trial));
      for (const sample of draws(40, 5000 + trial)) {
        const { p } = ok(compared(own, lot(sample), 20));
        shares.forEach((share, at) => void (below[at] = (below[at] ?? 0) + (p <= share ? 1 : 0)));
        count++;
      }
    }
    shares.forEach((share, at) => expect(Math.abs((below[at] ?? 0) / count - share), `share ${share}`).toBeLessThan(0.02 + share * 0.06));
  });

  it("keeps its distance when units change", () => {
    const factors = [1, 1, 1, 1e-3];
    const shifted = population(
      reference.samples.map((row) => row.map((value, at) => (value ?? 0) * (factors[at] ?? 1))),
      { markers: MARKERS.map((marker) => (marker.unit === "mg/kg" ? { ...marker, unit: "g/kg" } : marker)) },
    );
    const measured = lot([0.7119, -23, 8.9, 350]);
    const [a, b] = [ok(compared(reference, measured, 20)), ok(compared(shifted, measured, 20))];
    expect(b.distance).toBeCloseTo(a.distance, 8);
    expect(b.p).toBeCloseTo(a.p, 8);
  });

  it("is not moved by a fifth of false samples in the reference", () => {
    const false1 = draws(12, 9).map((row) => row.map((value, at) => value + 8 * (SPREAD[at] ?? 1)));
    const result = ok(compared(population([...draws(48, 7), ...false1]), lot(CENTRE.map((value, at) => value + 8 * (SPREAD[at] ?? 1))), 20));
    expect(result.outliers).toBe(12);
    expect(result.p).toBeLessThan(1e-6);
  });

  it("is judged by chi-square from a large reference", () => {
    expect(ok(compared(population(draws(1200, 3)), lot(CENTRE), 20)).test.distribution).toBe("chi-square");
  });

  it.each([
    [19, { ok: false, why: "too-few-samples", size: 19, needed: 20 }],
    [20, { ok: true }],
  ])("of 20 samples needed has %i", (count, expected) => {
    expect(compared(population(draws(count, 5)), lot(CENTRE), 20)).toMatchObject(expected);
  });

  it("needs more samples than markers whatever is set, and a marker alone can be compared", () => {
    expect(compared(population(draws(9, 5)), lot(CENTRE), 1)).toMatchObject({ ok: false, needed: 10 });
    expect(ok(compared(population(draws(30, 5)), lot(CENTRE).slice(0, 1), 1)).markers).toHaveLength(1);
  });

  it("is compared on the markers that are there, and the others are named", () => {
    const measured = [...lot(CENTRE).slice(0, 2), { name: "Ba", value: 3, unit: "mg/kg" }, { name: "Sr", value: 3, unit: "mg/L" }];
    const result = ok(compared(reference, measured, 20));
    expect(result.markers.map(({ name }) => name).toSorted()).toEqual(["87Sr/86Sr", "δ13C"]);
    expect(result.left).toEqual([{ name: "δ15N", why: "not-measured" }, { name: "Sr", why: "unit" }, { name: "Ba", why: "not-in-reference" }]);
  });

  it("cannot be compared where one marker is another in other words, which are named", () => {
    const doubled = population(draws(40, 5).map((row) => [...row, 2 * (row[3] ?? 0) + 1]), { markers: [...MARKERS, { name: "Sr again", unit: "mg/kg" }] });
    expect(compared(doubled, [...lot(CENTRE), { name: "Sr again", value: 621, unit: "mg/kg" }], 20)).toMatchObject({ ok: false, why: "singular", markers: ["Sr", "Sr again"] });
  });

  it("leaves out a marker that is the same in every sample", () => {
    const flat = population(draws(40, 5).map((row) => [...row, 0]), { markers: [...MARKERS, { name: "Cd", unit: "mg/kg" }] });
    expect(ok(compared(flat, [...lot(CENTRE), { name: "Cd", value: 1, unit: "mg/kg" }], 20)).left).toEqual([{ name: "Cd", why: "constant" }]);
  });
});

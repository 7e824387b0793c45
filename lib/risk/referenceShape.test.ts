import { expect, it } from "vitest";
import { normalFrom, seeded } from "./randomness.ts";
import { shapeOf } from "./referenceShape.ts";

const normal = normalFrom(seeded(4));
const population = {
  id: 1,
  version: 1,
  origin: { en: "", zh: "" },
  country: "CN",
  sites: [],
  category: "c",
  season: { from: "2026-01-01", to: "2027-01-01" },
  markers: [
    { name: "Sr", unit: "mg/kg" },
    { name: "Ba", unit: "mg/kg" },
  ],
  samples: [...Array.from({ length: 40 }, () => [300 + 20 * normal(), 30 + 3 * normal()]), [900, 90], [300, null]],
};

it("a population is shown by its markers, with the samples that are outliers and those that are not whole", () => {
  const shape = shapeOf(population);
  expect(shape).toMatchObject({ size: 40, incomplete: 1, method: "robust", outliers: [40], why: null });
  const [strontium, barium] = shape.markers;
  expect([strontium?.measured, barium?.measured]).toEqual([42, 41]);
  expect(strontium?.bars.reduce((sum, { kept, out }) => sum + kept + out, 0)).toBe(42);
  expect(strontium?.bars.at(-1)).toMatchObject({ to: 900, kept: 0, out: 1 });
  expect(strontium?.high).toBeLessThan(400);
});

it.each([[7, "too-few-samples"], [8, null]])("with %i whole samples of two markers says %s", (count, why) => {
  expect(shapeOf({ ...population, samples: population.samples.slice(0, count) }).why).toBe(why);
});

import { expect, test } from "vitest";
import { consumerUnitsIn, packingOf } from "./packing.ts";
import type { PackedProduct } from "./packing.ts";

const products: readonly PackedProduct[] = [
  { gtin: "bottle", netContent: { dimension: "volume", base: 750n } },
  { gtin: "case", contains: { gtin: "bottle", quantity: 6n } },
  { gtin: "pallet", contains: { gtin: "case", quantity: 60n } },
  { gtin: "lost", contains: { gtin: "nowhere", quantity: 6n } },
  { gtin: "ring", contains: { gtin: "ring-2", quantity: 2n } },
  { gtin: "ring-2", contains: { gtin: "ring", quantity: 2n } },
  { gtin: "hollow", contains: { gtin: "bottle", quantity: 0n } },
  ...Array.from({ length: 9 }, (_, level) => ({ gtin: `deep-${level}`, contains: { gtin: level === 0 ? "bottle" : `deep-${level - 1}`, quantity: 2n } })),
];
const lookup = (gtin: string): PackedProduct | undefined => products.find((product) => product.gtin === gtin);

test.each([
  ["bottle", 0, 1n],
  ["case", 1, 6n],
  ["pallet", 2, 360n],
  ["deep-7", 8, 256n],
])("one %s has %d levels over the consumer unit and holds %d of it", (gtin, levels, units) => {
  const packing = packingOf(gtin, lookup);
  if (!("levels" in packing)) throw new Error("the packing could not be walked");
  expect(packing.levels).toHaveLength(levels);
  expect(consumerUnitsIn(packing)).toBe(units);
  expect(packing.base).toEqual({ gtin: "bottle", netContent: { dimension: "volume", base: 750n } });
});

test.each([
  ["unheard-of", { missing: "unheard-of" }],
  ["lost", { missing: "nowhere" }],
  ["ring", { cycle: true }],
  ["deep-8", { tooDeep: true }],
])("the packing of %s is refused with its reason", (gtin, problem) => {
  expect(packingOf(gtin, lookup)).toEqual(problem);
});

test("a pack that contains nothing is a defect of the record", () => {
  expect(() => packingOf("hollow", lookup)).toThrow(RangeError);
});

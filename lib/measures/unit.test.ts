import { expect, test } from "vitest";
import { UNITS, dimensionOf, unitLabel, unitOf } from "./unit.ts";

test.each([
  ["KGM", "mass", 1_000_000n, 1n],
  ["DTN", "mass", 100_000_000n, 1n],
  ["LBR", "mass", 45_359_237n, 100n],
  ["LTR", "volume", 1_000n, 1n],
  ["HLT", "volume", 100_000n, 1n],
  ["MTQ", "volume", 1_000_000n, 1n],
  ["GLI", "volume", 454_609n, 100n],
  ["DZN", "items", 12n, 1n],
  ["XCS", "outer-pack", 1n, 1n],
  ["XPX", "pallet", 1n, 1n],
  ["XCX", "consumer-pack", 1n, 1n],
])("%s is of kind %s and has the ratio %d/%d", (code, kind, numerator, denominator) => {
  expect(unitOf(code)).toMatchObject({ kind, toBase: { numerator, denominator } });
});

test("a US gallon is 128 US fluid ounces, and a pound 16 ounces, exactly", () => {
  const [gallon, ounce, pound, ounceOfMass] = ["GLL", "OZA", "LBR", "ONZ"].map((code) => unitOf(code)?.toBase);
  if (!gallon || !ounce || !pound || !ounceOfMass) throw new Error("a unit is missing");
  expect(gallon.numerator * ounce.denominator).toBe(128n * ounce.numerator * gallon.denominator);
  expect(pound.numerator * ounceOfMass.denominator).toBe(16n * ounceOfMass.numerator * pound.denominator);
});

test.each(["", "xcs", "XCS ", "BOTTLE", "瓶"])("%j is no unit code", (code) => {
  expect(unitOf(code)).toBeUndefined();
});

test("each code stands once and has a name in both languages", () => {
  expect(new Set(UNITS.map((unit) => unit.code)).size).toBe(UNITS.length);
  for (const unit of UNITS) expect([unit.names.en, unit.names.zh].every((name) => name !== "")).toBe(true);
});

test("packs and pieces are reckoned as items", () => {
  expect(UNITS.filter((unit) => ["H87", "XBO", "XCS", "XPX"].includes(unit.code)).map(dimensionOf)).toEqual(["items", "items", "items", "items"]);
});

test.each([
  ["XCS", "1", "case", "箱"],
  ["XCS", "2000", "cases", "箱"],
  ["XBX", "2", "boxes", "盒"],
  ["LTR", "9000", "L", "升"],
])("%s of %s is written %s and %s", (code, amount, en, zh) => {
  const unit = unitOf(code);
  if (unit === undefined) throw new Error(`${code} is missing`);
  expect([unitLabel(unit, "en", amount), unitLabel(unit, "zh", amount)]).toEqual([en, zh]);
});

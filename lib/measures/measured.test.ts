import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuantity } from "./measured.ts";
import { MAX_BASE } from "./quantity.ts";

test.each([
  ["7000", "XCS", 7_000n, 1n],
  ["13500", "LTR", 13_500_000n, 1n],
  ["60.000", "KGM", 60_000_000n, 1n],
  ["0.5", "DZN", 6n, 1n],
  ["12.0", "XBO", 12n, 1n],
  ["1", "LBR", 45_359_237n, 100n],
  ["900719925.474099", "KGM", 900_719_925_474_099n, 1n],
])("%s %s is taken exactly", (value, unit, numerator, denominator) => {
  expect(parseQuantity({ value, unit })).toMatchObject({ ok: true, value: { numerator, denominator }, unit: { code: unit } });
});

test.each([
  ["7000", undefined, "missing-unit", "unit"],
  ["7000", " ", "missing-unit", "unit"],
  ["7000", "CASES", "unknown-unit", "unit"],
  ["sixty", "H87", "not-a-decimal", "value"],
  ["６０", "H87", "full-width-digits", "value"],
  ["60.000", "H87", "ambiguous-separator", "value"],
  ["60.000", "XCS", "ambiguous-separator", "value"],
  ["1,000", "LTR", "ambiguous-separator", "value"],
  ["-5", "XBO", "negative", "value"],
  ["0", "XBO", "not-positive", "value"],
  ["0.00", "LTR", "not-positive", "value"],
  ["0.5", "XBO", "fraction-of-item", "value"],
  ["0.500", "XCS", "fraction-of-item", "value"],
  ["1.3", "DZN", "fraction-of-item", "value"],
  ["0.1", "MLT", "finer-than-base", "value"],
  ["0.0001", "LTR", "finer-than-base", "value"],
  ["0.0000001", "KGM", "finer-than-base", "value"],
  ["9007199254740993", "H87", "too-large", "value"],
])("%s %s is refused as %s in its %s", (value, unit, code, field) => {
  expect(parseQuantity({ value, unit })).toMatchObject({ ok: false, code, field });
});

test.each([
  [MAX_BASE, true],
  [MAX_BASE + 1n, false],
])("%d pieces are taken: %s", (pieces, taken) => {
  expect(parseQuantity({ value: pieces.toString(), unit: "H87" }).ok).toBe(taken);
});

test("a litre is a thousand millilitres whatever the amount", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 11n }), (litres) => {
      const [inLitres, inMillilitres] = [parseQuantity({ value: `${litres}`, unit: "LTR" }), parseQuantity({ value: `${litres}000`, unit: "MLT" })];
      expect(inLitres.ok && inMillilitres.ok && inLitres.value.numerator === inMillilitres.value.numerator).toBe(true);
    }),
  );
});

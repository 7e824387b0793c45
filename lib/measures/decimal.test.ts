import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDecimal, groupDigits, parseDecimal, readsAsThousands } from "./decimal.ts";

test.each([
  ["0", 0n, 0],
  ["60000", 60_000n, 0],
  ["0.75", 75n, 2],
  ["60.000", 60_000n, 3],
  ["9007199254740993", 9_007_199_254_740_993n, 0],
  ["9".repeat(40), 10n ** 40n - 1n, 0],
])("%s is read exactly", (text, digits, scale) => {
  expect(parseDecimal(text)).toEqual({ ok: true, digits, scale });
});

test.each([
  ["", "not-a-decimal"],
  [" 60", "not-a-decimal"],
  ["1e3", "not-a-decimal"],
  ["NaN", "not-a-decimal"],
  ["Infinity", "not-a-decimal"],
  ["+5", "not-a-decimal"],
  [".5", "not-a-decimal"],
  ["5.", "not-a-decimal"],
  ["0x10", "not-a-decimal"],
  ["٦٠", "not-a-decimal"],
  ["1,000", "ambiguous-separator"],
  ["1.000.000", "ambiguous-separator"],
  ["1 000", "ambiguous-separator"],
  ["0,75", "ambiguous-separator"],
  ["-5", "negative"],
  ["−5", "negative"],
  ["６０", "full-width-digits"],
  ["60．5", "full-width-digits"],
  ["9".repeat(41), "too-large"],
])("%j is refused as %s", (text, code) => {
  expect(parseDecimal(text)).toMatchObject({ ok: false, code });
});

test("the refusal of full-width digits says what was read", () => {
  expect(parseDecimal("６０")).toMatchObject({ detail: expect.stringContaining("60") });
});

test.each([
  ["60.000", true],
  ["1.500", true],
  ["0.500", false],
  ["60.00", false],
  ["60.0000", false],
  ["1234.000", false],
])("%s reads as thousands: %s", (text, ambiguous) => {
  expect(readsAsThousands(text)).toBe(ambiguous);
});

test.each([
  [9_000_000n, 1_000n, 1n, 6, "9000"],
  [750n, 1_000n, 1n, 6, "0.75"],
  [-750n, 1_000n, 1n, 6, "-0.75"],
  [0n, 1_000n, 1n, 6, "0"],
  [1n, 3n, 1n, 6, "0.333333"],
  [2n, 3n, 1n, 6, "0.666667"],
  [1n, 2n, 1n, 0, "1"],
  [-1n, 1_000n, 1n, 2, "0"],
  [45_359_237n, 45_359_237n, 100n, 6, "100"],
])("%d base units of %d/%d each to %d places are %s", (base, numerator, denominator, places, text) => {
  expect(formatDecimal(base, numerator, denominator, places)).toBe(text);
});

test.each([[0n, 1n], [1n, 0n], [-1n, 1n]])("a unit of %d/%d base units is none", (numerator, denominator) => {
  expect(() => formatDecimal(1n, numerator, denominator)).toThrow("a unit's ratio is above zero");
});

test("what is written in litres, hectolitres or kilograms is read back as it was", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }), (base, scale) => {
      const read = parseDecimal(formatDecimal(base, 10n ** BigInt(scale), 1n));
      expect(read.ok && read.digits * 10n ** BigInt(scale) === base * 10n ** BigInt(read.scale)).toBe(true);
    }),
  );
});

test.each([
  ["900", "900"],
  ["9000", "9,000"],
  ["-1234567.8901", "-1,234,567.8901"],
])("%s is grouped as %s", (text, grouped) => {
  expect(groupDigits(text)).toBe(grouped);
});

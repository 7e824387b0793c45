import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney, parseMoney } from "./money.ts";

test.each([
  ["12.50", "EUR", 1_250n, "EUR 12.50"],
  ["12.5", "EUR", 1_250n, "EUR 12.50"],
  ["1234567", "JPY", 1_234_567n, "JPY 1,234,567"],
  ["1.500", "KWD", 1_500n, "KWD 1.500"],
  ["0", "CNY", 0n, "CNY 0.00"],
  ["0.1000", "USD", 10n, "USD 0.10"],
])("%s %s is %d minor units, written %s", (amount, currency, minor, written) => {
  const read = parseMoney({ amount, currency });
  expect(read).toEqual({ ok: true, minor, currency });
  expect(formatMoney({ minor, currency })).toBe(written);
});

test.each([
  ["12", undefined, "missing-currency", "currency"],
  ["12", "", "missing-currency", "currency"],
  ["12", "eur", "unknown-currency", "currency"],
  ["12", "XXX", "unknown-currency", "currency"],
  ["1.500", "EUR", "ambiguous-separator", "amount"],
  ["1,500.00", "EUR", "ambiguous-separator", "amount"],
  ["1,500", "EUR", "ambiguous-separator", "amount"],
  ["12.345", "JPY", "ambiguous-separator", "amount"],
  ["12.5", "JPY", "finer-than-minor-unit", "amount"],
  ["0.005", "USD", "finer-than-minor-unit", "amount"],
  ["-1", "USD", "negative", "amount"],
  ["１２", "USD", "full-width-digits", "amount"],
  ["1000000000000001", "USD", "too-large", "amount"],
])("%s %s is refused as %s in its %s", (amount, currency, code, field) => {
  expect(parseMoney({ amount, currency })).toMatchObject({ ok: false, code, field });
});

test("an amount written and read again is the same", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom("EUR", "JPY", "KWD"), (minor, currency) => {
      const amount = formatMoney({ minor, currency }).slice(4).replaceAll(",", "");
      expect(parseMoney({ amount, currency })).toMatchObject({ ok: true, minor });
    }),
  );
});

test("an amount in a currency nobody knows is not written", () => {
  expect(() => formatMoney({ minor: 1n, currency: "XXX" })).toThrow(RangeError);
});

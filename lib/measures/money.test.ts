import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMoney, formatUnitPrice, parseMoney, parseUnitPrice } from "./money.ts";

test.each([
  ["12.50", "EUR", 1_250n, "EUR 12.50"],
  ["12.5", "EUR", 1_250n, "EUR 12.50"],
  ["1234567", "JPY", 1_234_567n, "JPY 1,234,567"],
  ["1.500", "KWD", 1_500n, "KWD 1.500"],
  ["0", "CNY", 0n, "CNY 0.00"],
  ["0.1000", "USD", 10n, "USD 0.10"],
  ["12", "VUV", 12n, "VUV 12"],
  ["1.250", "LYD", 1_250n, "LYD 1.250"],
])("%s %s is %d minor units, written %s", (amount, currency, minor, written) => {
  const read = parseMoney({ amount, currency });
  expect(read).toEqual({ ok: true, minor, currency });
  expect(formatMoney({ minor, currency })).toBe(written);
});

test.each("AFN BTN INR KGS KPW KZT LAK MMK MNT NPR PKR RUB TJS VND AMD AZN BYN GEL MDL MKD UZS".split(" "))("%s, which a neighbour of the sea or the land road pays in, is a currency", (currency) => {
  expect(parseMoney({ amount: "12", currency })).toMatchObject({ ok: true, currency });
});

test.each([
  ["12", undefined, "missing-currency", "currency"],
  ["12", "", "missing-currency", "currency"],
  ["12", "eur", "unknown-currency", "currency"],
  ["12", "XXX", "unknown-currency", "currency"],
  ["12", "XAU", "unknown-currency", "currency"],
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

test.each([
  ["0.0375", "CNY", 375n, 100n, "CNY 0.0375"],
  ["12.50", "EUR", 1_250n, 1n, "EUR 12.50"],
  ["12.5000", "EUR", 1_250n, 1n, "EUR 12.50"],
  ["1.2340", "USD", 1_234n, 10n, "USD 1.234"],
  ["0.5", "JPY", 5n, 10n, "JPY 0.5"],
  ["1250", "JPY", 1_250n, 1n, "JPY 1,250"],
  ["0.00000001", "CNY", 1n, 1_000_000n, "CNY 0.00000001"],
  ["0", "CNY", 0n, 1n, "CNY 0.00"],
])("a unit price of %s %s is %d minor units for %d, written %s", (amount, currency, minor, per, written) => {
  const read = parseUnitPrice({ amount, currency });
  expect(read).toEqual({ ok: true, minor, per, currency });
  expect(formatUnitPrice({ minor, per, currency })).toBe(written);
});

test.each([
  ["0.000000001", "CNY", "finer-than-reckoned"],
  ["1.234", "USD", "ambiguous-separator"],
  ["99999999999.99999999", "CNY", "too-large"],
  ["-0.0375", "CNY", "negative"],
])("a unit price of %s %s is refused as %s", (amount, currency, code) => {
  expect(parseUnitPrice({ amount, currency })).toMatchObject({ ok: false, code, field: "amount" });
});

test("a unit price written and read again is the same, and never carries a zero it could do without", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }), fc.constantFrom("EUR", "JPY"), (minor, finer, currency) => {
      const digits = finer + (currency === "JPY" ? 0 : 2);
      const amount = `${minor / 10n ** BigInt(digits)}.${(minor % 10n ** BigInt(digits)).toString().padStart(digits, "0")}0000`;
      const read = parseUnitPrice({ amount: digits === 0 ? `${minor}` : amount, currency });
      if (!read.ok) throw new Error(read.detail);
      expect(read.minor * 10n ** BigInt(finer)).toBe(minor * read.per);
      expect(read.per === 1n || read.minor % 10n !== 0n).toBe(true);
      const again = formatUnitPrice(read).slice(4).replaceAll(",", "");
      expect(parseUnitPrice({ amount: /^[1-9]\d{0,2}\.\d{3}$/.test(again) ? `${again}0` : again, currency })).toEqual(read);
    }),
  );
});

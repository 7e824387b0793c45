import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigit } from "./check-digit.ts";
import { parseGln } from "./gln.ts";
import { parseGtin } from "./gtin.ts";
import { parseSscc } from "./sscc.ts";

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(""));

test.each([
  ["950600013435", "2"],
  ["301234500001", "7"],
  ["629104150021", "3"],
  ["00614141123456789", "0"],
])("after %s comes %s", (body, digit) => {
  expect(checkDigit(body)).toBe(digit);
});

test("any single digit changed is noticed", () => {
  fc.assert(
    fc.property(digits(13), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }), (body, place, by) => {
      const changed = Array.from(body, (digit, at) => (at === place ? String((Number(digit) + by) % 10) : digit)).join("");
      expect(checkDigit(changed)).not.toBe(checkDigit(body));
    }),
  );
});

test.each([
  ["09506000134352", "09506000134352"],
  ["9506000134352", "09506000134352"],
  ["012345678905", "00012345678905"],
  ["95050003", "00000095050003"],
])("the GTIN %s is %s inside", (text, gtin) => {
  expect(parseGtin(text)).toEqual({ ok: true, gtin });
});

test("a GTIN of any length that is rightly checked is taken, and no other", () => {
  fc.assert(
    fc.property(fc.constantFrom(7, 11, 12, 13).chain(digits), fc.integer({ min: 0, max: 9 }), (body, last) => {
      expect(parseGtin(`${body}${last}`).ok).toBe(String(last) === checkDigit(body));
    }),
  );
});

test.each([
  ["9506000134353", "bad-check-digit"],
  ["950600013435", "bad-check-digit"],
  ["950600", "bad-length"],
  ["095060001343520", "bad-length"],
  ["9506000-34352", "not-digits"],
  ["", "not-digits"],
  [" 9506000134352", "not-digits"],
  ["９５０６０００１３４３５２", "full-width-digits"],
])("the GTIN %j is refused as %s", (text, code) => {
  expect(parseGtin(text)).toMatchObject({ ok: false, code });
});

test("a wrong check digit is refused with the right one", () => {
  expect(parseGtin("9506000134353")).toMatchObject({ detail: "the check digit of 9506000134353 should be 2" });
});

test.each([
  ["3012345000017", true],
  ["3012345000015", false],
  ["03012345000017", false],
])("%s is a GLN: %s", (text, taken) => {
  expect(parseGln(text).ok).toBe(taken);
});

test.each([
  ["006141411234567890", true],
  ["006141411234567891", false],
  ["06141411234567890", false],
])("%s is an SSCC: %s", (text, taken) => {
  expect(parseSscc(text).ok).toBe(taken);
});

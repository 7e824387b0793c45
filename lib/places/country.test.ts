import { expect, test } from "vitest";
import { COUNTRIES, countryName, isCountryCode } from "./country.ts";

const CHINESE = /^[\u4e00-\u9fff（）]+$/;

test("there are 249 countries and territories, each named in both languages", () => {
  expect(new Set(COUNTRIES).size).toBe(249);
  for (const code of COUNTRIES) {
    const name = countryName(code);
    expect(name?.zh, code).toMatch(CHINESE);
    expect(name?.en.length, code).toBeGreaterThan(2);
  }
});

test.each([
  ["FR", "France", "法国"],
  ["TW", "Taiwan, China", "中国台湾"],
  ["HK", "Hong Kong, China", "中国香港"],
  ["MO", "Macao, China", "中国澳门"],
])("%s is %s, %s", (code, en, zh) => {
  expect(countryName(code)).toEqual({ en, zh });
});

test.each(["fr", "XX", "EU", "FRA", ""])("%j is no country code", (code) => {
  expect(isCountryCode(code)).toBe(false);
  expect(countryName(code)).toBeUndefined();
});

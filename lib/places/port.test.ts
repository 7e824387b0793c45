import { expect, test } from "vitest";
import { isCountryCode } from "./country.ts";
import { PORTS, parseLocode, portOf } from "./port.ts";

const CHINESE = /^[\u4e00-\u9fff（）]+$/;

test.each([
  ["CNSHA", "CNSHA"],
  ["CN SHA", "CNSHA"],
  ["US2AB", "US2AB"],
  ["cnsha", undefined],
  ["CN1HA", undefined],
  ["CN  SHA", undefined],
  ["SHA", undefined],
])("%j read as a UN/LOCODE is %s", (text, code) => {
  expect(parseLocode(text)).toBe(code);
});

test("each port is of a country, on the globe, and named in both languages", () => {
  expect(new Set(PORTS.map((port) => port.code)).size).toBe(PORTS.length);
  for (const port of PORTS) {
    expect(parseLocode(port.code), port.code).toBe(port.code);
    expect(isCountryCode(port.code.slice(0, 2)), port.code).toBe(true);
    expect(Math.abs(port.lat) <= 90 && Math.abs(port.lon) <= 180, port.code).toBe(true);
    expect(port.name.zh, port.code).toMatch(CHINESE);
  }
  expect(portOf("FR LEH")?.name).toEqual({ en: "Le Havre", zh: "勒阿弗尔" });
  expect(portOf("FRXXX")).toBeUndefined();
});

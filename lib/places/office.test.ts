import { expect, test } from "vitest";
import { OFFICES, districtOf, isOfficeCode, officeOf } from "./office.ts";

const CHINESE = /^[\u4e00-\u9fff（）]+$/;

test("there are 42 customs districts, and each office is under one of them", () => {
  expect(OFFICES.filter((office) => office.code.endsWith("00"))).toHaveLength(42);
  expect(new Set(OFFICES.map((office) => office.code)).size).toBe(OFFICES.length);
  for (const office of OFFICES) {
    expect(districtOf(office.code), office.code).toBeDefined();
    expect(office.name.zh, office.code).toMatch(CHINESE);
  }
});

test("the Yangshan port area is under Shanghai Customs", () => {
  expect(officeOf("2248")?.name.zh).toBe("洋山港区");
  expect(districtOf("2248")?.name).toEqual({ en: "Shanghai Customs", zh: "上海海关" });
});

test("an office that is not known by name still has the form of a code", () => {
  expect(officeOf("2299")).toBeUndefined();
  expect(["2299", "229", "22480", "２２４８"].map(isOfficeCode)).toEqual([true, false, false, false]);
  expect(districtOf("22")).toBeUndefined();
});

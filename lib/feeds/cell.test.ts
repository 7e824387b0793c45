import { describe, expect, it } from "vitest";
import { readCell, readDate, readInstant } from "./cell.ts";
import type { Mapping, Target } from "./mapping.ts";

const PLAIN = { dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00" } as const;
const value = (target: Target, text: string, settings: Partial<Mapping> = {}) => {
  const read = readCell(target, text, { ...PLAIN, ...settings });
  return read.ok ? read.value : read.code;
};

describe("a date in a table", () => {
  it.each([
    ["2023-01-02", "2023-01-02"], ["2023/1/2", "2023-01-02"], ["2023.01.02", "2023-01-02"], ["20230102", "2023-01-02"], ["2023年1月2日", "2023-01-02"],
    ["44928", "2023-01-02"], ["2023-01-02 10:30:00", "2023-01-02"], ["13/2/2023", "2023-02-13"], ["2/13/2023", "2023-02-13"], ["2/2/2023", "2023-02-02"],
    ["1/2/2023", "ambiguous-date"], ["12/2/2023", "ambiguous-date"], ["2/12/2023", "ambiguous-date"], ["12/12/2023", "2023-12-12"], ["2023-02-29", "not-a-date"], ["20231301", "not-a-date"], ["二月", "not-a-date"], ["19999", "not-a-date"],
  ])("%s is %s", (text, expected) => {
    const read = readDate(text, "unambiguous");
    expect(read.ok ? read.value : read.code).toBe(expected);
  });

  it("has its day first, or its month, where the table is said to be written so", () => {
    expect([value("productionDate", "1/2/2023", { dates: "day-first" }), value("productionDate", "1/2/2023", { dates: "month-first" })]).toEqual(["2023-02-01", "2023-01-02"]);
  });

  it.each([
    ["2026-03-02T09:15:00+01:00", "2026-03-02T09:15:00+01:00"], ["2026-03-02 9:15", "2026-03-02T09:15:00+08:00"], ["2026年3月2日", "2026-03-02T00:00:00+08:00"], ["20260302091500", "2026-03-02T09:15:00+08:00"],
    ["20260302091500123", "2026-03-02T09:15:00+08:00"], ["2026-03-02 25:00", "not-an-instant"],
  ])("with a time, %s is %s", (text, expected) => {
    const read = readInstant(text, "unambiguous", "+08:00");
    expect(read.ok ? read.value : read.code).toBe(expected);
  });
});

describe("a cell of a table", () => {
  it.each([
    ["gtin", '="03012345000031"', "03012345000031"], ["gtin", "'03012345000031", "03012345000031"], ["gtin", "3 012345 000031", "3012345000031"], ["gtin", "3.01235E+12", "rounded-by-spreadsheet"],
    ["quantity", "=SUM(A1:A3)", "formula"], ["quantity", "#REF!", "spreadsheet-error"], ["quantity", "60.000", "60.000"], ["quantity", "1,234", "1,234"], ["quantity", "７０００", "７０００"],
    ["unit", "瓶", "XBO"], ["unit", "142", "XBO"], ["unit", "Cases", "XCS"], ["unit", "xcs", "XCS"], ["unit", "副", "副"],
    ["hsCode", "2204.21.00.00", "2204210000"], ["originCountry", "法国", "FR"], ["originCountry", "305", "FR"], ["originCountry", "FRA", "FR"], ["originCountry", "France", "FR"], ["originCountry", "fr", "FR"],
    ["priceCurrency", "142", "CNY"], ["priceCurrency", "人民币", "CNY"], ["office", "2248 洋山海关", "2248"], ["tradeMode", "1210保税跨境贸易电子商务", "1210"], ["status", "撤销", "withdrawn"],
    ["vintage", "2023年", 2023], ["lineNo", "1.5", "not-a-number"],
  ] as const)("for %s that reads %j says %j", (target, text, expected) => {
    expect(value(target, text)).toBe(expected);
  });

  it("has several lots parted by any of the marks people use", () => {
    expect(value("lots", "L1;L2、L3，L4")).toEqual(["L1", "L2", "L3", "L4"]);
  });

  it.each([
    ["comma-thousands", "60,000", "60000"], ["comma-thousands", "60,0", "60,0"], ["comma-thousands", "60.000", "60.000"],
    ["point-thousands", "60.000", "60000"], ["point-thousands", "60.000,5", "60000.5"], ["point-thousands", "0,75", "0.75"], ["plain", "60,000", "60,000"],
  ] as const)("with numbers written %s, %s is %s", (numbers, text, expected) => {
    expect(value("quantity", text, { numbers })).toBe(expected);
  });

  it("has full-width digits read where the table is said to have some, and a word of its own where one was told", () => {
    expect([value("quantity", "７０００", { fullWidth: "read" }), value("unit", "副", { words: { unit: { 副: "PR" } } })]).toEqual(["7000", "PR"]);
  });
});

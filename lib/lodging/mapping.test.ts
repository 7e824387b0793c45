import { describe, expect, it } from "vitest";
import { missingTargets } from "#lib/feeds/mapping";
import { fit, suggestMapping } from "./mapping.ts";

const columnsOf = (...header: readonly string[]) => Object.fromEntries(Object.entries(suggestMapping(header).columns).map(([target, origin]) => [target, "column" in origin ? origin.column : origin.constant]));

describe("a header's own suggestion", () => {
  it("knows the words of customs' forms and of English tables, with units in brackets and marks between", () => {
    expect(columnsOf("海关编号", "成交数量（瓶）", "原产国(地区)", "生产 批号")).toEqual({ number: "海关编号", quantity: "成交数量（瓶）", originCountry: "原产国(地区)", lots: "生产 批号" });
    expect(columnsOf("Entry No.", "Qty", "UNIT", "hs_code", "Country of Origin")).toEqual({ number: "Entry No.", quantity: "Qty", unit: "UNIT", hsCode: "hs_code", originCountry: "Country of Origin" });
  });

  it("uses each column once and makes no value up", () => {
    expect(columnsOf("进口商", "备注")).toEqual({ importerName: "进口商" });
    expect(columnsOf("进口企业代码", "进口企业名称")).toEqual({ importerId: "进口企业代码", importerName: "进口企业名称" });
    expect(missingTargets(suggestMapping(["备注"]).columns)).toContain("gtin");
  });

  it("needs no GTIN where the goods are named in words", () => {
    expect(missingTargets({ goods: { column: "品名" } })).not.toContain("gtin");
  });
});

describe("a saved mapping", () => {
  const mapping = { ...suggestMapping(["海关编号", "数量"]), columns: { number: { column: "海关编号" }, quantity: { column: "数量" }, office: { constant: "2248" } } };

  it.each([
    [["海关编号", "数量", "备注"], 2],
    [["海关编号"], 0],
  ])("fits a table headed %j by %i columns", (header, columns) => {
    expect(fit(mapping, header)).toBe(columns);
  });
});

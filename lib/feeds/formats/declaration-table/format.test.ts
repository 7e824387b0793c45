import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REQUIRED_TARGETS } from "../../mapping.ts";
import type { Mapping } from "../../mapping.ts";
import { spreadsheet } from "../../spreadsheet.ts";
import { format } from "./format.ts";

const now = new Date("2026-03-02T08:00:00Z");
const sample = readFileSync(new URL("./sample.csv", import.meta.url));
const column = (name: string) => ({ column: name });
const mapping: Mapping = {
  columns: {
    number: column("海关编号"), lodgedAt: column("申报日期"), office: column("申报地海关"), tradeMode: column("监管方式"), importerId: column("进口商代码"), importerName: column("进口商名称"), lineNo: column("项号"),
    gtin: column("商品条码"), hsCode: column("商品编号"), site: column("生产单位"), quantity: column("成交数量"), unit: column("成交单位"), lots: column("生产批号"), productionDate: column("生产日期"),
    priceAmount: column("成交单价"), priceCurrency: column("币制"), originCountry: column("原产国"),
  },
  dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00",
};
const read = (text: string | Uint8Array, change: Partial<Mapping> = {}) => format.read(typeof text === "string" ? new TextEncoder().encode(text) : text, { now, mapping: { ...mapping, ...change } });
const small = (rows: readonly string[]) =>
  read(["海关编号,数量,单位,名称", ...rows].join("\n"), {
    columns: {
      ...Object.fromEntries([...REQUIRED_TARGETS, "gtin"].map((target) => [target, { constant: "x" }])),
      number: column("海关编号"),
      quantity: column("数量"),
      unit: column("单位"),
      importerName: column("名称"),
      lodgedAt: { constant: "2026-03-02" },
    },
  });

describe("a table of declarations", () => {
  it("makes rows of one number the lines of one declaration", async () => {
    const { records, documentProblems } = await read(sample);
    expect(documentProblems).toEqual([]);
    expect(records.map(({ pointer, kind, number, problems }) => ({ pointer, kind, number, problems }))).toEqual([
      { pointer: "/rows/2", kind: "declaration", number: "222420261000000101", problems: [] },
      { pointer: "/rows/4", kind: "declaration", number: "222420261000000102", problems: [] },
    ]);
    expect(records[0]?.value).toMatchObject({ rows: [2, 3] });
    expect(records[0]?.value).toMatchObject({
      number: "222420261000000101", lodgedAt: "2026-03-02T00:00:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "3100000001", name: "上海示例进口有限公司" },
      lines: [
        { no: 1, gtin: "13012345000038", hsCode: "2204210000", site: "3012345000017", quantity: { value: "7000", unit: "XCS" }, lots: ["L2023-07"], productionDate: "2023-09-20", price: { amount: "300", currency: "CNY" }, originCountry: "FR" },
        { no: 2, quantity: { value: "1200", unit: "XBO" }, lots: ["L2023-07", "L2023-08"], productionDate: "2023-09-21" },
      ],
    });
    expect(records[1]?.value).toMatchObject({ lines: [{ no: 1, hsCode: "2204210000", site: "示例酒庄\n（波尔多）", productionDate: "2023-09-21", originCountry: "FR" }] });
  });

  it("reads a spreadsheet as it reads CSV", async () => {
    const { records } = await read(
      spreadsheet([
        ["海关编号", "成交数量", "生产日期"],
        ["N1", 7000, { date: 45_189 }],
      ]),
      {
        columns: {
          ...Object.fromEntries(Object.keys(mapping.columns).map((target) => [target, { constant: "1" }])),
          lodgedAt: { constant: "2026-03-02" },
          number: column("海关编号"),
          quantity: column("成交数量"),
          productionDate: column("生产日期"),
        },
      },
    );
    expect(records[0]?.value).toMatchObject({ number: "N1", lines: [{ quantity: { value: "7000" }, productionDate: "2023-09-20" }] });
  });

  it("points at the cell that is wrong, and keeps the other rows", async () => {
    const { records } = await small(["A,=1+1,箱,n", "B,60,箱,n"]);
    expect(records.map(({ problems }) => problems.map(({ pointer, code }) => [pointer, code]))).toEqual([[["/rows/2/数量", "formula"]], []]);
  });

  it("does not choose between rows of one declaration that disagree about it", async () => {
    const { records } = await small(["A,1,箱,one", "A,2,箱,two"]);
    expect(records[0]?.problems).toMatchObject([{ pointer: "/rows/3/名称", code: "rows-disagree" }]);
  });

  it("says which targets and columns are missing, and reads nothing", async () => {
    const { site: _site, ...columns } = mapping.columns;
    const { records, documentProblems } = await read(sample, { columns: { ...columns, vintage: column("年份") } });
    expect([records, documentProblems.map(({ code }) => code)]).toEqual([[], ["target-not-mapped", "missing-column"]]);
    expect(await format.read(sample, { now })).toMatchObject({ records: [], documentProblems: [{ code: "mapping-needed" }] });
  });
});

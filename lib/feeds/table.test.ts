import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeText, decodeXml } from "./charset.ts";
import { spreadsheet } from "./spreadsheet.ts";
import { readTable } from "./table.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
/** 海关编号,数量 and 一,2 in GBK. */
const GBK = Uint8Array.from([0xba, 0xa3, 0xb9, 0xd8, 0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0a, 0xd2, 0xbb, 0x2c, 0x32]);

async function table(input: Uint8Array) {
  const read = await readTable(input);
  if (!read.ok) throw new Error(read.detail);
  return read.table;
}

describe("a table of CSV", () => {
  it.each([
    ["UTF-8", bytes("海关编号,数量\n一,2"), "UTF-8"],
    ["UTF-8 with its mark", bytes("\uFEFF海关编号,数量\n一,2"), "UTF-8 BOM"],
    ["GBK", GBK, "GB 18030"],
    ["UTF-16", Uint8Array.from([0xff, 0xfe, ...Buffer.from("海关编号,数量\n一,2", "utf16le")]), "UTF-16"],
  ])("is read in %s, and says so", async (_name, input, charset) => {
    const { header, rows, written } = await table(input);
    expect({ header, rows, charset: written.charset }).toEqual({ header: ["海关编号", "数量"], rows: [{ row: 2, cells: ["一", "2"] }], charset });
  });

  it.each([[","], [";"], ["\t"], ["|"]])("finds the delimiter %j outside quotes", async (delimiter) => {
    const { written, rows } = await table(bytes(`a${delimiter}b\n"x, ; | y"${delimiter}2\n`));
    expect([written.delimiter, rows[0]?.cells]).toEqual([delimiter, ["x, ; | y", "2"]]);
  });

  it("counts rows as a spreadsheet does: blank rows and line breaks in quotes included", async () => {
    const { headerRow, rows } = await table(bytes('Title\n\nnumber,name\nA,"two\nlines"\n,\n\nB,one\n'));
    expect([headerRow, rows.map(({ row }) => row)]).toEqual([3, [4, 7]]);
  });

  it("names an empty column by its letter and a repeated one by its count", async () => {
    expect((await table(bytes("a,,a\n1,2,3"))).header).toEqual(["a", "B", "a (2)"]);
  });

  it.each([
    ["an unclosed quote", bytes('a,b\n"x,y'), "malformed-csv"],
    ["bytes of no text", Uint8Array.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), "unknown-encoding"],
    ["a NUL", bytes("a,b\n\u0000,2"), "nul-character"],
    ["nothing but one column", bytes("a\nb\n"), "no-header"],
    ["more rows than are taken", bytes(`a,b\n${"1,2\n".repeat(50_001)}`), "too-many-rows"],
    ["more columns than are taken", bytes(`${"a,".repeat(200)}a\n`), "too-many-columns"],
    ["a cell that is too long", bytes(`a,b\n${"x".repeat(10_001)},2`), "cell-too-long"],
    ["more bytes than are taken", new Uint8Array(20_000_001), "too-large"],
  ])("refuses %s", async (_name, input, code) => {
    expect(await readTable(input)).toMatchObject({ ok: false, code });
  });
});

describe("a table of XLSX", () => {
  it("is read with texts, numbers as they were typed, and dates", async () => {
    const { header, rows, written } = await table(spreadsheet([["编号", "数量", "生产日期"], ["03012345000031", 60.1, { date: 45_189 }], ["2", 0.30000000000000004]]));
    expect([written.form, header, rows.map(({ cells }) => cells)]).toEqual(["xlsx", ["编号", "数量", "生产日期"], [["03012345000031", "60.1", "2023-09-20"], ["2", "0.3", ""]]]);
  });

  it("is refused before it is read when it unpacks beyond all measure", async () => {
    const bomb = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(3_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(await readTable(bomb, { inflated: 1_000_000 })).toMatchObject({ ok: false, code: "inflates-too-far" });
  });

  it("is refused when it has hundreds of parts, or is another archive", async () => {
    expect(await readTable(zipSync(Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`p${at}`, strToU8("x")]))))).toMatchObject({ code: "too-many-parts" });
    expect(await readTable(strToU8("%PDF-1.7\n"))).toMatchObject({ code: "not-a-table" });
    expect(await readTable(zipSync({ "readme.txt": strToU8("hello") }))).toMatchObject({ code: "malformed-spreadsheet" });
  });
});

describe("the encoding of XML", () => {
  it("is what its declaration says, without a mark", () => {
    const head = strToU8('<?xml version="1.0" encoding="GB2312"?><a>');
    expect(decodeXml(Uint8Array.from([...head, 0xba, 0xa3, 0x3c, 0x2f, 0x61, 0x3e]))).toMatchObject({ ok: true, charset: "GB 18030", text: expect.stringContaining("海") });
    expect(decodeXml(strToU8('<?xml version="1.0" encoding="EBCDIC"?><a/>'))).toMatchObject({ ok: false, code: "unknown-encoding" });
  });

  it("is never repaired", () => {
    expect(decodeText(Uint8Array.from([0xff, 0xff]))).toMatchObject({ ok: false, code: "unknown-encoding" });
  });
});

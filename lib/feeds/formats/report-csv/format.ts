import { readCell, readDate } from "../../cell.ts";
import { unitCodeOf } from "../../customsCode.ts";
import type { EventProblem } from "../../event.ts";
import { columnsOf } from "../../header.ts";
import type { HeaderWords } from "../../header.ts";
import { cellPointer } from "../../mapping.ts";
import { present, unreadable } from "../../record.ts";
import type { ReadRecord, ReadRecords, RecordFormat } from "../../record.ts";
import { isZip, readTable } from "../../table.ts";
import type { Table, TableRow } from "../../table.ts";

const WORDS = {
  number: ["报告编号", "检验报告编号", "证书编号", "report number", "report no", "report", "number"],
  kind: ["报告类型", "检验类型", "类型", "kind", "report kind", "type"],
  site: ["生产单位", "生产单位注册号", "生产企业", "site", "production site", "producer", "gln"],
  lot: ["生产批号", "批号", "lot", "lot number", "batch"],
  gtin: ["gtin", "商品条码", "条码", "barcode"],
  productionDate: ["生产日期", "production date", "produced on"],
  quantity: ["数量", "检验数量", "quantity", "qty"],
  unit: ["单位", "计量单位", "unit", "uom"],
  container: ["集装箱号", "箱号", "container", "container number"],
  seals: ["封志号", "封志", "seals", "seal", "seal number"],
  result: ["检验结果", "结果", "结论", "result", "results", "conclusion"],
  document: ["文件sha256", "sha256", "document"],
} as const satisfies HeaderWords<string>;
type Field = keyof typeof WORDS;

const NEEDED: readonly Field[] = ["number", "kind", "site", "lot", "quantity", "unit", "result"];

/** The four kinds of pre-shipment report by the words they are called. */
const KINDS: Readonly<Record<string, string>> = {
  标签审核: "label-approval",
  监装: "loading-supervision",
  监装报告: "loading-supervision",
  装运前检验: "pre-shipment",
  装运前质量检验: "pre-shipment",
  质量检验: "pre-shipment",
  产地溯源: "origin",
  原产地: "origin",
};

/** Pre-shipment reports as rows of a CSV or XLSX table with headers in either language: rows of one number are the lots of one report. */
export const format: RecordFormat = {
  id: "report-csv",
  contentTypes: ["text/csv", "application/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  needsMapping: false,
  recognise: (bytes) => isZip(bytes) || !/^\s*[<{[]/.test(new TextDecoder("latin1").decode(bytes.subarray(0, 200)).replace(/^ï»¿/, "")),
  read: async (bytes) => {
    const read = await readTable(bytes);
    return read.ok ? reportsOf(read.table) : unreadable("", read.code, read.detail);
  },
};

function reportsOf(table: Table): ReadRecords {
  const columns = columnsOf(table.header, WORDS);
  const missing = NEEDED.filter((field) => columns[field] === undefined);
  if (missing.length > 0) return { records: [], documentProblems: missing.map((field) => problem("", "missing-column", `no column is headed ${WORDS[field].slice(0, 3).join(", ")} or the like`)) };
  const charset = table.written.charset;
  const said: EventProblem[] = charset === null || charset === "UTF-8" ? [] : [{ pointer: "", code: "encoding-found", detail: `the file is ${charset}`, severity: "warning" }];
  const rows = table.rows.map((row) => ({ row: row.row, of: (field: Field) => cellOf(row, table.header, columns[field]) }));
  const groups = Map.groupBy(rows, ({ row, of }) => of("number") ?? `row ${row}`);
  return { records: [...groups.values()].map((lots, index) => recordOf(lots, index, columns)), documentProblems: said };
}

type Row = { readonly row: number; readonly of: (field: Field) => string | undefined };

function recordOf(rows: readonly Row[], index: number, columns: Partial<Record<Field, string>>): ReadRecord {
  const problems: EventProblem[] = [];
  const place = (row: number, field: Field): string => cellPointer(row, columns[field] ?? field);
  const first = (field: Field): string | undefined => rows.map(({ of }) => of(field)).find((text) => text !== undefined);
  for (const field of ["kind", "site", "unit", "container", "result"] as const) {
    for (const { row, of } of rows)
      if (of(field) !== undefined && of(field) !== first(field))
        problems.push(problem(place(row, field), "rows-disagree", `row ${rows[0]?.row ?? row} of the same report says ${first(field) ?? ""}`));
  }
  const kind = first("kind") ?? "";
  const quantity = numberOf(rows, (row) => place(row, "quantity"), problems);
  const value = present({
    number: first("number"), kind: KINDS[kind] ?? kind.toLowerCase(), site: first("site"),
    lots: rows.map(({ row, of }) => present({ lot: of("lot"), gtin: of("gtin")?.replace(/[\s-]/g, ""), productionDate: dateOf(of("productionDate"), place(row, "productionDate"), problems) })),
    quantity: { value: quantity, unit: unitCodeOf(first("unit") ?? "") ?? first("unit") ?? "" },
    container: first("container"), seals: [...new Set(rows.flatMap(({ of }) => of("seals")?.split(/[;,；，、\s]+/) ?? []))].filter((seal) => seal !== ""),
    results: first("result") ?? "", document: first("document"),
  });
  return { index, pointer: `/rows/${rows[0]?.row ?? 0}`, kind: "inspection-report", number: first("number") ?? null, value, problems };
}

const PLAIN = { dates: "unambiguous", numbers: "plain", fullWidth: "refuse", words: {}, offset: "+08:00" } as const;

/** The quantity of a report: that of its rows together where each lot has its own, in whole numbers; of one row as it is written. */
function numberOf(rows: readonly Row[], place: (row: number) => string, problems: EventProblem[]): string {
  const given = rows.flatMap(({ row, of }) => {
    const read = readCell("quantity", of("quantity") ?? "", PLAIN);
    if (!read.ok) problems.push(problem(place(row), read.code, read.detail));
    return read.ok && read.value !== "" ? [String(read.value)] : [];
  });
  const [only] = given;
  if (given.length <= 1 || only === undefined) return only ?? "";
  if (given.every((text) => /^\d{1,15}$/.test(text))) return String(given.reduce((sum, text) => sum + BigInt(text), 0n));
  problems.push(problem(place(rows[0]?.row ?? 0), "not-a-number", "the quantities of several lots are added up only in whole numbers"));
  return only;
}

function dateOf(text: string | undefined, pointer: string, problems: EventProblem[]): string | undefined {
  if (text === undefined) return undefined;
  const read = readDate(text, "unambiguous");
  if (read.ok) return String(read.value);
  problems.push(problem(pointer, read.code, read.detail));
  return undefined;
}

function cellOf({ cells }: TableRow, header: readonly string[], column: string | undefined): string | undefined {
  const text = column === undefined ? "" : (cells[header.indexOf(column)] ?? "").trim();
  return text === "" ? undefined : text;
}

function problem(pointer: string, code: string, detail: string): EventProblem {
  return { pointer, code, detail, severity: "error" };
}

import type { EventProblem } from "../../event.ts";
import { readCell } from "../../cell.ts";
import { HEAD_TARGETS, TARGETS, cellPointer, missingTargets } from "../../mapping.ts";
import type { Mapping, Target } from "../../mapping.ts";
import { present, unreadable } from "../../record.ts";
import type { DeclarationDraft, ReadRecord, ReadRecords, RecordFormat } from "../../record.ts";
import { isZip, readTable } from "../../table.ts";
import type { Table, TableRow } from "../../table.ts";

/** Declarations as rows of a CSV or XLSX table whose columns a mapping names: rows of one number are the lines of one declaration. */
export const format: RecordFormat = {
  id: "declaration-table",
  contentTypes: ["text/csv", "application/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  needsMapping: true,
  recognise: (bytes) => isZip(bytes) || !/^\s*[<{[]/.test(new TextDecoder("latin1").decode(bytes.subarray(0, 200)).replace(/^ï»¿/, "")),
  read: async (bytes, { mapping }) => {
    const read = await readTable(bytes);
    if (!read.ok) return unreadable("", read.code, read.detail);
    return mapping === undefined ? unreadable("", "mapping-needed", "a table is read by a mapping of its columns") : declarationsOf(read.table, mapping);
  },
};

type Values = Partial<Record<Target, string | readonly string[] | number>>;
type Line = { readonly row: number; readonly values: Values; readonly problems: readonly EventProblem[] };

/** The declarations of a table, in the order of their first rows. Also what a preview shows: reading needs no database. */
export function declarationsOf(table: Table, mapping: Mapping): ReadRecords {
  const documentProblems = [...unmapped(table, mapping), ...said(table)];
  if (documentProblems.some(({ severity }) => severity === "error")) return { records: [], documentProblems };
  const groups = Map.groupBy(table.rows.map((row) => lineOf(row, table.header, mapping)), ({ row, values }) => (values.number === undefined ? `row ${row}` : `number ${String(values.number)}`));
  return { records: [...groups.values()].map((lines, index) => recordOf(lines, index, mapping)), documentProblems };
}

function unmapped(table: Table, { columns }: Mapping): EventProblem[] {
  const missing = missingTargets(columns).map((target) => problem("", "target-not-mapped", `no column is mapped to ${target}`));
  const gone = Object.values(columns).flatMap((origin) => ("column" in origin && !table.header.includes(origin.column) ? [problem("", "missing-column", `the table has no column ${JSON.stringify(origin.column)}`)] : []));
  return [...missing, ...gone];
}

function said({ written }: Table): EventProblem[] {
  if (written.charset === null || written.charset === "UTF-8") return [];
  return [{ pointer: "", code: "encoding-found", detail: `the file is ${written.charset}${written.delimiter === "," ? "" : `, its columns parted by ${JSON.stringify(written.delimiter)}`}`, severity: "warning" }];
}

function lineOf({ row, cells }: TableRow, header: readonly string[], mapping: Mapping): Line {
  const values: Values = {};
  const problems: EventProblem[] = [];
  for (const target of TARGETS) {
    const origin = mapping.columns[target];
    if (origin === undefined) continue;
    const written = "constant" in origin ? origin.constant : (cells[header.indexOf(origin.column)] ?? "");
    if (written.trim() === "") continue;
    const read = readCell(target, written, mapping);
    if (read.ok) values[target] = read.value;
    else problems.push(problem(pointerOf(row, target, mapping), read.code, read.detail));
  }
  return { row, values, problems };
}

function recordOf(lines: readonly Line[], index: number, mapping: Mapping): ReadRecord {
  const first = lines[0];
  const head: Values = Object.fromEntries(HEAD_TARGETS.flatMap((target) => {
    const value = lines.find(({ values }) => values[target] !== undefined)?.values[target];
    return value === undefined ? [] : [[target, value]];
  }));
  const differing = lines.flatMap(({ row, values }) =>
    HEAD_TARGETS.flatMap((target) =>
      values[target] === undefined || values[target] === head[target]
        ? []
        : [problem(pointerOf(row, target, mapping), "rows-disagree", `row ${first?.row ?? row} of the same declaration says ${String(head[target])}`)],
    ),
  );
  const value: DeclarationDraft = {
    ...present({ number: head.number, revision: head.revision, lodgedAt: head.lodgedAt, office: head.office, tradeMode: head.tradeMode, procedure: head.procedure }),
    status: head.status ?? "lodged",
    importer: present({ id: head.importerId, name: head.importerName }),
    lines: lines.map(({ values }, at) => lineValue(values, at)),
    rows: lines.map(({ row }) => row),
  };
  return { index, pointer: `/rows/${first?.row ?? 0}`, kind: "declaration", number: head.number === undefined ? null : String(head.number), value, problems: [...lines.flatMap(({ problems }) => problems), ...differing] };
}

function lineValue(values: Values, at: number): Record<string, unknown> {
  const price = values.priceAmount === undefined ? undefined : present({ amount: values.priceAmount, currency: values.priceCurrency });
  return present({
    no: values.lineNo ?? at + 1, gtin: values.gtin, goods: values.goods, hsCode: values.hsCode, site: values.site,
    quantity: present({ value: values.quantity, unit: values.unit }),
    lots: values.lots, productionDate: values.productionDate, vintage: values.vintage, price, originCountry: values.originCountry,
  });
}

function pointerOf(row: number, target: Target, { columns }: Mapping): string {
  const origin = columns[target];
  return origin !== undefined && "column" in origin ? cellPointer(row, origin.column) : `/rows/${row}`;
}

function problem(pointer: string, code: string, detail: string): EventProblem {
  return { pointer, code, detail, severity: "error" };
}

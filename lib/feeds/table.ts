import { Unzip, UnzipInflate } from "fflate";
import { CsvError, parse } from "csv-parse/sync";
import readSpreadsheet from "read-excel-file/universal";
import { decodeText } from "./charset.ts";
import type { Charset } from "./charset.ts";

/** How large a table may be. `inflated` is what the parts of a spreadsheet come to when unpacked. */
export const TABLE_LIMITS = { bytes: 20_000_000, rows: 50_000, columns: 200, cell: 10_000, inflated: 150_000_000, parts: 500 } as const;

/** A row that is not blank, with its number as a spreadsheet counts, from 1. */
export type TableRow = { readonly row: number; readonly cells: readonly string[] };

/** A table as read: the header's words, each once, and the rows below it. `written` says how it was encoded and what parts its columns. */
export type Table = {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly rows: readonly TableRow[];
  readonly written: { readonly form: "csv" | "xlsx"; readonly charset: Charset | null; readonly delimiter: string | null };
};

/** Why bytes are not taken as a table. */
export type TableProblem = { readonly ok: false; readonly code: string; readonly detail: string };

const refuse = (code: string, detail: string): TableProblem => ({ ok: false, code, detail });

/** Whether bytes begin as a zip archive does, as every XLSX file is one. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Whether bytes begin as a PDF does: `%PDF`. */
function isPdf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x25 && bytes[1] === 0x50 && bytes[2] === 0x44 && bytes[3] === 0x46;
}

/** Reads a table of CSV or XLSX: the first sheet, the first row with two filled cells as its header. Bounded by TABLE_LIMITS, an archive by what it unpacks to. */
export async function readTable(bytes: Uint8Array, { inflated }: { readonly inflated: number } = TABLE_LIMITS): Promise<{ readonly ok: true; readonly table: Table } | TableProblem> {
  if (bytes.length > TABLE_LIMITS.bytes) return refuse("too-large", `the file has ${bytes.length} bytes of at most ${TABLE_LIMITS.bytes}`);
  if (isPdf(bytes)) return refuse("not-a-table", "this is a PDF: a table is CSV or XLSX");
  const read = isZip(bytes) ? await readSheet(bytes, inflated) : readCsv(bytes);
  if ("ok" in read) return read;
  return tableOf(read.rows, read.written);
}

type Rows = { readonly rows: readonly (readonly string[])[]; readonly written: Table["written"] };

function readCsv(bytes: Uint8Array): Rows | TableProblem {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const delimiter = delimiterOf(decoded.text);
  try {
    const rows = parse(decoded.text, { delimiter, relax_column_count: true, skip_empty_lines: false, to: TABLE_LIMITS.rows + 100, max_record_size: TABLE_LIMITS.columns * TABLE_LIMITS.cell });
    return { rows, written: { form: "csv", charset: decoded.charset, delimiter } };
  } catch (error) {
    if (error instanceof CsvError) return refuse("malformed-csv", error.message);
    throw error;
  }
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** The delimiter that parts the first lines the most, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, "").split(/\r\n|\r|\n/).filter((line) => line.trim() !== "").slice(0, 10);
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: head.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0) }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ",";
}

async function readSheet(bytes: Uint8Array, inflated: number): Promise<Rows | TableProblem> {
  const bomb = inflatesTooFar(bytes, inflated);
  if (bomb !== undefined) return bomb;
  try {
    const sheets = await readSpreadsheet(Uint8Array.from(bytes).buffer, { parseNumber: (text) => text, trim: false });
    const rows: readonly (readonly unknown[])[] = sheets[0]?.data ?? [];
    return { rows: rows.map((row) => row.map(cellText)), written: { form: "xlsx", charset: null, delimiter: null } };
  } catch (error) {
    return refuse("malformed-spreadsheet", `the file is no XLSX spreadsheet that can be read: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

/** A cell as text: dates as YYYY-MM-DD with their time where they have one, numbers to the fifteen digits that a spreadsheet keeps. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "");
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  const text = typeof cell === "string" ? cell : JSON.stringify(cell);
  return /^-?\d+\.\d{12,}(?:E[+-]?\d+)?$|^-?\d+(?:\.\d+)?E[+-]?\d+$/i.test(text) ? plain(Number(text)) : text;
}

function plain(number: number): string {
  const rounded = Number(number.toPrecision(15));
  return Math.abs(rounded) < 1e21 ? rounded.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 15 }) : String(rounded);
}

/** Unpacks an archive piece by piece without keeping anything, and says so when it grows beyond all measure. */
function inflatesTooFar(bytes: Uint8Array, most: number): TableProblem | undefined {
  const found: TableProblem[] = [];
  let [size, parts]: [number, number] = [0, 0];
  const unzip = new Unzip((file) => {
    if (++parts > TABLE_LIMITS.parts) found.push(refuse("too-many-parts", `the archive has more than ${TABLE_LIMITS.parts} parts`));
    file.ondata = (error, data) => {
      if (error !== null) found.push(refuse("malformed-spreadsheet", `the archive cannot be unpacked: ${error.message}`));
      else size += data.length;
      if (size > most) found.push(refuse("inflates-too-far", `the archive unpacks to more than ${most} bytes`));
      if (found.length > 0) file.terminate();
    };
    if (found.length === 0) file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && found.length === 0; at += 16_384) unzip.push(bytes.subarray(at, at + 16_384), at + 16_384 >= bytes.length);
  } catch (error) {
    found.push(refuse("malformed-spreadsheet", `the archive cannot be unpacked: ${error instanceof Error ? error.message : "unknown"}`));
  }
  return found[0];
}

function tableOf(rows: Rows["rows"], written: Table["written"]): { readonly ok: true; readonly table: Table } | TableProblem {
  const at = rows.findIndex((row) => row.filter((cell) => cell.trim() !== "").length >= 2);
  const head = rows[at];
  if (head === undefined) return refuse("no-header", "no row has two filled cells: the table needs a header row");
  const width = head.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (width > TABLE_LIMITS.columns) return refuse("too-many-columns", `the header has ${width} columns of at most ${TABLE_LIMITS.columns}`);
  const below = rows.slice(at + 1).map((cells, index) => ({ row: at + 2 + index, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (below.length > TABLE_LIMITS.rows) return refuse("too-many-rows", `the table has more than ${TABLE_LIMITS.rows} rows: part it`);
  const long = below.find(({ cells }) => cells.some((cell) => cell.length > TABLE_LIMITS.cell));
  if (long !== undefined) return refuse("cell-too-long", `a cell of row ${long.row} has more than ${TABLE_LIMITS.cell} characters`);
  return { ok: true, table: { header: namesOf(head.slice(0, width)), headerRow: at + 1, rows: below, written } };
}

/** The words of a header, each once: an empty one is named by its column's letter, a repeated one gets its number. */
function namesOf(head: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return head.map((cell, index) => {
    const name = cell.replace(/\s+/g, " ").trim() || letterOf(index);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;
}

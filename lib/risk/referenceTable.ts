import type { Table } from "#lib/feeds/table";
import { markerKey, markerOf, type Marker } from "./marker.ts";

/** A sample of a reference population; null where a marker was not measured of it. */
export type ReferenceSample = { readonly label: string; readonly values: readonly (number | null)[] };

/** What is wrong with a row of a table of samples: its number as a spreadsheet counts, the column it is in, and what to do about it. */
export type RowProblem = { readonly row: number; readonly column: string; readonly code: string; readonly detail: string };

/** The markers and samples of a table, or everything that is wrong with it. */
export type ReadReference = { readonly ok: true; readonly markers: readonly Marker[]; readonly samples: readonly ReferenceSample[] } | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** The most markers and samples of a table, the fewest samples, and how many problems are told at once. */
export const REFERENCE_LIMITS = { markers: 40, samples: 5_000, fewest: 8, problems: 50 } as const;

const EMPTY = new Set(["", "-", "–", "—", "n/a", "na", "nd", "未测", "未检"]);

/**
 * Reads a table of reference samples: the first column names the sample, every other one is a marker with its unit in brackets (`Sr [mg/kg]`; without brackets a ratio).
 * An empty cell is a marker that was not measured. Every row that cannot be read is named; nothing is taken of a table with one.
 */
export function readReference({ header, headerRow, rows, written }: Table): ReadReference {
  const problems: RowProblem[] = [];
  const markers = header.slice(1).flatMap((name, at): (Marker & { readonly column: number })[] => {
    const marker = markerOf(name);
    if (marker !== undefined) return [{ ...marker, column: at + 1 }];
    problems.push({ row: headerRow, column: name, code: "bad-marker", detail: `${JSON.stringify(name.slice(0, 60))} is no marker: write its name and its unit in brackets, such as Sr [mg/kg]` });
    return [];
  });
  const keys = markers.map(({ name }) => markerKey(name));
  markers.forEach(({ name }, at) => {
    if (keys.indexOf(keys[at] ?? "") !== at) problems.push({ row: headerRow, column: name, code: "marker-twice", detail: `the marker ${name} has two columns` });
  });
  if (markers.length === 0) problems.push({ row: headerRow, column: "", code: "no-markers", detail: "the table needs a column that names the sample, and after it one for each marker" });
  if (markers.length > REFERENCE_LIMITS.markers) problems.push({ row: headerRow, column: "", code: "too-many-markers", detail: `the table has ${markers.length} markers of at most ${REFERENCE_LIMITS.markers}` });
  if (rows.length < REFERENCE_LIMITS.fewest)
    problems.push({
      row: headerRow,
      column: "",
      code: "too-few-samples",
      detail: `the table has ${rows.length} samples; a population has ${REFERENCE_LIMITS.fewest} at the least`,
    });
  if (rows.length > REFERENCE_LIMITS.samples) problems.push({ row: headerRow, column: "", code: "too-many-samples", detail: `the table has ${rows.length} samples of at most ${REFERENCE_LIMITS.samples}` });
  if (problems.length > 0) return { ok: false, problems };
  const seen = new Map<string, number>();
  const commas = written.delimiter !== ",";
  const samples = rows.map(({ row, cells }): ReferenceSample => {
    const label = cells[0]?.trim() ?? "";
    const before = seen.get(label);
    if (label === "") problems.push({ row, column: header[0] ?? "", code: "no-label", detail: "the sample has no name" });
    else if (before !== undefined) problems.push({ row, column: header[0] ?? "", code: "sample-twice", detail: `the sample ${label} is in row ${before} already` });
    seen.set(label, before ?? row);
    const extra = cells.slice(header.length).find((cell) => cell.trim() !== "");
    if (extra !== undefined) problems.push({ row, column: "", code: "beyond-header", detail: `${JSON.stringify(extra.slice(0, 40))} stands beyond the last column` });
    const values = markers.map(({ name, column }) => {
      const read = numberIn(cells[column] ?? "", commas);
      if (typeof read !== "object" || read === null) return read;
      problems.push({ row, column: name, ...read });
      return null;
    });
    if (values.every((value) => value === null)) problems.push({ row, column: "", code: "empty-sample", detail: `nothing was measured of the sample ${label}` });
    return { label: label.slice(0, 100), values };
  });
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, REFERENCE_LIMITS.problems) } : { ok: true, markers: markers.map(({ name, unit }) => ({ name, unit })), samples };
}

function numberIn(cell: string, commas: boolean): number | null | { readonly code: string; readonly detail: string } {
  const text = cell.normalize("NFKC").trim().replace("−", "-");
  if (EMPTY.has(text.toLowerCase())) return null;
  if (/^[<≤]/.test(text))
    return {
      code: "below-detection",
      detail: `${JSON.stringify(text.slice(0, 30))} is below a limit of detection and no number: leave it empty, or write the value your laboratory puts in its place`,
    };
  const decimal = commas ? text.replace(/^(-?\d+),(\d+)$/, "$1.$2") : text;
  if (!/^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(decimal) || !Number.isFinite(Number(decimal))) return { code: "not-a-number", detail: `${JSON.stringify(text.slice(0, 30))} is no number` };
  return Number(decimal);
}

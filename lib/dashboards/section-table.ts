import { addDays, type PlainDate } from "../measures/period.ts";
import type { DatedRow, FigureRow, OfficeRow } from "./figure-row.ts";
import { daysIn, type Span } from "./figure-view.ts";
import type { Column, SectionRow, SectionTable } from "./section.ts";

/** What a section is made from: figures of its span by mark, by day or month, by office, those past their time by status, and what each office can examine a day. */
export type Loaded = {
  readonly span: Span;
  readonly rows: readonly FigureRow[];
  readonly series: readonly DatedRow[];
  readonly offices: readonly OfficeRow[];
  readonly past: ReadonlyMap<string, number>;
  readonly examinable: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
};

/** A column with how its numbers come about, and where each leads. */
export type ColumnSpec = Column & { readonly value: (from: Loaded, key: string) => number | null; readonly list?: (span: Span, key: string) => string | null };

type TableSpec = Pick<SectionTable, "id" | "by" | "shape" | "charted"> & {
  readonly keys: readonly string[];
  readonly columns: readonly ColumnSpec[];
  readonly keysBefore?: readonly string[];
  readonly list?: (span: Span, key: string) => string | null;
};

/** A table of what is asked for, beside the same of what it is compared with. */
export function tableOf({ id, by, shape, charted, keys, columns, keysBefore, list }: TableSpec, now: Loaded, against: Loaded | null): SectionTable {
  const rows = keys.map((key, at): SectionRow => {
    const named = now.names.get(`${by}:${key}`);
    const keyBefore = keysBefore === undefined ? key : keysBefore[at];
    return {
      key, ...(named === undefined ? {} : { name: named }), list: list?.(now.span, key) ?? null,
      cells: columns.map((column) => ({ value: column.value(now, key), list: column.list?.(now.span, key) ?? null })),
      before: against === null || keyBefore === undefined ? null : columns.map((column) => column.value(against, keyBefore)),
    };
  });
  return { id, by, shape, charted, rows, columns: columns.map(({ id: column, unit, of }) => ({ id: column, unit, ...(of === undefined ? {} : { of }) })) };
}

/** A longer span is drawn by month. */
const MOST_DAYS_DRAWN = 120;

/** Whether a span is drawn by day or by month. */
export function grainOf({ period }: Span): "day" | "month" {
  return daysIn(period) > MOST_DAYS_DRAWN ? "month" : "day";
}

/** The days of a span, or the first days of its months. */
export function ticksOf(span: Span): string[] {
  const { from, to } = span.period;
  const monthly = grainOf(span) === "month";
  const ticks: string[] = [];
  for (let day: PlainDate = monthly ? (`${from.slice(0, 7)}-01` as PlainDate) : from; day < to; day = monthly ? (`${addDays(day, 31).slice(0, 7)}-01` as PlainDate) : addDays(day, 1)) ticks.push(day);
  return ticks;
}

/** The span of one tick, within the span that is drawn. */
export function spanOfTick(span: Span, tick: string): Span {
  const day = tick as PlainDate;
  const end = grainOf(span) === "month" ? (`${addDays(day, 31).slice(0, 7)}-01` as PlainDate) : addDays(day, 1);
  const from = day < span.period.from ? span.period.from : day;
  return { office: span.office, period: { from, to: end > span.period.to ? span.period.to : end } };
}

/** The number of a mark on a tick. */
export function onTick(from: Loaded, kind: DatedRow["kind"], a: string | readonly string[] | undefined, tick: string): number {
  let sum = 0;
  for (const row of from.series) if (row.kind === kind && row.day === tick && (a === undefined || (typeof a === "string" ? a === row.a : a.includes(row.a)))) sum += row.n;
  return sum;
}

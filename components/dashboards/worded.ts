import { FALSE_ALARM_REASONS } from "#lib/risk/outcome";
import type { Column, Dimension, Section, SectionRow, SectionTable } from "#lib/dashboards/section";
import { addDays, type PlainDate } from "#lib/measures/period";
import { grainOf } from "#lib/dashboards/section-table";
import { countryName } from "#lib/places/country";
import { formatMoney } from "#lib/measures/money";
import { numberFormat } from "../ui/number-format.ts";

/** Says a message by its key. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** What wording needs: the words of the dashboards and of triage, the language, and the names of targeting profiles by their ids as rules. */
export type Wording = { readonly t: Say; readonly triage: Say; readonly locale: string; readonly rules?: ReadonlyMap<string, string> };

/** A cell in words: the number as it is read, what it was, and where it leads. */
export type ShownCell = { readonly text: string; readonly was: string | null; readonly href: string | null; readonly value: number | null; readonly before: number | null };
export type ShownRow = { readonly key: string; readonly label: string; readonly href: string | null; readonly cells: readonly ShownCell[] };

/** A table in words, and what its chart shows by the places of its columns. */
export type ShownTable = Pick<SectionTable, "id" | "shape"> & {
  readonly title: string;
  readonly head: string;
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly ShownRow[];
  readonly charted: readonly number[];
  readonly axis: string;
};

/** A rate below half of this would be read as none. */
const SMALLEST_RATE = 0.1;

/** A number in its unit; a share with what it is of, where that stands in another column. */
export function numberText(value: number | null, unit: Column["unit"], { t, locale }: Wording, currency = "CNY"): string {
  if (value === null) return t("none");
  if (unit === "share") return numberFormat(locale, "smallShare").format(value);
  if (unit === "rate" && value > 0 && value < SMALLEST_RATE / 2) return t("few", { value: numberFormat(locale, "exact").format(SMALLEST_RATE) });
  if (unit === "money") return formatMoney({ minor: BigInt(value), currency });
  return unit === "rate" ? new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value) : numberFormat(locale, "whole").format(value);
}

/** What the axis of a drawing counts, where it is not declarations. */
const AXIS: Readonly<Record<string, string>> = { stays: "times", offices: "perDay", examinations: "examinations", rules: "findings" };

/** A table of a section in words. */
export function tableShown(table: SectionTable, monthly: boolean, wording: Wording): ShownTable {
  const { t } = wording;
  const text = (row: SectionRow, at: number, value: number | null) => numberText(value, table.columns[at]?.unit ?? "count", wording, row.key);
  return {
    id: table.id, shape: table.shape, title: t(`table.${table.id}`), head: t(`by.${table.by === "day" && monthly ? "month" : table.by}`),
    columns: table.columns.map(({ id }) => ({ id, label: t(`column.${id}`) })),
    axis: t(`axis.${AXIS[table.id] ?? "declarations"}`),
    charted: table.charted.map((id) => table.columns.findIndex((column) => column.id === id)).filter((at) => at >= 0),
    rows: table.rows.map((row) => ({
      key: row.key, label: keyText(table.by, row, monthly, wording), href: row.list,
      cells: row.cells.map(({ value, list }, at) => {
        const before = row.before?.[at] ?? null;
        return {
          value,
          before,
          text: shareText(table, row, at, text(row, at, value), wording),
          was: row.before === null ? null : t("was", { value: text(row, at, before) }),
          href: value === 0 || value === null ? null : list,
        };
      }),
    })),
  };
}

/** A share says of how many it is a share. */
function shareText(table: SectionTable, row: SectionRow, at: number, text: string, { t }: Wording): string {
  const of = table.columns[at]?.of;
  if (of === undefined || row.cells[at]?.value === null) return text;
  const n = row.cells[table.columns.findIndex((column) => column.id === of)]?.value ?? 0;
  return t("unit.share", { share: text, n });
}

/** The key of a row in words. */
export function keyText(by: Dimension, { key, name }: { readonly key: string; readonly name?: string }, monthly: boolean, { t, triage, locale }: Wording): string {
  if (name !== undefined) return by === "office" ? `${name} ${key}` : name;
  switch (by) {
    case "day":
      return dayText(key, monthly, locale);
    case "lane":
      return triage(`lane.${key}`);
    case "status":
      return triage(`status.${key}`);
    case "rule":
      return key;
    case "country":
      return countryName(key)?.[locale === "en" ? "en" : "zh"] ?? key;
    case "site":
      return key === "0" ? t("unknownSite") : key;
    case "reason":
      return (FALSE_ALARM_REASONS as readonly string[]).includes(key) ? t(`alarm.${key}`) : triage(`reason.${key}`);
    case "override":
    case "selected":
    case "ahead":
    case "examination":
      return t(`${by}.${key}`);
    case "currency":
    case "person":
    case "body":
    case "office":
      return key;
  }
}

/** A day, or a month by its first day, as a calendar in China has it. */
export function dayText(day: string, monthly: boolean, locale: string): string {
  const shape: Intl.DateTimeFormatOptions = monthly ? { year: "numeric", month: "short" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...shape, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** What the figures of a section are of: the office and the days. */
export function spanText({ view }: Pick<Section, "view">, offices: ReadonlyMap<string, string>, { t, locale }: Wording): string {
  const last = addDays(view.period.to, -1);
  const office = view.office === null ? t("office.all") : (offices.get(view.office) ?? view.office);
  const full = (day: PlainDate) => new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
  const here = last === view.period.from ? t("span.day", { office, from: full(last) }) : t("span.days", { office, from: full(view.period.from), to: full(last) });
  if (view.against === null) return here;
  const other =
    view.against.what === "office"
      ? (offices.get(view.against.office ?? "") ?? view.against.office ?? "")
      : t("period.own", { from: full(view.against.period.from), to: full(addDays(view.against.period.to, -1)) });
  return t("span.both", { here, against: t("span.against", { what: other }) });
}

/** A section as rows of a file: each table under its title, numbers as numbers, shares from 0 to 1, money in its own unit. */
export function sectionRows(section: Section, wording: Wording): (string | number | null)[][] {
  const monthly = grainOf(section.view) === "month";
  const head = [[spanText(section, new Map(), wording)], [section.standing.asOf?.toISOString() ?? wording.t("age.never")]];
  const tables = section.tables.flatMap((table) => {
    const shown = tableShown(table, monthly, wording);
    const compared = table.rows.some(({ before }) => before !== null);
    const labels = [...shown.columns.map(({ label }) => label), ...(compared ? shown.columns.map(({ label }) => wording.t("was", { value: label })) : [])];
    const rows = table.rows.map((row, at) => {
      const number = (value: number | null, place: number) => (table.columns[place]?.unit === "money" && value !== null ? numberText(value, "money", wording, row.key) : value);
      return [
        table.by === "day" ? row.key : (shown.rows[at]?.label ?? row.key),
        ...row.cells.map(({ value }, place) => number(value, place)),
        ...(compared ? (row.before ?? []).map((value, place) => number(value, place)) : []),
      ];
    });
    return [[], [shown.title], [shown.head, ...labels], ...rows];
  });
  return [...head, ...tables];
}

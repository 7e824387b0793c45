/** A span of dates as fractions of a whole scale, both 0 to 1. */
export type Span = { readonly from: number; readonly to: number };

/** A tick of a scale: a year or a month, and where it stands. */
export type Tick = { readonly label: string; readonly at: number };

const day = (date: string): number => Date.parse(`${date.length === 7 ? `${date}-01` : date}T00:00:00Z`);

/** A scale of dates from the first to the last of some periods; dates are YYYY-MM-DD. */
export function timescale(periods: readonly { readonly from: string; readonly to: string }[]): {
  readonly span: (period: { readonly from: string; readonly to: string }) => Span;
  readonly at: (date: string) => number;
  readonly years: readonly Tick[];
} {
  const starts = periods.map((period) => day(period.from));
  const ends = periods.map((period) => day(period.to));
  const first = Math.min(...starts);
  const width = Math.max(1, Math.max(...ends) - first);
  const at = (date: string): number => Math.min(1, Math.max(0, (day(date) - first) / width));
  const years: Tick[] = [];
  for (let year = new Date(first).getUTCFullYear(); Date.UTC(year, 0, 1) <= first + width; year += 1) {
    const instant = Date.UTC(year, 0, 1);
    if (instant >= first) years.push({ label: String(year), at: (instant - first) / width });
  }
  return { span: (period) => ({ from: at(period.from), to: at(period.to) }), at, years };
}

/** The month after one, both YYYY-MM. */
export function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** What stood at the end of each month up to `until`, from the first recorded one and for a year at least; months in which nothing changed keep what stood. */
export function filledMonths(months: readonly { readonly month: string; readonly declared: string }[], until: string): { readonly month: string; readonly declared: number }[] {
  const filled: { month: string; declared: number }[] = [];
  const known = new Map(months.map((one) => [one.month, Number(one.declared)]));
  const [first] = months;
  if (first === undefined) return filled;
  const yearAgo = `${Number(until.slice(0, 4)) - 1}${until.slice(4)}`;
  let declared = 0;
  for (let month = first.month < yearAgo ? first.month : monthAfter(yearAgo); month <= until && filled.length < 240; month = monthAfter(month)) {
    declared = known.get(month) ?? declared;
    filled.push({ month, declared });
  }
  return filled;
}

/** Rows for bars that must not lie on each other: each period goes into the first row where it fits, in the order given. */
export function stacked<Item extends { readonly from: string; readonly to: string }>(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    const free = rows.find((row) => row.every((other) => other.to <= item.from || item.to <= other.from));
    if (free === undefined) rows.push([item]);
    else free.push(item);
  }
  return rows;
}

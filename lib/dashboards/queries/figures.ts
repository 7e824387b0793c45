import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { figureChecks, figureFolds } from "#db/schema/dashboards";
import { addDays, dateIn } from "#lib/measures/period";
import { figureOf, narrowed, type Counted, type FigureFilter, type FigureName } from "../figure.ts";
import { MARKS, NO_DAY, type MarkKind } from "../figure-mark.ts";
import type { DatedRow, FigureRow, OfficeRow } from "../figure-row.ts";
import type { FigureStanding } from "../figure-standing.ts";
import { wholeMonths, type Span } from "../figure-view.ts";

type RawRow = { kind: MarkKind; a: string; b: string; n: string; amount: string };

const oneOf = (values: readonly string[]): SQL => sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`;

/**
 * The rows of figures of some kinds within a span: whole months from the sums by month, the days beside them from the days; for all offices at once from the
 * sums over all, unless they are to be told apart (`apart`).
 */
function source(kinds: readonly MarkKind[], { period, office }: Span, { more = sql`true`, apart = false }: { readonly more?: SQL; readonly apart?: boolean } = {}): SQL {
  const dated = kinds.filter((kind) => MARKS[kind].of !== "now");
  const standing = kinds.filter((kind) => MARKS[kind].of === "now");
  const months = wholeMonths(period);
  const days =
    months === undefined
      ? sql`(day >= ${period.from}::date and day < ${period.to}::date)`
      : sql`((day >= ${period.from}::date and day < ${months.from}::date) or (day >= ${months.to}::date and day < ${period.to}::date))`;
  const rows = (of: readonly MarkKind[], where: SQL) => (of.length === 0 ? [] : [sql`select kind, office, a, b, n, amount from ${byDay(office, apart)} and kind in ${oneOf(of)} and ${where} and ${more} and n <> 0`]);
  const monthly =
    months === undefined || dated.length === 0
      ? []
      : [
          sql`select kind, office, a, b, n, amount from figure_sums where grain = 'month' and ${officeIs(office, apart)} and kind in ${oneOf(dated)} and day >= ${months.from}::date and day < ${months.to}::date and ${more} and n <> 0`,
        ];
  return sql.join([...rows(dated, days), ...monthly, ...rows(standing, sql`day = ${NO_DAY}::date`)], sql` union all `);
}

/** Where days are read: one office's, or every office's apart, from the figures; all together from the sums. */
function byDay(office: string | null, apart: boolean): SQL {
  return office === null && !apart ? sql`figure_sums where grain = 'day' and office = ''` : office === null ? sql`figures where true` : sql`figures where office = ${office}`;
}

function officeIs(office: string | null, apart: boolean): SQL {
  return office === null && apart ? sql`office <> ''` : sql`office = ${office ?? ""}`;
}

/** Figures of some kinds within a span, by a and b. */
export async function figuresIn(tx: Transaction, kinds: readonly MarkKind[], span: Span): Promise<FigureRow[]> {
  const rows = await tx.execute<RawRow>(sql`select kind, a, b, sum(n)::text as n, sum(amount)::text as amount from (${source(kinds, span)}) as found group by kind, a, b`);
  return rows.map(readRow);
}

/** Figures day by day, or month by month, by a: of a month that the span has in part, that part alone. */
export async function figuresByDay(tx: Transaction, kinds: readonly MarkKind[], { period, office }: Span, grain: "day" | "month"): Promise<DatedRow[]> {
  const where = sql`kind in ${oneOf(kinds)} and n <> 0`;
  const days = (from: string, to: string, day: SQL) => sql`select kind, ${day} as day, a, n from ${byDay(office, false)} and day >= ${from}::date and day < ${to}::date and ${where}`;
  const months = grain === "month" ? wholeMonths(period) : undefined;
  const day = grain === "month" ? sql`date_trunc('month', day)::date` : sql`day`;
  const rowsOf =
    months === undefined
      ? [days(period.from, period.to, day)]
      : [
          days(period.from, months.from, day),
          sql`select kind, day, a, n from figure_sums where grain = 'month' and ${officeIs(office, false)} and day >= ${months.from}::date and day < ${months.to}::date and ${where}`,
          days(months.to, period.to, day),
        ];
  const rows = await tx.execute<RawRow & { day: string }>(sql`select kind, day::text as day, a, '' as b, sum(n)::text as n, '0' as amount from (${sql.join(rowsOf, sql` union all `)}) as found group by kind, day, a`);
  return rows.map((row) => ({ ...readRow(row), day: row.day }));
}

/** Figures of some kinds by office and a. */
export async function figuresByOffice(tx: Transaction, kinds: readonly MarkKind[], span: Span): Promise<OfficeRow[]> {
  const rows = await tx.execute<RawRow & { office: string }>(sql`select kind, office, a, '' as b, sum(n)::text as n, '0' as amount from (${source(kinds, span, { apart: true })}) as found group by kind, office, a`);
  return rows.map((row) => ({ ...readRow(row), office: row.office }));
}

function readRow({ kind, a, b, n, amount }: RawRow): FigureRow {
  return { kind, a, b, n: Number(n), amount: BigInt(amount) };
}

/** How many bear one of these marks. */
async function countOf(tx: Transaction, counted: Counted | undefined, span: Span): Promise<number> {
  if (counted === undefined) return 0;
  const { kind, a, b } = counted;
  const more = sql.join([sql`true`, ...(a === undefined ? [] : [sql`a in ${oneOf(a)}`]), ...(b === undefined ? [] : [sql`b in ${oneOf(b)}`])], sql` and `);
  const [row] = await tx.execute<{ n: string }>(sql`select coalesce(sum(n), 0)::text as n from (${source([kind], span, { more })}) as found`);
  return Number(row?.n ?? 0);
}

/** Open consignments past their time: the hours that ended, from the figures; the hour under way, from the desk's index. */
export async function pastDue(tx: Transaction, office: string | null, now: Date): Promise<ReadonlyMap<string, number>> {
  const hour = now.toISOString().slice(0, 13);
  const of = (column: string) => (office === null ? sql`true` : sql`${sql.raw(column)} = ${office}`);
  const rows = await tx.execute<{ status: string; n: string }>(sql`
    select status, sum(n)::text as n from (
      select b as status, n from figures where kind = 'due' and day = ${NO_DAY}::date and ${of("office")} and a < ${hour} and n <> 0
      union all
      select status, 1 from consignments where open = true and due_at >= ${`${hour}:00:00Z`}::timestamptz and due_at < ${now.toISOString()}::timestamptz and ${of("office_code")}
    ) as due group by status`);
  return new Map(rows.map(({ status, n }) => [status, Number(n)]));
}

/**
 * One figure as it stands: declarations, a share from 0 to 1, or seconds. A share of nothing is NaN, which is above and below no threshold. What the figure does not take of the
 * filter is left out. Throws RangeError for a name that is none.
 */
export async function figureNow(tx: Transaction, name: FigureName, filter: FigureFilter, now: Date = new Date()): Promise<number> {
  const figure = figureOf(name);
  if (figure === undefined) throw new RangeError(`there is no figure ${name}`);
  const taken: FigureFilter = Object.fromEntries(Object.entries(filter).filter(([key]) => figure.takes.includes(key as keyof FigureFilter)));
  const span = spanOf(taken, now);
  if (figure.of === "past") return [...(await pastDue(tx, span.office, now)).values()].reduce((sum, n) => sum + n, 0);
  if (figure.of === "age") {
    const { asOf } = await standingOfFigures(tx);
    return asOf === null ? Number.NaN : Math.max(0, (now.getTime() - asOf.getTime()) / 1000);
  }
  const n = await countOf(tx, narrowed(figure.of, taken), span);
  if (figure.outOf === undefined) return n;
  return n / ((await countOf(tx, narrowed(figure.outOf, taken), span)) || Number.NaN);
}

/** The days and office a filter means: today alone where no days are given. */
export function spanOf(filter: FigureFilter, now: Date): Span {
  const today = dateIn(now);
  return { period: { from: addDays(today, 1 - (filter.days ?? 1)), to: addDays(today, 1) }, office: filter.office ?? null };
}

/** How far counting is, and the latest recount. */
export async function standingOfFigures(tx: Transaction): Promise<FigureStanding> {
  const [[fold], [check]] = await Promise.all([
    tx.select({ asOf: sql<string | null>`case when isfinite(${figureFolds.asOf}) then ${figureFolds.asOf}::text end`, waiting: figureFolds.waiting }).from(figureFolds).limit(1),
    tx.select({ day: figureChecks.day, differences: sql<number>`jsonb_array_length(${figureChecks.differences})`, at: figureChecks.finishedAt }).from(figureChecks).orderBy(sql`${figureChecks.finishedAt} desc`).limit(1),
  ]);
  return { asOf: fold?.asOf == null ? null : new Date(fold.asOf), waiting: fold?.waiting ?? 0, check: check ?? null };
}

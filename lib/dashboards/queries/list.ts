import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { MARKS } from "../figure-mark.ts";
import type { ListAsked, ListedPage, ListedRow } from "../list-asked.ts";

type Page = { readonly limit: number; readonly after: number | undefined; readonly locale: "en" | "zh-CN"; readonly way?: "marks" | "lodging" };

/** What finding costs, in microseconds as measured: a mark in the index, a declaration that it gives, a declaration that is looked at in the order of lodging. */
const COSTS = { mark: 30, found: 3, looked: 15 } as const;

/** The cheaper way to a page: by the index of marks, or in the order of lodging, in which one of `arrived / n` declarations bears one. */
function cheaper({ n, marks, arrived, limit }: { readonly n: number; readonly marks: number; readonly arrived: number; readonly limit: number }): "marks" | "lodging" {
  const walked = COSTS.looked * limit * Math.max(1, arrived / Math.max(1, n));
  return marks * COSTS.mark + n * COSTS.found < walked ? "marks" : "lodging";
}

/**
 * The declarations that were counted for a figure, the latest lodged first: those that bear one of its marks as it was counted last. `n` is the figure; one that
 * bears a mark twice stands once. The next page begins below `after`, the id of the last.
 */
export async function listed(tx: Transaction, asked: ListAsked, { limit, after, locale, way }: Page): Promise<ListedPage> {
  const where = marksWanted(asked);
  const { from, to } = asked.span.period;
  const [figure] = await tx.execute<{ n: string; marks: number; arrived: string }>(sql`
    select coalesce(sum(n), 0)::text as n, count(*)::int as marks, (select coalesce(sum(n), 0)::text from figure_sums where kind = 'arrived' and grain = 'day' and office = '' and day >= ${from}::date and day < ${to}::date) as arrived from figures where ${where}`);
  const [n, marks, arrived] = [Number(figure?.n ?? 0), figure?.marks ?? 0, Number(figure?.arrived ?? 0)];
  if (marks === 0) return { rows: [], n, next: undefined };
  const below = after === undefined ? sql`true` : sql`(c.lodged_at, c.id) < (select lodged_at, id from consignments where id = ${after})`;
  const bearing = (way ?? cheaper({ n, marks, arrived, limit })) === "marks" ? await byMarks(tx, where, below, limit) : byLodging(asked, where, below, limit);
  const rows = await tx.execute<Omit<ListedRow, "id"> & { id: string }>(sql`
    select c.id::text as id, c.number, c.lane, c.status, c.score, c.office_code as office, c.importer_name as importer, c.site_name as site, c.origin_country as country, ${sql.raw(locale === "zh-CN" ? "c.goods_zh" : "c.goods_en")} as goods,
      to_char(c.lodged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lodgedAt"
    from (${bearing}) as bearing join consignments as c on c.id = bearing.id order by c.lodged_at desc, c.id desc limit ${limit + 1}`);
  const shown = rows.slice(0, limit).map((row) => ({ ...row, id: Number(row.id) }));
  return { rows: shown, n, next: rows.length > limit ? shown.at(-1)?.id : undefined };
}

/** The marks of a figure, as a condition on figures. */
function marksWanted({ counted: { kind, a, b }, span: { period, office } }: ListAsked): SQL {
  const oneOf = (values: readonly string[]) => sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`;
  return sql.join([
    sql`kind = ${kind} and day >= ${period.from}::date and day < ${period.to}::date and n <> 0`,
    ...(office === null ? [] : [sql`office = ${office}`]), ...(a === undefined ? [] : [sql`a in ${oneOf(a)}`]), ...(b === undefined ? [] : [sql`b in ${oneOf(b)}`]),
  ], sql` and `);
}

/** By the index of marks; these go along as a constant, so that the planner knows how few bear them. */
async function byMarks(tx: Transaction, where: SQL, below: SQL, limit: number): Promise<SQL> {
  const marks = await tx.execute<{ id: number }>(sql`select id from figures where ${where}`);
  const wanted = sql.raw(`'{${marks.map(({ id }) => id).join(",")}}'::int[]`);
  return sql`select c.id from (select declaration_id from figure_counted where marks && ${wanted} offset 0) as found join consignments as c on c.id = found.declaration_id where ${below} order by c.lodged_at desc, c.id desc limit ${limit + 1}`;
}

/** In the order of lodging, from the end of the days back: what is done on a day was lodged before its end. */
function byLodging({ counted: { kind }, span: { period } }: ListAsked, where: SQL, below: SQL, limit: number): SQL {
  const midnight = (day: string) => sql`${day}::date::timestamp at time zone 'Asia/Shanghai'`;
  const since = MARKS[kind].of === "lodged" ? sql`c.lodged_at >= ${midnight(period.from)}` : sql`true`;
  const half = (open: boolean) => sql`(
    select c.id, c.lodged_at from consignments as c
    where c.open = ${sql.raw(String(open))} and c.lodged_at < ${midnight(period.to)} and ${since} and ${below}
      and (select true from figure_counted as counted cross join lateral unnest(counted.marks) as mark join figures on figures.id = mark where counted.declaration_id = c.id and ${where} limit 1)
    order by c.lodged_at desc, c.id desc limit ${limit + 1})`;
  return sql`${half(true)} union all ${half(false)}`;
}

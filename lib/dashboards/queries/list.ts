import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { ListAsked, ListedPage, ListedRow } from "../list-asked.ts";

/** A list this long is found by its marks; a longer one in the order of the declarations, among which its own are then not rare. */
const SCARCE = 20_000;

/**
 * The declarations that were counted for a figure, the newest first: those that bear one of its marks as it was counted last. `n` is the figure; one that bears a mark
 * twice stands once. The page after `after` (an id) begins below it.
 */
export async function listed(tx: Transaction, { counted: { kind, a, b }, span: { period, office } }: ListAsked, { limit, after, locale }: { readonly limit: number; readonly after: number | undefined; readonly locale: "en" | "zh-CN" }): Promise<ListedPage> {
  const oneOf = (values: readonly string[]) => sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`;
  const where = sql.join([
    sql`kind = ${kind} and day >= ${period.from}::date and day < ${period.to}::date and n <> 0`, ...(office === null ? [] : [sql`office = ${office}`]), ...(a === undefined ? [] : [sql`a in ${oneOf(a)}`]), ...(b === undefined ? [] : [sql`b in ${oneOf(b)}`]),
  ], sql` and `);
  const [marks] = await tx.execute<{ ids: number[] | null; n: string }>(sql`select coalesce(json_agg(id), '[]') as ids, coalesce(sum(n), 0)::text as n from figures where ${where}`);
  const n = Number(marks?.n ?? 0);
  const ids = marks?.ids ?? [];
  if (ids.length === 0) return { rows: [], n, next: undefined };
  const below = after === undefined ? sql`true` : sql`declaration_id < ${after}`;
  const wanted = sql`(select array_agg(value::int) from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as each (value))`;
  const bearing = n <= SCARCE
    ? sql`select declaration_id from (select declaration_id from figure_counted where marks && ${wanted} offset 0) as bearing where ${below} order by declaration_id desc limit ${limit + 1}`
    : sql`with wanted as materialized (select ${wanted} as marks) select declaration_id from figure_counted where ${below} and exists (select from unnest(marks) as mark where mark = any ((select marks from wanted)::int[])) order by declaration_id desc limit ${limit + 1}`;
  const rows = await tx.execute<Omit<ListedRow, "id"> & { id: string }>(sql`
    select c.id::text as id, c.number, c.lane, c.status, c.score, c.office_code as office, c.importer_name as importer, c.site_name as site, c.origin_country as country, ${sql.raw(locale === "zh-CN" ? "c.goods_zh" : "c.goods_en")} as goods,
      to_char(c.lodged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lodgedAt"
    from (${bearing}) as bearing join consignments as c on c.id = bearing.declaration_id order by c.id desc`);
  const shown = rows.slice(0, limit).map((row) => ({ ...row, id: Number(row.id) }));
  return { rows: shown, n, next: rows.length > limit ? shown.at(-1)?.id : undefined };
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { isMarkKind, MARKS } from "../figure-mark.ts";
import type { Counted } from "../figure.ts";
import { readPlainPeriod, type Span } from "../figure-view.ts";
import type { Lane } from "#lib/triage/lane";
import type { ConsignmentStatus } from "#lib/triage/decision";

/** A declaration behind a figure. */
export type ListedRow = { readonly id: number; readonly number: string; readonly lane: Lane; readonly status: ConsignmentStatus; readonly score: number; readonly office: string; readonly importer: string; readonly site: string; readonly country: string; readonly goods: string; readonly lodgedAt: string };

/** What a list is of: a mark on days. */
export type ListAsked = { readonly counted: Counted; readonly span: Span };

/** Reads what an address asks a list of; undefined where it names no mark or no days. */
export function listAskedIn(params: URLSearchParams): ListAsked | undefined {
  const kind = params.get("of") ?? "";
  const period = readPlainPeriod(params.get("from"), params.get("until"));
  if (!isMarkKind(kind) || MARKS[kind].of === "now" || period === undefined) return undefined;
  const office = params.get("office");
  const values = (name: "a" | "b") => (params.has(name) ? { [name]: (params.get(name) ?? "").split(",").slice(0, 50).map((value) => value.slice(0, 100)) } : {});
  return { counted: { kind, ...values("a"), ...values("b") }, span: { period, office: office !== null && /^\d{4}$/.test(office) ? office : null } };
}

/** A list this long is found by its marks; a longer one in the order of the declarations, among which its own are then not rare. */
const SCARCE = 20_000;

/**
 * The declarations that were counted for a figure, the newest first: those that bear one of its marks as it was counted last. `n` is the figure; one that bears a mark
 * twice stands once. The page after `after` (an id) begins below it.
 */
export async function listed(tx: Transaction, { counted: { kind, a, b }, span: { period, office } }: ListAsked, { limit, after, locale }: { readonly limit: number; readonly after: number | undefined; readonly locale: "en" | "zh-CN" }): Promise<{ readonly rows: ListedRow[]; readonly n: number; readonly next: number | undefined }> {
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

import { eq, sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import type { Verdict } from "#lib/capacity/verdict";
import type { Finding } from "#lib/risk/finding";
import { conditions, linesAsked, openIs, overdue, scopeConditions, stateOf } from "./condition.ts";
import type { ConsignmentStatus } from "../decision.ts";
import type { Lane, LaneReason } from "../lane.ts";
import { LANES } from "../lane.ts";
import type { Count, DeskCounts, DeskRow } from "../row.ts";
import type { DeskFilter, DeskSort, DeskView } from "../view.ts";

const COUNTED = 10_000;
/** Goods and lots are of lines, each of which is gone to. */
const COUNTED_BY_LINES = 2_000;
const t = consignments;

/** What each sort orders by, and the type its value is read back as. Every one has an index (open, value, id). */
const ORDER = {
  score: { by: sql`score`, type: sql.raw("integer") },
  due: { by: sql`due_at`, type: sql.raw("timestamptz") },
  lodged: { by: sql`lodged_at`, type: sql.raw("timestamptz") },
  used: { by: sql`used_order`, type: sql.raw("real") },
  importer: { by: sql`importer_name`, type: sql.raw("text") },
  producer: { by: sql`site_name`, type: sql.raw("text") },
  office: { by: sql`office_code`, type: sql.raw("text") },
  number: { by: sql`number`, type: sql.raw("text") },
} as const satisfies Record<DeskSort, { by: SQL; type: SQL }>;

type Language = "en" | "zh-CN";
type Page = { readonly limit: number; readonly after?: string | undefined; readonly locale: Language; readonly now: Date };

/**
 * One page of the desk in the order of its view, within the actor's scope. `next` is the place after its last row, undefined at the end;
 * the page is found by that place (sort value and id), so page 10,000 costs what page 1 costs. Goods without a limit stand below every share.
 */
export async function deskPage(tx: Transaction, view: DeskView, actor: Actor, page: Page): Promise<{ rows: DeskRow[]; next: string | undefined }> {
  const { by } = ORDER[view.sort];
  const way = sql.raw(view.descending ? "desc" : "asc");
  const after = page.after === undefined ? [] : [beyond(view, page.after)];
  const asked = await linesAsked(tx, view.filter);
  const half = (open: boolean) =>
    sql`(select id, ${by} as place from consignments where ${all([openIs(open), ...conditions(view.filter, actor, page.now, asked), ...after])} order by ${by} ${way}, id ${way} limit ${page.limit + 1})`;
  const state = view.filter.state ?? "open";
  const places = state === "all" ? sql`select * from (${half(true)} union all ${half(false)}) as halves order by place ${way}, id ${way} limit ${page.limit + 1}` : half(state === "open");
  const found = await tx.execute<RawRow>(sql`select ${columns(page.locale)}, place::text as place_text from (${places}) as places join consignments using (id) order by place ${way}, id ${way}`);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return { rows: shown.map(rowOf), next: found.length > page.limit && last ? placeOf(last) : undefined };
}

/** The rows of these consignments that match the view, in no order: how a change that came over the stream finds its line. */
export async function deskRows(tx: Transaction, ids: readonly number[], filter: DeskFilter, actor: Actor, { locale, now }: { locale: Language; now: Date }): Promise<DeskRow[]> {
  if (ids.length === 0) return [];
  const found = await tx.execute<RawRow>(sql`select ${columns(locale)} from consignments where ${all([sql`id in ${[...ids]}`, ...stateOf(filter), ...conditions(filter, actor, now, await linesAsked(tx, filter))])}`);
  return [...found].map(rowOf);
}

/** The row of one consignment by its entry number; refuses with `unknown-consignment`. */
export async function deskRow(tx: Transaction, number: string, actor: Actor, locale: Language): Promise<DeskRow> {
  const [found] = await tx.execute<RawRow>(sql`select ${columns(locale)} from consignments where ${all([eq(t.number, number), ...scopeConditions(actor)])}`);
  if (!found) throw new Refusal("not-found", "unknown-consignment", { number });
  return rowOf(found);
}

/** Counts of a view, in one pass that stops at 10,000 rows (2,000 where goods or a lot are asked for): none grows with the house, and beyond that each is "at least so many". */
export async function deskCounts(tx: Transaction, filter: DeskFilter, actor: Actor, now: Date): Promise<DeskCounts> {
  const parts = { overdue: overdue(now), unassigned: sql`assignee_id is null`, ...Object.fromEntries(LANES.map((lane) => [lane, sql`lane = ${lane}`])) };
  const counts = sql.join(Object.entries(parts).map(([name, part]) => sql`(count(*) filter (where ${part}))::int as ${sql.identifier(name)}`), sql`, `);
  const most = filter.gtin === undefined && filter.lot === undefined ? COUNTED : COUNTED_BY_LINES;
  const where = all([sql`true`, ...stateOf(filter), ...conditions(filter, actor, now, await linesAsked(tx, filter))]);
  const [found] = await tx.execute<Record<"matching" | "overdue" | "unassigned" | Lane, number>>(
    sql`select count(*)::int as matching, ${counts} from (select lane, due_at, assignee_id from consignments where ${where} limit ${most + 1}) as counted`,
  );
  if (!found) throw new Error("A count answered no row.");
  const more = found.matching > most;
  const count = (counted: number): Count => ({ count: Math.min(counted, most), more });
  return { matching: count(found.matching), overdue: count(found.overdue), unassigned: count(found.unassigned), lanes: Object.fromEntries(LANES.map((lane) => [lane, count(found[lane])])) as Record<Lane, Count> };
}

function all(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql` and `);
}

function beyond(view: DeskView, place: string): SQL {
  const { by, type } = ORDER[view.sort];
  const [value, id] = readPlace(place);
  return sql`(${by}, id) ${sql.raw(view.descending ? "<" : ">")} (${value}::${type}, ${id}::bigint)`;
}

function placeOf(row: RawRow): string {
  return Buffer.from(JSON.stringify([row.place_text ?? "", String(row.id)])).toString("base64url");
}

function readPlace(place: string): [string, string] {
  try {
    const read: unknown = JSON.parse(Buffer.from(place, "base64url").toString());
    if (Array.isArray(read) && read.length === 2 && typeof read[0] === "string" && typeof read[1] === "string" && /^\d{1,18}$/.test(read[1])) return [read[0], read[1]];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal("bad-input", "bad-place", {}, [{ pointer: "/after", code: "bad-place", detail: "`after` is the `next` of an earlier answer, unchanged." }]);
}

function columns(locale: Language): SQL {
  const zh = locale === "zh-CN";
  return sql`id, number, revision, status, lane, lane_by, score, assessed, top_finding->>'rule' as rule, top_finding->>'severity' as severity, top_finding->'wording'->>${sql.raw(zh ? "'zh'" : "'en'")} as sentence, verdict, used, trade_mode, office_code, importer_id, importer_name, site_id, site_name, origin_country, category, ${sql.raw(zh ? "goods_zh" : "goods_en")} as goods, quantity, line_count, lodged_at, due_at, assignee_id, ${sql.raw(zh ? "coalesce((select name_zh from people where people.id = consignments.assignee_id), assignee_name) as assignee_name" : "assignee_name")}, version`;
}

type RawRow = {
  id: bigint; number: string; revision: number; status: ConsignmentStatus; lane: Lane; lane_by: LaneReason; score: number; assessed: boolean;
  rule: string | null; severity: Finding["severity"] | null; sentence: string | null; verdict: Verdict; used: number | null;
  trade_mode: string; office_code: string; importer_id: bigint; importer_name: string; site_id: bigint; site_name: string; origin_country: string; category: string;
  goods: string; quantity: string; line_count: number; lodged_at: Date | string; due_at: Date | string; assignee_id: bigint | null; assignee_name: string | null; version: number; place_text?: string;
};

function rowOf(raw: RawRow): DeskRow {
  return {
    id: Number(raw.id), number: raw.number, revision: raw.revision, status: raw.status, lane: raw.lane, laneBy: raw.lane_by, score: raw.score, assessed: raw.assessed,
    finding: raw.rule === null || raw.severity === null ? null : { rule: raw.rule, severity: raw.severity, sentence: raw.sentence ?? "" },
    verdict: raw.verdict, used: raw.used, tradeMode: raw.trade_mode, office: raw.office_code, importerId: Number(raw.importer_id), importer: raw.importer_name,
    siteId: Number(raw.site_id), site: raw.site_name, country: raw.origin_country, category: raw.category, goods: raw.goods, quantity: raw.quantity, lines: raw.line_count,
    lodgedAt: new Date(raw.lodged_at).toISOString(), dueAt: new Date(raw.due_at).toISOString(),
    assigneeId: raw.assignee_id === null ? null : Number(raw.assignee_id), assignee: raw.assignee_name, version: raw.version,
  };
}

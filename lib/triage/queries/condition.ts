import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList } from "#db/columns";
import { scopeOf, type Actor } from "#lib/access/actor";
import { declarationsOfDocument, namesLot } from "#lib/consignments/queries";
import { packsHolding } from "#lib/parties/queries";
import type { DeskFilter } from "../view.ts";

/** What every read of the desk begins with: open, closed or both. */
export function stateOf(filter: DeskFilter): SQL[] {
  const state = filter.state ?? "open";
  return state === "all" ? [] : [openIs(state === "open")];
}

/** Open, or not: a literal, so that the planner sees which half of the index it needs. */
export function openIs(open: boolean): SQL {
  return open ? sql`open = true` : sql`open = false`;
}

/** What filters by goods, lot and document come to. Statements on lines are planned for their own values, for some goods have a line in ten and others one in a million. */
export async function linesAsked(tx: Transaction, { gtin, lot, document }: DeskFilter): Promise<readonly SQL[]> {
  if (gtin === undefined && lot === undefined && document === undefined) return [];
  await tx.execute(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const goods = gtin === undefined ? [] : oneOf(sql`gtin`, [...new Set([gtin, ...(await packsHolding(tx, gtin))])]);
  const lines = [...goods, ...(lot === undefined ? [] : [namesLot([lot])])];
  return [
    ...(lines.length === 0 ? [] : [sql`id in (select declaration_id from declaration_lines where ${sql.join(lines, sql` and `)})`]),
    ...(document === undefined ? [] : [sql`id = any(${idList(await declarationsOfDocument(tx, document))})`]),
  ];
}

/** The filters of a view and the actor's scope as conditions on `consignments`; all of them hold. `asked` is what `linesAsked` said. */
export function conditions(filter: DeskFilter, actor: Actor, now: Date, asked: readonly SQL[]): SQL[] {
  return [
    ...scopeConditions(actor),
    ...oneOf(sql`lane`, filter.lane),
    ...oneOf(sql`lane_by`, filter.by),
    ...oneOf(sql`status`, filter.status),
    ...oneOf(sql`verdict`, filter.verdict),
    ...oneOf(sql`office_code`, filter.office),
    ...oneOf(sql`category`, filter.category),
    ...oneOf(sql`origin_country`, filter.country),
    ...oneOf(sql`trade_mode`, filter.tradeMode),
    ...assigneeIs(filter.assignee, actor),
    ...(filter.overdue === undefined ? [] : [filter.overdue ? overdue(now) : sql`due_at >= ${now.toISOString()}::timestamptz`]),
    ...(filter.due?.from === undefined ? [] : [sql`due_at >= ${filter.due.from}::timestamptz`]),
    ...(filter.due?.until === undefined ? [] : [sql`due_at < ${filter.due.until}::timestamptz`]),
    ...(filter.site === undefined ? [] : [sql`site_id = ${filter.site}::bigint`]),
    ...(filter.importer === undefined ? [] : [sql`importer_id = ${filter.importer}::bigint`]),
    ...asked,
    ...(filter.q === undefined || filter.q.trim() === "" ? [] : [startsWith(filter.q)]),
  ];
}

/** The rows an actor may see, in the words of the query; row-level security says the same. */
export function scopeConditions(actor: Actor): SQL[] {
  const scope = scopeOf(actor);
  return scope.all ? [] : [sql`(lodger_organisation_id = ${scope.organisation}::bigint or importer_id = ${scope.organisation}::bigint)`];
}

function oneOf(column: SQL, values: readonly string[] | undefined): SQL[] {
  if (values === undefined || values.length === 0) return [];
  return [values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} in ${[...values]}`];
}

function assigneeIs(assignee: DeskFilter["assignee"], actor: Actor): SQL[] {
  if (assignee === undefined) return [];
  if (assignee === "nobody") return [sql`assignee_id is null`];
  const id = assignee === "me" ? (actor.kind === "person" ? actor.id : 0) : assignee;
  return [sql`assignee_id = ${id}::bigint`];
}

/** Number, importer or producer begins with the text, whatever its case: as ranges of bytes, which an index answers under row-level security. */
function startsWith(text: string): SQL {
  const from = text.trim().toLowerCase();
  const to = `${from}\u{10FFFF}`;
  const within = (column: string) => sql`(${sql.raw(column)} ~>=~ ${from} and ${sql.raw(column)} ~<~ ${to})`;
  return sql`(${within("number_folded")} or ${within("importer_folded")} or ${within("site_folded")})`;
}

/** Past the time allowed. */
export function overdue(now: Date): SQL {
  return sql`due_at < ${now.toISOString()}::timestamptz`;
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { marksOf } from "./marks.ts";

/** As many declarations are counted in one transaction, more only where one statement changed more. */
const BLOCK = 5_000;
const ENTRIES = 5_000;

/** What one step of counting did: how many declarations it counted, and how many entries it found waiting beside them. */
export type Folded = { readonly declarations: number; readonly more: boolean };

/** Lets one process at a time count; false where another is at it. Lasts as long as the transaction. */
export async function takeFolding(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtextextended('figures', 0)) as taken`);
  return row?.taken === true;
}

/**
 * Counts the next changed declarations: takes them off the list, takes away what they were counted as, adds what they are now. Each change is committed together
 * with its entry, so whatever the entry's declaration looks like afterwards includes it; one that changes once more meanwhile has a later entry. Needs `takeFolding`.
 */
export async function foldNext(tx: Transaction): Promise<Folded> {
  // Every access below is by key: a plan that scans the figures would cost more with each day.
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
  const taken = await tx.execute<{ declaration: string; last: boolean }>(sql`
    with queued as (select id, declarations, sum(cardinality(declarations)) over (order by id) - cardinality(declarations) as before from (select id, declarations from figure_changes order by id limit ${ENTRIES}) as first),
    gone as (delete from figure_changes where id in (select id from queued where before < ${BLOCK}) returning id, declarations)
    select distinct unnest(declarations)::text as declaration from gone`);
  const ids = taken.map(({ declaration }) => Number(declaration));
  if (ids.length === 0) return { declarations: 0, more: false };
  await count(tx, ids);
  const [left] = await tx.execute<{ more: boolean }>(sql`select exists (select from figure_changes) as more`);
  return { declarations: ids.length, more: left?.more === true };
}

/** Brings what these declarations are counted as to what they are: figures, sums, and the record of what was counted, in one statement. */
async function count(tx: Transaction, ids: readonly number[]): Promise<void> {
  const asked = sql`select id::bigint as id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as given (id)`;
  await tx.execute(sql`
    with given as materialized (${asked}),
    marks as materialized (${marksOf(sql`select id from given`)}),
    wanted as materialized (select kind, day, office, a, b, count(*) as n, sum(amount) as amount from marks group by kind, day, office, a, b),
    found as materialized (
      select wanted.*, known.id from wanted
      left join lateral (select id from figures as f where f.kind = wanted.kind and f.day = wanted.day and f.office = wanted.office and f.a = wanted.a and f.b = wanted.b limit 1) as known on true
    ),
    made as (insert into figures (kind, day, office, a, b, n, amount) select kind, day, office, a, b, n, amount from found where id is null returning id, kind, day, office, a, b, n, amount),
    named as materialized (select id, kind, day, office, a, b from found where id is not null union all select id, kind, day, office, a, b from made),
    fresh as materialized (
      select marks.declaration_id, array_agg(named.id order by named.id) as marks, max(named.id) filter (where marks.amount <> 0) as amount_mark, sum(marks.amount) filter (where marks.amount <> 0) as amount
      from marks join named on named.kind = marks.kind and named.day = marks.day and named.office = marks.office and named.a = marks.a and named.b = marks.b
      group by marks.declaration_id
    ),
    before as materialized (select counted.* from given join figure_counted as counted on counted.declaration_id = given.id),
    differing as materialized (
      select fresh.* from fresh left join before on before.declaration_id = fresh.declaration_id
      where (before.marks, before.amount_mark, before.amount) is distinct from (fresh.marks, fresh.amount_mark, fresh.amount)
    ),
    kept as (
      insert into figure_counted (declaration_id, marks, amount_mark, amount) select declaration_id, marks, amount_mark, amount from differing
      on conflict (declaration_id) do update set marks = excluded.marks, amount_mark = excluded.amount_mark, amount = excluded.amount
    ),
    delta as materialized (
      select mark, sum(n) as n, sum(amount) as amount from (
        select unnest(marks) as mark, 1 as n, 0 as amount from fresh
        union all select unnest(marks), -1, 0 from before
        union all select amount_mark, 0, amount from fresh where amount_mark is not null
        union all select amount_mark, 0, -amount from before where amount_mark is not null
      ) as each group by mark having sum(n) <> 0 or sum(amount) <> 0
    ),
    moved as (update figures set n = figures.n + delta.n, amount = figures.amount + delta.amount from delta where figures.id = delta.mark returning figures.kind, figures.day, figures.office, figures.a, figures.b, delta.n, delta.amount)
    insert into figure_sums (kind, grain, day, office, a, b, n, amount)
      select kind, grain, start, sums.office, a, b, sum(n), sum(amount)
      from (select kind, day, office, a, b, n, amount from moved union all select kind, day, office, a, b, n, amount from made) as each ${SUMMED}
      on conflict (kind, grain, office, day, a, b) do update set n = figure_sums.n + excluded.n, amount = figure_sums.amount + excluded.amount`);
}

/** The sums that a mark of a day and office goes into. */
export const SUMMED = sql.raw(`
      cross join lateral (values ('day', each.day, ''), ('month', date_trunc('month', each.day)::date, each.office), ('month', date_trunc('month', each.day)::date, '')) as sums (grain, start, office)
      where sums.grain = 'day' or isfinite(each.day) group by kind, grain, start, sums.office, a, b`);

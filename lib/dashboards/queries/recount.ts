import { sql, type SQL } from "drizzle-orm";
import { MARKS } from "../figure-mark.ts";
import { marksOf } from "./marks.ts";

const kinds = (now: boolean) => sql.raw(Object.entries(MARKS).flatMap(([kind, { of }]) => ((of === "now") === now ? [`'${kind}'`] : [])).join(", "));

/** What may bear a mark of the day: what was lodged on it, what was decided, seconded, corrected, ordered or labelled on it, and what was counted under it. */
const touched = (on: SQL, from: SQL, to: SQL): SQL => sql`
  select id from consignments where open in (true, false) and lodged_at >= ${from} and lodged_at < ${to}
  union select declaration_id from triage_decisions where at >= ${from} and at < ${to} or seconded_at >= ${from} and seconded_at < ${to}
  union select declaration_id from declaration_revisions where revision > 1 and recorded_at >= ${from} and recorded_at < ${to}
  union select declaration_id from examinations where ordered_at >= ${from} and ordered_at < ${to}
  union select declaration_id from outcomes where at >= ${from} and at < ${to}
  union select declaration_id from figure_counted where marks && array(select id from figures where day = ${on} and n <> 0)`;

/**
 * The figures of a day, and of what stands now, that are not what the declarations themselves say. One statement, and so one view of what is counted, what waits and what
 * is; those that wait stand as they were counted last.
 */
export function recounted(day: string): SQL {
  const [on, from, to] = [sql`${day}::date`, sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`, sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`];
  return sql`
    with waiting as materialized (select distinct unnest(declarations) as id from figure_changes),
    touched as materialized (${touched(on, from, to)}),
    anew as (
      select kind, day, office, a, b, count(*) as n from (
        select kind, day, office, a, b from (${marksOf(sql`select id from touched where id not in (select id from waiting)`)}) as marks where day = ${on} and kind in (${kinds(false)})
        union all
        select kind, day, office, a, b from (${marksOf(sql`select id from consignments where open and id not in (select id from waiting)`)}) as standing where kind in (${kinds(true)})
        union all
        select f.kind, f.day, f.office, f.a, f.b from waiting join figure_counted as counted on counted.declaration_id = waiting.id cross join lateral unnest(counted.marks) as mark join figures as f on f.id = mark where f.day in (${on}, '-infinity')
      ) as each group by kind, day, office, a, b
    ),
    kept as (select kind, day, office, a, b, n from figures where day in (${on}, '-infinity') and n <> 0)
    select kind, case when isfinite(day) then day::text else 'now' end as day, office, a, b, coalesce(kept.n, 0) as recorded, coalesce(anew.n, 0) as recounted
    from anew full join kept using (kind, day, office, a, b) where anew.n is distinct from kept.n order by kind, day, office, a, b`;
}

import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";

/**
 * The postings whose verdict is not what today's limits make of it, with the right one: the rule of `judge` in judgement.ts, for millions
 * of lines at once (a test holds the two against each other). A verdict is wrong where the used amount lies in a range that its account's
 * limit does not allow it, so each account is asked for those ranges through an index and no
 * rightly judged line is read (`offset 0` keeps the planner from reading the account first and asking afterwards).
 */
export function misjudged(where: SQL = sql`true`): SQL {
  return sql`
    select postings.site_id, postings.account_id, postings.seq,
      case limits.state when 'suspended' then 'suspended' when 'none' then 'unknown' else
        case when postings.used_after > limits.capacity then 'exceeds' when postings.used_after >= limits.near_from then 'near' else 'within' end end as verdict
    from (select *, "limit" + reserve as capacity, (("limit" + reserve) * warning_permille + 999) / 1000 as near_from from account_limits where ${where}) as limits
    cross join lateral (values
      ('limited', 'within', limits.near_from, 9223372036854775807), ('limited', 'near', -9223372036854775807, limits.near_from - 1), ('limited', 'near', limits.capacity + 1, 9223372036854775807),
      ('limited', 'exceeds', -9223372036854775807, limits.capacity), ('limited', 'suspended', -9223372036854775807, 9223372036854775807), ('limited', 'unknown', -9223372036854775807, 9223372036854775807),
      ('suspended', 'within', -9223372036854775807, 9223372036854775807), ('suspended', 'near', -9223372036854775807, 9223372036854775807), ('suspended', 'exceeds', -9223372036854775807, 9223372036854775807), ('suspended', 'unknown', -9223372036854775807, 9223372036854775807),
      ('none', 'within', -9223372036854775807, 9223372036854775807), ('none', 'near', -9223372036854775807, 9223372036854775807), ('none', 'exceeds', -9223372036854775807, 9223372036854775807), ('none', 'suspended', -9223372036854775807, 9223372036854775807)
    ) as wrong (state, verdict, lowest, highest)
    cross join lateral (select site_id, account_id, seq, used_after from postings
      where postings.site_id = limits.site_id and postings.account_id = limits.account_id and postings.verdict = wrong.verdict and postings.used_after between wrong.lowest and wrong.highest
        and limits.produced_from < postings.produced_to and postings.produced_to <= limits.judged_to
      offset 0) as postings
    where wrong.state = limits.state`;
}

/** Gives each posted line of a site the verdict that today's limits make of it; returns how many changed. */
export async function rejudgePostings(tx: Transaction, siteId: number): Promise<number> {
  const changed = await tx.execute(sql`
    with judged as (${misjudged(sql`site_id = ${siteId}`)})
    update postings set verdict = judged.verdict from judged
    where postings.site_id = ${siteId} and postings.account_id = judged.account_id and postings.seq = judged.seq
    returning 1`);
  return changed.length;
}

/**
 * Brings the verdict of each standing line of a site, and of each line that it has a share in, in step with their postings on all
 * sites; returns the declarations whose verdict changed.
 */
export async function rejudgeLines(tx: Transaction, siteId: number): Promise<number[]> {
  const rows = await tx.execute<{ declaration_id: bigint }>(sql`
    with shared as (
      select declaration_id, line_no from sourced_shares where site_id = ${siteId}
      union
      select shares.declaration_id, shares.line_no from sourced_shares shares join declaration_lines lines on lines.declaration_id = shares.declaration_id and lines.no = shares.line_no where lines.site_id = ${siteId}
    ), concerned as (
      select site_id, account_id, declaration_id, line_no, seq, kind, verdict from postings where site_id = ${siteId} and kind <> 'elsewhere'
      union all
      select p.site_id, p.account_id, p.declaration_id, p.line_no, p.seq, p.kind, p.verdict from postings p join shared using (declaration_id, line_no) where p.site_id <> ${siteId} and p.kind <> 'elsewhere'
    ), standing as (
      select distinct on (declaration_id, line_no, site_id, account_id) declaration_id, line_no, kind, verdict
      from concerned order by declaration_id, line_no, site_id, account_id, seq desc
    ), ranked as (
      select lines.site_id, lines.declaration_id, lines.no,
        case when lines.effect = 'none' then 'within'
             else coalesce((array['exceeds', 'suspended', 'cannot-compare', 'unknown', 'near', 'within'])[
               least(min(array_position(array['exceeds', 'suspended', 'cannot-compare', 'unknown', 'near', 'within'], standing.verdict)), case when lines.missing is not null then 3 end)], 'unknown') end as verdict
      from declaration_lines as lines
      left join standing on standing.declaration_id = lines.declaration_id and standing.line_no = lines.no and standing.kind = 'line'
      where lines.standing and (lines.site_id = ${siteId} or (lines.declaration_id, lines.no) in (select declaration_id, line_no from shared))
      group by lines.site_id, lines.declaration_id, lines.no, lines.effect, lines.missing
    )
    update declaration_lines as lines set verdict = ranked.verdict from ranked
    where lines.site_id = ranked.site_id and lines.declaration_id = ranked.declaration_id and lines.no = ranked.no and lines.verdict <> ranked.verdict
    returning lines.declaration_id`);
  return [...new Set(rows.map((row) => Number(row.declaration_id)))];
}

import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";

/**
 * The verdict of a posting by a limit row, in the database: the same rule as `judge` of judgement.ts, for millions of lines at once.
 * A test holds the two against each other.
 */
export const VERDICT_BY_LIMIT: SQL = sql.raw(`case limits.state when 'suspended' then 'suspended' when 'none' then 'unknown' else
  case when postings.declared_after + postings.elsewhere_after > limits."limit" + limits.reserve then 'exceeds'
       when postings.declared_after + postings.elsewhere_after >= ((limits."limit" + limits.reserve) * limits.warning_permille + 999) / 1000 then 'near'
       else 'within' end end`);

/** Joins a posting to the limit of the last day that its goods have in common with the account. */
export const LIMIT_OF_POSTING: SQL = sql.raw(`limits.site_id = postings.site_id and limits.account_id = postings.account_id
  and limits.produced_from < postings.produced_to and (limits.produced_to >= postings.produced_to or limits.last)`);

/** The limits of accounts, each with whether it is the last of its account. */
export const LIMITS: SQL = sql.raw(`(select account_limits.*, produced_to = max(produced_to) over (partition by site_id, account_id) as last from account_limits)`);

/** Gives each posted line of a site the verdict that today's limits make of it; returns how many changed. */
export async function rejudgePostings(tx: Transaction, siteId: number): Promise<number> {
  const changed = await tx.execute(sql`
    with judged as (
      select postings.account_id, postings.seq, ${VERDICT_BY_LIMIT} as verdict
      from postings join ${LIMITS} as limits on ${LIMIT_OF_POSTING}
      where postings.site_id = ${siteId} and postings.verdict <> ${VERDICT_BY_LIMIT}
    )
    update postings set verdict = judged.verdict from judged
    where postings.site_id = ${siteId} and postings.account_id = judged.account_id and postings.seq = judged.seq
    returning 1`);
  return changed.length;
}

/** Brings the verdict of each standing line of a site in step with its postings; returns the declarations whose verdict changed. */
export async function rejudgeLines(tx: Transaction, siteId: number): Promise<number[]> {
  const rows = await tx.execute<{ declaration_id: bigint }>(sql`
    with standing as (
      select distinct on (declaration_id, line_no, account_id) declaration_id, line_no, kind, verdict
      from postings where site_id = ${siteId} and kind <> 'elsewhere'
      order by declaration_id, line_no, account_id, seq desc
    ), ranked as (
      select lines.declaration_id, lines.no,
        case when lines.effect = 'none' then 'within'
             else coalesce((array['exceeds', 'suspended', 'cannot-compare', 'unknown', 'near', 'within'])[
               least(min(array_position(array['exceeds', 'suspended', 'cannot-compare', 'unknown', 'near', 'within'], standing.verdict)), case when lines.missing is not null then 3 end)], 'unknown') end as verdict
      from declaration_lines as lines
      left join standing on standing.declaration_id = lines.declaration_id and standing.line_no = lines.no and standing.kind = 'line'
      where lines.site_id = ${siteId} and lines.standing
      group by lines.declaration_id, lines.no, lines.effect, lines.missing
    )
    update declaration_lines as lines set verdict = ranked.verdict from ranked
    where lines.site_id = ${siteId} and lines.declaration_id = ranked.declaration_id and lines.no = ranked.no and lines.verdict <> ranked.verdict
    returning lines.declaration_id`);
  return [...new Set(rows.map((row) => Number(row.declaration_id)))];
}

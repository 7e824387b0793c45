import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";

/** The running sums after each standing line of a site, by `account:declaration:line`: what a verdict of that line rests on. */
export async function runningSums(tx: Transaction, siteId: number): Promise<Map<string, { readonly declared: bigint; readonly elsewhere: bigint }>> {
  const rows = await tx.execute<{ account_id: bigint; declaration_id: bigint; line_no: number; declared_after: bigint; elsewhere_after: bigint }>(sql`
    select account_id, declaration_id, line_no, declared_after, elsewhere_after from (
      select distinct on (account_id, declaration_id, line_no) * from postings
      where site_id = ${siteId} and kind <> 'elsewhere' order by account_id, declaration_id, line_no, seq desc) newest
    where kind = 'line'`);
  return new Map(rows.map((row) => [`${row.account_id}:${row.declaration_id}:${row.line_no}`, { declared: row.declared_after, elsewhere: row.elsewhere_after }]));
}

/** Where the running sums (the first that is wrong of each account), the gapless numbers or the account's own figures disagree with the postings; empty when the ledger is true. */
export async function disagreements(tx: Transaction): Promise<{ readonly siteId: number; readonly accountId: number; readonly what: string; readonly recorded: string; readonly recomputed: string }[]> {
  const rows = await tx.execute<{ site_id: bigint; account_id: bigint; what: string; recorded: string; recomputed: string }>(sql`
    with sums as (
      select site_id, account_id, count(*)::int as postings, max(seq) as last_seq,
        coalesce(sum(amount) filter (where kind <> 'elsewhere'), 0)::numeric as declared, coalesce(sum(amount) filter (where kind = 'elsewhere'), 0)::numeric as elsewhere
      from postings group by site_id, account_id
    ), running as (
      select site_id, account_id, seq, declared_after::numeric, elsewhere_after::numeric,
        coalesce(sum(amount) filter (where kind <> 'elsewhere') over so_far, 0)::numeric as declared, coalesce(sum(amount) filter (where kind = 'elsewhere') over so_far, 0)::numeric as elsewhere
      from postings window so_far as (partition by site_id, account_id order by seq)
    ), broken as (
      select distinct on (site_id, account_id) * from running where (declared_after, elsewhere_after) <> (declared, elsewhere) order by site_id, account_id, seq
    ), compared as (
      select accounts.site_id, accounts.id as account_id, accounts.declared as declared_now, accounts.elsewhere as elsewhere_now, accounts.last_seq,
        coalesce(sums.declared, 0) as declared, coalesce(sums.elsewhere, 0) as elsewhere, coalesce(sums.postings, 0) as postings, coalesce(sums.last_seq, 0) as newest,
        broken.declared_after, broken.elsewhere_after, broken.declared as declared_until, broken.elsewhere as elsewhere_until
      from accounts
      left join sums on sums.site_id = accounts.site_id and sums.account_id = accounts.id
      left join broken on broken.site_id = accounts.site_id and broken.account_id = accounts.id
    )
    select site_id, account_id, what, recorded::text, recomputed::text from compared cross join lateral (values
      ('declared', declared_now::numeric, declared::numeric), ('elsewhere', elsewhere_now::numeric, elsewhere::numeric),
      ('postings', last_seq::numeric, postings::numeric), ('last-seq', last_seq::numeric, newest::numeric),
      ('running-declared', declared_after, declared_until), ('running-elsewhere', elsewhere_after, elsewhere_until)
    ) as figures (what, recorded, recomputed) where recorded <> recomputed
    order by site_id, account_id, what`);
  return rows.map((row) => ({ siteId: Number(row.site_id), accountId: Number(row.account_id), what: row.what, recorded: row.recorded, recomputed: row.recomputed }));
}

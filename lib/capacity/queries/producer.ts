import { desc, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { ledgerChecks } from "#db/schema/capacity";
import { foldName, canonicalIdentifier } from "#lib/parties/site";
import { sitesByIds, type SiteRecord } from "#lib/parties/queries";
import { inAccountUnit } from "../answer.ts";
import { readingOf, worstOf, type AccountReading, type Named } from "../picture.ts";
import type { Verdict } from "../verdict.ts";
import { openAccounts } from "./ledger.ts";

/** A site in the list of producers: the worst its accounts say, the most that is used of one of them, and questions that may mean it. */
export type ProducerRow = { readonly site: SiteRecord; readonly verdict: Verdict; readonly used: number | null; readonly accounts: number; readonly questions: number };

/** Which producers: `q` finds a part of any spelling or the beginning of a number; `after` is the `next` of the page before. */
export type ProducersAsked = { readonly q?: string | undefined; readonly limit: number; readonly after?: string | undefined };

/** Producers, those that use most of a certified capacity first; sites without a limit stand last. */
export async function listProducers(tx: Transaction, { q, limit, after }: ProducersAsked): Promise<{ readonly items: ProducerRow[]; readonly next: string | null }> {
  const asked = q?.trim() ?? "";
  const folded = foldName(asked);
  const matches = asked === "" ? sql`true` : sql`(
    sites.id in (select site_id from site_aliases where ${folded === "" ? sql`false` : sql`folded like ${`%${folded}%`}`})
    or sites.id in (select site_id from site_identifiers where starts_with(value, ${canonicalIdentifier(asked)})))`;
  const [, place, id] = /^(-?[\d.]+):(\d+)$/.exec(after ?? "") ?? [];
  const beyond = place === undefined || id === undefined ? sql`true` : sql`(used, id) < (${place}::numeric, ${id}::bigint)`;
  const rows = await tx.execute<{ id: bigint; used: string; accounts: number; questions: number }>(sql`
    select * from (
      select sites.id, coalesce(max(round((accounts.declared + accounts.elsewhere)::numeric / nullif(limits."limit" + limits.reserve, 0), 6)) filter (where limits.state = 'limited'), -1) as used,
        count(distinct accounts.id)::int as accounts,
        (select count(*)::int from site_questions where answered_at is null and candidates @> to_jsonb(sites.id)) as questions
      from sites
      left join accounts on accounts.site_id = sites.id
      left join account_limits limits on limits.site_id = accounts.site_id and limits.account_id = accounts.id
      where ${matches} group by sites.id
    ) as listed where ${beyond} order by used desc, id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => Number(row.id));
  const [records, open] = [await sitesByIds(tx, ids), Map.groupBy(await openAccounts(tx, ids), (account) => account.siteId)];
  const items = page.flatMap((row): ProducerRow[] => {
    const site = records.get(Number(row.id));
    const verdict = worstOf((open.get(Number(row.id)) ?? []).map((account) => readingOf(account).verdict)) ?? "unknown";
    return site === undefined ? [] : [{ site, verdict, used: row.used.startsWith("-") ? null : Number(row.used), accounts: row.accounts, questions: row.questions }];
  });
  const last = page.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? `${last.used}:${last.id}` : null };
}

/** What was declared on an account by the end of a month (`YYYY-MM`, at the house), in the account's unit; taken-back lines are off. */
export type MonthEnd = { readonly month: string; readonly declared: string };

/** An importer's part in an account: what stands now, in the account's unit. */
export type ImporterPart = { readonly id: number; readonly code: string; readonly verified: boolean; readonly name: Named; readonly quantity: string; readonly lines: number };

/** An account of a producer: what it says now, each limit of its period, how it filled, and by whom. */
export type ProducerAccount = AccountReading & { readonly parts: readonly AccountReading[]; readonly months: readonly MonthEnd[]; readonly importers: readonly ImporterPart[] };

/** The accounts of a site, the newest production period first. */
export async function producerAccounts(tx: Transaction, siteId: number): Promise<ProducerAccount[]> {
  const open = await openAccounts(tx, [siteId]);
  const months = await tx.execute<{ account_id: bigint; month: string; declared: string }>(sql`
    select account_id, month, (sum(amount) over (partition by account_id order by month))::text as declared from (
      select account_id, to_char(recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, sum(amount) as amount
      from postings where site_id = ${siteId} and kind <> 'elsewhere' group by 1, 2) as by_month
    order by account_id, month`);
  const parts = await tx.execute<{ account_id: bigint; id: bigint; code: string; verified: boolean; en: string; zh: string; amount: string; lines: number }>(sql`
    select standing.account_id, o.id, o.code, o.verified, o.name_en as en, o.name_zh as zh, sum(standing.amount)::text as amount, count(*)::int as lines
    from (select account_id, declaration_id, line_no, sum(amount) as amount from postings where site_id = ${siteId} and kind <> 'elsewhere' group by 1, 2, 3 having sum(amount) <> 0) as standing
    join declarations d on d.id = standing.declaration_id join organisations o on o.id = d.importer_id
    group by standing.account_id, o.id order by sum(standing.amount) desc, o.id`);
  const [monthsOf, partsOf] = [Map.groupBy(months, (row) => Number(row.account_id)), Map.groupBy(parts, (row) => Number(row.account_id))];
  return open.map((account) => ({
    ...readingOf(account),
    parts: account.segments.map((segment) => ({ ...readingOf({ ...account, segments: [segment] }), from: segment.from, to: segment.to })),
    months: (monthsOf.get(account.id) ?? []).map((row) => ({ month: row.month, declared: inAccountUnit(account, BigInt(row.declared)) })),
    importers: (partsOf.get(account.id) ?? []).map((row) => ({
      id: Number(row.id),
      code: row.code,
      verified: row.verified,
      name: { en: row.en, zh: row.zh },
      quantity: inAccountUnit(account, BigInt(row.amount)),
      lines: row.lines,
    })),
  })).toSorted((a, b) => (a.from === b.from ? b.id - a.id : a.from < b.from ? 1 : -1));
}

/** The latest check of the whole ledger, and what it found wrong on the accounts of a site; undefined before the first. Amounts in base units. */
export async function latestCheckOf(
  tx: Transaction,
  siteId: number,
): Promise<
  | {
      readonly at: Date;
      readonly accounts: number;
      readonly differences: readonly { readonly accountId: number; readonly what: string; readonly recorded: string; readonly recomputed: string }[];
    }
  | undefined
> {
  const [row] = await tx.select().from(ledgerChecks).orderBy(desc(ledgerChecks.id)).limit(1);
  if (row === undefined) return undefined;
  const own = row.differences.filter((difference) => difference.siteId === siteId);
  return {
    at: row.finishedAt,
    accounts: row.accounts,
    differences: own.map(({ accountId, what, recorded, recomputed }) => ({ accountId, what, recorded, recomputed })),
  };
}

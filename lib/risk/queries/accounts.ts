import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList, readRows } from "#db/columns";
import type { Segment } from "#lib/capacity/account";
import { inAccountUnit } from "#lib/capacity/answer";
import { dateIn } from "#lib/measures/period";
import { decidingPosting, type ChargedAccount } from "../standing-account.ts";
import type { Sharing } from "../subject.ts";
import type { SitePosting } from "./declared.ts";
import type { Held } from "./held.ts";

/** How many of the earlier declarations on an account a finding names. */
const SHARING_SHOWN = 12;

/** An account with the key of its scope, by which certificates are of it. */
export type KeyedAccount = ChargedAccount & { readonly scopeKey: string };

type AccountRow = {
  readonly id: number;
  readonly siteId: number;
  readonly scopeKind: ChargedAccount["scope"]["kind"];
  readonly scopeValues: readonly string[];
  readonly scopeKey: string;
  readonly from: string;
  readonly to: string;
  readonly dimension: ChargedAccount["dimension"];
  readonly unit: string;
  readonly unitPacks: string;
};
type LimitRow = Pick<Segment, "from" | "to" | "state" | "warningPermille" | "certificates"> & { readonly accountId: number; readonly limit: string; readonly reserve: string };

/** Holds the accounts that some postings stand on, with their limits in order: all of their sites are read, which costs less than to look each up. */
export async function holdAccounts(tx: Transaction, standing: readonly SitePosting[], held: Held): Promise<void> {
  const sites = new Map(standing.map((posting) => [posting.accountId, posting.siteId]));
  const wanted = new Set(held.fresh("account", sites.keys()));
  if (wanted.size === 0) return;
  const of = sql`site_id = any${idList([...new Set([...wanted].map((id) => sites.get(id) ?? 0))])}`;
  const [accounts, limits] = await Promise.all([
    readRows<AccountRow>(tx, {
      id: "id", siteId: "site_id", scopeKind: "scope_kind", scopeValues: "scope_values", scopeKey: "scope_key", from: "produced_from", to: "produced_to", dimension: "dimension", unit: "unit", unitPacks: "unit_packs::text",
    }, sql`from accounts where ${of}`),
    readRows<LimitRow>(tx, {
      accountId: "account_id", from: "produced_from", to: "produced_to", state: "state", limit: "\"limit\"::text", reserve: "reserve::text", warningPermille: "warning_permille", certificates: "certificates",
    }, sql`from account_limits where ${of}`),
  ]);
  const limitsOf = Map.groupBy(limits, ({ accountId }) => accountId);
  for (const row of accounts) if (wanted.has(row.id)) held.accounts.set(row.id, accountFrom(row, (limitsOf.get(row.id) ?? []).map(segmentFrom).toSorted((a, b) => (a.from < b.from ? -1 : 1))));
}

function accountFrom({ id, siteId, scopeKind, scopeValues, scopeKey, from, to, dimension, unit, unitPacks }: AccountRow, segments: readonly Segment[]): KeyedAccount {
  return { id, siteId, scope: { kind: scopeKind, values: scopeValues } as ChargedAccount["scope"], scopeKey, from, to, dimension, unit, unitPacks: BigInt(unitPacks), segments };
}

function segmentFrom({ from, to, state, limit, reserve, warningPermille, certificates }: LimitRow): Segment {
  return { from, to, state, limit: BigInt(limit), reserve: BigInt(reserve), warningPermille, certificates };
}

type SharerRow = {
  readonly accountId: number;
  readonly forId: number;
  readonly seq: number;
  readonly number: string;
  readonly office: string;
  readonly en: string;
  readonly zh: string;
  readonly lodgedAt: string;
  readonly standing: string | null;
};

/**
 * For each declaration on an account that is near its limit or above it, the latest declarations that stood there before it and stand there still, newest
 * first; keyed `account:declaration`. Of a line's postings on an account the newest counts, unless it took the line back.
 */
export async function sharingOf(tx: Transaction, known: ReadonlyMap<number, KeyedAccount>, standing: readonly SitePosting[]): Promise<Map<string, Sharing[]>> {
  const crowded = new Set(standing.filter(({ verdict }) => verdict === "exceeds" || verdict === "near").map((posting) => `${posting.accountId}:${posting.declarationId}`));
  if (crowded.size === 0) return new Map();
  const groups = Map.groupBy(standing.filter((posting) => crowded.has(`${posting.accountId}:${posting.declarationId}`)), (posting) => `${posting.accountId}:${posting.declarationId}`);
  const asked = [...groups.values()].flatMap((group) => {
    const deciding = decidingPosting(group);
    return deciding === undefined || (deciding.verdict !== "exceeds" && deciding.verdict !== "near")
      ? []
      : [{ siteId: group[0]?.siteId ?? 0, accountId: deciding.accountId, seq: deciding.seq, id: deciding.declarationId }];
  });
  if (asked.length === 0) return new Map();
  const rows = await readRows<SharerRow>(tx, {
    accountId: "asked.account_id", forId: "asked.declaration_id", seq: "shown.seq", number: "d.number", office: "d.office_code", en: "o.name_en", zh: "o.name_zh", lodgedAt: "d.lodged_at", standing: "shown.amount::text",
  }, sql`from unnest(${idList(asked.map((one) => one.siteId))}, ${idList(asked.map((one) => one.accountId))}, ${idList(asked.map((one) => one.seq))}, ${idList(asked.map((one) => one.id))}) as asked (site_id, account_id, seq, declaration_id)
    cross join lateral (
      select before.declaration_id, before.seq, still.amount from (
        select latest.declaration_id, max(latest.seq) as seq from (
          select p.declaration_id, p.seq from postings p
          where p.site_id = asked.site_id and p.account_id = asked.account_id and p.seq < asked.seq and p.kind = 'line' and p.declaration_id <> asked.declaration_id
          order by p.seq desc limit ${2 * SHARING_SHOWN}
        ) latest group by latest.declaration_id order by seq desc offset 0
      ) before
      cross join lateral (
        select sum(newest.amount) as amount from (
          select distinct on (p.line_no) p.amount, p.kind from postings p
          where p.declaration_id = before.declaration_id and p.site_id = asked.site_id and p.account_id = asked.account_id and p.kind <> 'elsewhere' order by p.line_no, p.seq desc
        ) newest where newest.kind = 'line'
      ) still
      where still.amount is not null order by before.seq desc limit ${SHARING_SHOWN}
    ) shown
    join declarations d on d.id = shown.declaration_id join organisations o on o.id = d.importer_id`);
  return new Map(
    [...Map.groupBy(rows, (row) => `${row.accountId}:${row.forId}`)].map(([key, group]) => [
      key,
      group
        .toSorted((a, b) => b.seq - a.seq)
        .slice(0, SHARING_SHOWN)
        .flatMap((row) => sharingFrom(row, known.get(row.accountId))),
    ]),
  );
}

function sharingFrom({ number, office, en, zh, lodgedAt, standing }: SharerRow, account: KeyedAccount | undefined): Sharing[] {
  if (account === undefined || standing === null) return [];
  return [{ number, office, importer: { en, zh }, quantity: inAccountUnit(account, BigInt(standing)), lodgedOn: dateIn(new Date(lodgedAt)) }];
}

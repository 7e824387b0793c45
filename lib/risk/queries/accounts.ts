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
  readonly id: number; readonly siteId: number; readonly scopeKind: ChargedAccount["scope"]["kind"]; readonly scopeValues: readonly string[]; readonly scopeKey: string; readonly from: string; readonly to: string;
  readonly dimension: ChargedAccount["dimension"]; readonly unit: string; readonly unitPacks: string;
  readonly limitFrom: string | null;
  readonly limitTo: string;
  readonly state: Segment["state"];
  readonly limit: string;
  readonly reserve: string;
  readonly warningPermille: number;
  readonly certificates: readonly string[];
};

/** Holds the accounts that some postings stand on, with their limits in order. */
export async function holdAccounts(tx: Transaction, standing: readonly SitePosting[], held: Held): Promise<void> {
  const sites = new Map(standing.map((posting) => [posting.accountId, posting.siteId]));
  const pairs = held.fresh("account", sites.keys()).map((id) => [id, sites.get(id) ?? 0] as const);
  if (pairs.length === 0) return;
  const rows = await readRows<AccountRow>(tx, {
    id: "a.id", siteId: "a.site_id", scopeKind: "a.scope_kind", scopeValues: "a.scope_values", scopeKey: "a.scope_key", from: "a.produced_from", to: "a.produced_to", dimension: "a.dimension", unit: "a.unit", unitPacks: "a.unit_packs::text",
    limitFrom: "l.produced_from", limitTo: "l.produced_to", state: "l.state", limit: "l.\"limit\"::text", reserve: "l.reserve::text", warningPermille: "l.warning_permille", certificates: "l.certificates",
  }, sql`from unnest(${idList(pairs.map(([, siteId]) => siteId))}, ${idList(pairs.map(([id]) => id))}) as asked (site_id, id)
    join accounts a on a.site_id = asked.site_id and a.id = asked.id left join account_limits l on l.site_id = a.site_id and l.account_id = a.id`);
  for (const [id, group] of Map.groupBy(rows, (row) => row.id)) for (const first of group.slice(0, 1)) held.accounts.set(id, accountFrom(first, group.flatMap(segmentOf).toSorted((a, b) => (a.from < b.from ? -1 : 1))));
}

function accountFrom({ id, siteId, scopeKind, scopeValues, scopeKey, from, to, dimension, unit, unitPacks }: AccountRow, segments: readonly Segment[]): KeyedAccount {
  return { id, siteId, scope: { kind: scopeKind, values: scopeValues } as ChargedAccount["scope"], scopeKey, from, to, dimension, unit, unitPacks: BigInt(unitPacks), segments };
}

function segmentOf({ limitFrom, limitTo, state, limit, reserve, warningPermille, certificates }: AccountRow): Segment[] {
  return limitFrom === null ? [] : [{ from: limitFrom, to: limitTo, state, limit: BigInt(limit), reserve: BigInt(reserve), warningPermille, certificates }];
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
    accountId: "asked.account_id", forId: "asked.declaration_id", seq: "before.seq", number: "d.number", office: "d.office_code", en: "o.name_en", zh: "o.name_zh", lodgedAt: "d.lodged_at", standing: "still.amount::text",
  }, sql`from unnest(${idList(asked.map((one) => one.siteId))}, ${idList(asked.map((one) => one.accountId))}, ${idList(asked.map((one) => one.seq))}, ${idList(asked.map((one) => one.id))}) as asked (site_id, account_id, seq, declaration_id)
    cross join lateral (
      select latest.declaration_id, max(latest.seq) as seq from (
        select p.declaration_id, p.seq from postings p
        where p.site_id = asked.site_id and p.account_id = asked.account_id and p.seq < asked.seq and p.kind = 'line' and p.declaration_id <> asked.declaration_id
        order by p.seq desc limit ${2 * SHARING_SHOWN}
      ) latest group by latest.declaration_id
    ) before
    cross join lateral (
      select sum(newest.amount) as amount from (
        select distinct on (p.line_no) p.amount, p.kind from postings p
        where p.declaration_id = before.declaration_id and p.site_id = asked.site_id and p.account_id = asked.account_id and p.kind <> 'elsewhere' order by p.line_no, p.seq desc
      ) newest where newest.kind = 'line'
    ) still
    join declarations d on d.id = before.declaration_id join organisations o on o.id = d.importer_id
    where still.amount is not null`);
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

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Dimension } from "#lib/measures/quantity";
import type { UsedAccount } from "../capacityUse.ts";
import type { Population } from "../population.ts";

/** An account with what a list of accounts shows of it. */
export type CapacityAccount = UsedAccount & { readonly id: number; readonly scopeKind: "gtins" | "category" | "hsPrefixes"; readonly scopeValues: readonly string[]; readonly certificates: readonly string[] };

/**
 * The accounts that a certificate limits and whose production period has a day in common with the population's, each by the limit that it fills most; `origin` is the
 * producer's country. With an importer or an office, those to which a declaration of theirs is charged; the figures are the accounts' own, by whomever declared.
 */
export async function capacityAccounts(tx: Transaction, { from, until, category, origin, importer, office }: Population): Promise<CapacityAccount[]> {
  const ofGoods = category === undefined ? sql`true` : sql`(
    a.scope_kind = 'category' and a.scope_values[1] = ${category}
    or a.scope_kind = 'gtins' and exists (select from products as p where p.gtin = any(a.scope_values) and p.category = ${category})
    or a.scope_kind = 'hsPrefixes' and exists (select from products as p cross join lateral unnest(a.scope_values) as prefix (value) where p.category = ${category} and starts_with(p.hs_code, prefix.value)))`;
  const narrowed = importer !== undefined || office !== undefined;
  const charged = sql`with charged as materialized (
    select distinct posted.site_id, posted.account_id from declarations as d join postings as posted on posted.declaration_id = d.id and posted.kind = 'line'
    where ${office === undefined ? sql`true` : sql`d.office_code = ${office}`}
      and ${importer === undefined ? sql`true` : sql`d.importer_id = (select id from organisations where code = ${importer})`})`;
  const rows = await tx.execute<{
    site_id: bigint;
    id: bigint;
    name: string;
    country: string;
    scope_kind: CapacityAccount["scopeKind"];
    scope_values: string[];
    dimension: Dimension;
    from: string;
    to: string;
    capacity: string;
    used: string;
    certificates: string[];
  }>(sql`
    ${narrowed ? charged : sql``} select distinct on (a.site_id, a.id) a.site_id, a.id, s.name, s.country, a.scope_kind, a.scope_values, a.dimension, a.produced_from::text as "from", a.produced_to::text as "to",
      (limits."limit" + limits.reserve)::text as capacity, (a.declared + a.elsewhere)::text as used, limits.certificates
    from accounts as a join account_limits as limits on limits.site_id = a.site_id and limits.account_id = a.id and limits.state = 'limited' join sites as s on s.id = a.site_id
    where a.produced_from <= ${until}::date and a.produced_to > ${from}::date and ${origin === undefined ? sql`true` : sql`s.country = ${origin}`} and ${ofGoods} and ${narrowed ? sql`(a.site_id, a.id) in (select site_id, account_id from charged)` : sql`true`}
    order by a.site_id, a.id, limits."limit" + limits.reserve`);
  return rows.map((row) => ({
    id: Number(row.id), siteId: Number(row.site_id), siteName: row.name, country: row.country, scopeKind: row.scope_kind, scopeValues: row.scope_values, dimension: row.dimension,
    from: row.from, to: row.to, capacity: BigInt(row.capacity), used: BigInt(row.used), certificates: row.certificates,
  }));
}

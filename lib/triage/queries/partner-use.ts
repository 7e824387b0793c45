import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Scope } from "#lib/access/actor";
import type { Verdict } from "#lib/capacity/verdict";
import type { OwnUse } from "../partner.ts";

type Row = { account: string; site: string; from: string; to: string; unit: string; declarations: number; own: string; limit: string | null; used: string | null; verdict: Verdict; answered_at: Date };

const MOST = 50;

/** The capacity that an organisation's own standing lines use, by site and production period, those that use most of it first. */
export async function ownUse(tx: Transaction, scope: Scope): Promise<OwnUse[]> {
  const own = scope.all ? sql`true` : sql`(d.lodger_organisation_id = ${scope.organisation}::bigint or d.importer_id = ${scope.organisation}::bigint)`;
  const rows = await tx.execute<Row>(sql`
    with answered as (
      select s.name as site, a.answer, a.answer -> 'account' ->> 'id' as account, a.answer ->> 'unit' as unit, d.id as declaration, a.recorded_at
      from declarations d
      join declaration_lines l on l.declaration_id = d.id and l.standing and l.effect = 'counts'
      join line_answers a on a.declaration_id = d.id and a.revision = d.revision and a.no = l.no and a.site_id = l.site_id
      join sites s on s.id = l.site_id
      where ${own} and jsonb_typeof(a.answer -> 'account') = 'object'
    ), latest as (
      select distinct on (account, unit) account, unit, site, answer, recorded_at from answered order by account, unit, recorded_at desc, declaration desc
    ), summed as (
      select account, unit, count(distinct declaration)::int as declarations, sum((answer ->> 'line')::numeric)::text as own from answered group by account, unit
    )
    select l.account, l.site, l.answer -> 'account' ->> 'from' as "from", l.answer -> 'account' ->> 'to' as "to", l.unit, s.declarations, s.own,
      l.answer ->> 'limit' as "limit", l.answer ->> 'used' as used, l.answer ->> 'verdict' as verdict, l.recorded_at as answered_at
    from latest l join summed s using (account, unit)
    order by (l.answer ->> 'used')::numeric desc nulls last, l.account limit ${MOST}`);
  return rows.map(({ account, answered_at, ...row }) => ({ ...row, account: Number(account), answeredAt: new Date(answered_at) }));
}

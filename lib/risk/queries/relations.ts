import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { RECENT_DAYS, watchedSites, type RecentLodging, type Relation } from "../relation.ts";
import type { Subject } from "../subject.ts";

const DAY = 86_400_000;

/** As many lines of one importer and producer are read, the latest first. */
const MOST_LINES = 200;

type Pair = { readonly site_id: number; readonly importer_id: number };

/** When importers and producers were first declared together, by one look into an index for each pair of a block. */
export async function relationsOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly Relation[]>> {
  const pairs = new Map<string, Pair>(subjects.flatMap((subject) => sitesOf(subject).map((siteId) => [`${siteId}:${subject.importer.id}`, { site_id: siteId, importer_id: subject.importer.id }])));
  if (pairs.size === 0) return new Map();
  const rows = await tx.execute<{ site_id: bigint; importer_id: bigint; pair: string; site: string; records: string }>(sql`
    select asked.site_id, asked.importer_id, (extract(epoch from pair.lodged_at) * 1000)::text as pair, (extract(epoch from site.lodged_at) * 1000)::text as site, (extract(epoch from records.lodged_at) * 1000)::text as records
    from jsonb_to_recordset(${JSON.stringify([...pairs.values()])}::jsonb) as asked (site_id bigint, importer_id bigint)
    cross join lateral (select lodged_at from declaration_lines where site_id = asked.site_id and importer_id = asked.importer_id order by lodged_at limit 1) as pair
    cross join lateral (select lodged_at from declaration_lines where site_id = asked.site_id order by lodged_at limit 1) as site
    cross join (select lodged_at from declarations order by id limit 1) as records`);
  const known = new Map(rows.map((row): [string, Relation] => [`${row.site_id}:${row.importer_id}`, { siteId: Number(row.site_id), pairSince: new Date(Number(row.pair)), siteSince: new Date(Number(row.site)), recordsSince: new Date(Number(row.records)) }]));
  return new Map(subjects.map((subject) => [subject.declarationId, sitesOf(subject).flatMap((siteId) => known.get(`${siteId}:${subject.importer.id}`) ?? [])]));
}

type RecentRow = { readonly site_id: bigint; readonly importer_id: bigint; readonly declaration_id: bigint; readonly number: string; readonly lodged: string; readonly value: string | null; readonly charged: Readonly<Record<string, string>> | null };

/** What else the importers of a block declared of the same producers in the days before, where a declaration is worth watching; one statement, one look into an index for each pair. */
export async function recentOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly RecentLodging[]>> {
  const watched = subjects.map((subject) => ({ subject, sites: watchedSites(subject) })).filter(({ sites }) => sites.length > 0);
  const pairs = Map.groupBy(watched.flatMap(({ subject, sites }) => sites.map((siteId) => ({ siteId, subject }))), ({ siteId, subject }) => `${siteId}:${subject.importer.id}`);
  if (pairs.size === 0) return new Map();
  const asked = [...pairs.values()].flatMap((group) => {
    const [first] = group;
    const times = group.map(({ subject }) => subject.lodgedAt.getTime());
    return first === undefined ? [] : [{ site_id: first.siteId, importer_id: first.subject.importer.id, from: new Date(Math.min(...times) - RECENT_DAYS * DAY), to: new Date(Math.max(...times)) }];
  });
  const rows = await tx.execute<RecentRow>(sql`
    select asked.site_id, asked.importer_id, recent.declaration_id, declarations.number, (extract(epoch from recent.lodged_at) * 1000)::text as lodged, recent.value::text, charged.amounts as charged
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (site_id bigint, importer_id bigint, "from" timestamptz, "to" timestamptz)
    cross join lateral (
      select declaration_id, min(lodged_at) as lodged_at, case when bool_and(price_currency = 'CNY') then sum(trunc(price_minor * quantity_value::numeric)) end as value
      from (select * from declaration_lines where site_id = asked.site_id and importer_id = asked.importer_id and lodged_at between asked."from" and asked."to" order by lodged_at desc limit ${MOST_LINES}) as lines
      where standing group by declaration_id
    ) as recent
    join declarations on declarations.id = recent.declaration_id
    left join lateral (
      select jsonb_object_agg(account_id::text, amount::text) as amounts
      from (select account_id, sum(amount) as amount from postings where declaration_id = recent.declaration_id and site_id = asked.site_id and kind <> 'elsewhere' group by account_id) as sums
    ) as charged on true`);
  const known = Map.groupBy(rows, (row) => `${row.site_id}:${row.importer_id}`);
  return new Map(watched.map(({ subject, sites }) => [subject.declarationId, sites.flatMap((siteId) => besides(subject, known.get(`${siteId}:${subject.importer.id}`) ?? []))]));
}

/** Of the rows of a pair, those of other declarations in the days up to a declaration's own lodging. */
function besides(subject: Subject, rows: readonly RecentRow[]): RecentLodging[] {
  const until = subject.lodgedAt.getTime();
  return rows.flatMap((row) => {
    const lodged = Number(row.lodged);
    if (Number(row.declaration_id) === subject.declarationId || lodged > until || lodged < until - RECENT_DAYS * DAY) return [];
    const charged = new Map(Object.entries(row.charged ?? {}).map(([account, amount]) => [Number(account), BigInt(amount)]));
    return [{ siteId: Number(row.site_id), declarationId: Number(row.declaration_id), number: row.number, lodgedAt: new Date(lodged), value: row.value === null ? null : BigInt(row.value), charged }];
  });
}

function sitesOf(subject: Subject): number[] {
  return [...new Set(subject.lines.flatMap(({ standing, site }) => (standing && site.kind === "site" ? [site.id] : [])))];
}

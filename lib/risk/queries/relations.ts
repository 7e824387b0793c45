import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { asBigint, idList, instant, readRows, textsList } from "#db/columns";
import { RECENT_DAYS, watchedSites, type RecentLodging, type Relation } from "../relation.ts";
import type { Subject } from "../subject.ts";

const DAY = 86_400_000;

/** As many lines of one importer and producer are read, the latest first. */
const MOST_LINES = 200;

type RelationRow = { readonly siteId: number; readonly importerId: number; readonly pairSince: Date; readonly siteSince: Date; readonly recordsSince: Date };

/** When importers and producers were first declared together, by one look into an index for each pair of a block. */
export async function relationsOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly Relation[]>> {
  const pairs = [...new Map(subjects.flatMap((subject) => sitesOf(subject).map((siteId) => [`${siteId}:${subject.importer.id}`, { siteId, importerId: subject.importer.id }] as const))).values()];
  if (pairs.length === 0) return new Map();
  const rows = await readRows<RelationRow>(tx, { siteId: "asked.site_id", importerId: "asked.importer_id", pairSince: instant("pair.lodged_at"), siteSince: instant("site.lodged_at"), recordsSince: instant("records.lodged_at") }, sql`
    from unnest(${idList(pairs.map((pair) => pair.siteId))}, ${idList(pairs.map((pair) => pair.importerId))}) as asked (site_id, importer_id)
    cross join lateral (select lodged_at from declaration_lines where site_id = asked.site_id and importer_id = asked.importer_id order by lodged_at limit 1) as pair
    cross join lateral (select lodged_at from declaration_lines where site_id = asked.site_id order by lodged_at limit 1) as site
    cross join (select lodged_at from declarations order by id limit 1) as records`);
  const known = new Map(rows.map(({ importerId, ...relation }) => [`${relation.siteId}:${importerId}`, relation]));
  return new Map(subjects.map((subject) => [subject.declarationId, sitesOf(subject).flatMap((siteId) => known.get(`${siteId}:${subject.importer.id}`) ?? [])]));
}

type RecentRow = {
  readonly siteId: number;
  readonly importerId: number;
  readonly declarationId: number;
  readonly number: string;
  readonly lodgedAt: Date;
  readonly value: bigint | null;
  readonly charged: Readonly<Record<string, string>> | null;
};

/**
 * What else the importers of a block declared of the same producers in the days before, where a declaration is worth watching; one statement, one look
 * into an index for each pair. A pair that one declaration of the block asks for is read without that declaration itself.
 */
export async function recentOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly RecentLodging[]>> {
  const watched = subjects.map((subject) => ({ subject, sites: watchedSites(subject) })).filter(({ sites }) => sites.length > 0);
  const pairs = Map.groupBy(watched.flatMap(({ subject, sites }) => sites.map((siteId) => ({ siteId, subject }))), ({ siteId, subject }) => `${siteId}:${subject.importer.id}`);
  if (pairs.size === 0) return new Map();
  const asked = [...pairs.values()].flatMap((group) => {
    const [first, second] = group;
    const times = group.map(({ subject }) => subject.lodgedAt.getTime());
    if (first === undefined) return [];
    return [
      {
        siteId: first.siteId,
        importerId: first.subject.importer.id,
        own: second === undefined ? first.subject.declarationId : 0,
        from: new Date(Math.min(...times) - RECENT_DAYS * DAY).toISOString(),
        to: new Date(Math.max(...times)).toISOString(),
      },
    ];
  });
  const rows = await readRows<RecentRow>(tx, {
    siteId: "asked.site_id",
    importerId: "asked.importer_id",
    declarationId: "recent.declaration_id",
    number: "declarations.number",
    lodgedAt: instant("recent.lodged_at"),
    value: ["recent.value::text", asBigint],
    charged: "charged.amounts",
  }, sql`
    from unnest(${idList(asked.map((one) => one.siteId))}, ${idList(asked.map((one) => one.importerId))}, ${idList(asked.map((one) => one.own))}, ${textsList(asked.map((one) => one.from))}::timestamptz[], ${textsList(asked.map((one) => one.to))}::timestamptz[]) as asked (site_id, importer_id, own, "from", "to")
    cross join lateral (
      select declaration_id, min(lodged_at) as lodged_at, case when bool_and(price_currency = 'CNY') then sum(trunc(price_minor * quantity_value::numeric / price_per)) end as value
      from (select * from declaration_lines where site_id = asked.site_id and importer_id = asked.importer_id and lodged_at between asked."from" and asked."to" order by lodged_at desc limit ${MOST_LINES}) as lines
      where standing and declaration_id <> asked.own group by declaration_id
    ) as recent
    join declarations on declarations.id = recent.declaration_id
    left join lateral (
      select json_object_agg(account_id, amount::text) as amounts
      from (select account_id, sum(amount) as amount from postings where declaration_id = recent.declaration_id and site_id = asked.site_id and kind <> 'elsewhere' group by account_id) as sums
    ) as charged on true`);
  const known = Map.groupBy(rows, (row) => `${row.siteId}:${row.importerId}`);
  return new Map(watched.map(({ subject, sites }) => [subject.declarationId, sites.flatMap((siteId) => besides(subject, known.get(`${siteId}:${subject.importer.id}`) ?? []))]));
}

/** Of the rows of a pair, those of other declarations in the days up to a declaration's own lodging. */
function besides(subject: Subject, rows: readonly RecentRow[]): RecentLodging[] {
  const until = subject.lodgedAt.getTime();
  return rows.flatMap(({ importerId: _, charged, ...row }) => {
    const lodged = row.lodgedAt.getTime();
    if (row.declarationId === subject.declarationId || lodged > until || lodged < until - RECENT_DAYS * DAY) return [];
    return [{ ...row, charged: new Map(Object.entries(charged ?? {}).map(([account, amount]) => [Number(account), BigInt(amount)])) }];
  });
}

function sitesOf(subject: Subject): number[] {
  return [...new Set(subject.lines.flatMap(({ standing, site }) => (standing && site.kind === "site" ? [site.id] : [])))];
}

import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Containment } from "../truthContainment.ts";
import { FASTEST, NEAR, REACH } from "../truthHistory.ts";
import type { Spot } from "../truthHistory.ts";
import type { LotAnswer, LotQuestion } from "../truthLots.ts";
import type { PieceAnswer, PieceQuestion } from "../truthPieces.ts";

/** Whether the event of a row is one that makes what it names in the role of another row. */
const making = sql`((e.type = 'ObjectEvent' and e.action = 'ADD' and i.role = 'epc') or (e.type = 'TransformationEvent' and i.role = 'output'))`;
const inError = (eventId: SQL) => sql`exists (select 1 from feed_events wrong where wrong.event_id = ${eventId} and wrong.declares_error)`;
const instant = (milliseconds: SQL) => sql`to_timestamp(${milliseconds}::float8 / 1000)`;

/** What is stored of lots, of those alone that an event contradicts, that are asked for, or on whose stored events the new ones shed another light. One statement. */
export async function lotHistories(tx: Transaction, questions: readonly LotQuestion[]): Promise<LotAnswer[]> {
  if (questions.length === 0) return [];
  const rows = await tx.execute<{ gtin: string; lot: string; made: string | null; by: string | null; produced: string | null; expires: string | null; earlier: boolean }>(sql`
    with k as materialized (select gtin::char(14) as gtin, lot, seen, shipped, made, produced, expires, asked from json_to_recordset(${JSON.stringify(questions)}::json)
      as k(gtin text, lot text, seen float8, shipped float8, made float8, produced date, expires date, asked boolean)),
    known as (
      select k.*, extract(epoch from s.made_at) * 1000 as made_ms, s.made_by, least(s.produced_on, l.produced_on) as produced_on, greatest(s.expires_on, l.expires_on) as expires_on
      from k left join lots l on l.gtin = k.gtin and l.lot = k.lot
      left join lateral (
        select min(stated_at) filter (where source_kind = 'event') as made_at, (array_agg(source_id order by stated_at, source_id) filter (where source_kind = 'event'))[1] as made_by,
          min(produced_on) as produced_on, max(expires_on) as expires_on
        from lot_statements s where s.gtin = k.gtin and s.lot = k.lot and not (s.source_kind = 'event' and ${inError(sql`s.source_id`)})) s on true),
    told as (
      select known.*, case when made is null and produced is null and expires is null then false
        when (made is not null and (made_ms is null or made_ms > made)) or (produced is not null and (produced_on is null or produced_on > produced)) or (expires is not null and (expires_on is null or expires_on < expires))
        then exists (select 1 from event_items i join feed_events e on e.id = i.event_pk where i.gtin = known.gtin and i.lot = known.lot and not ${making} and not e.declares_error) else false end as earlier
      from known)
    select gtin, lot, made_ms as made, made_by as by, produced_on::text as produced, expires_on::text as expires, earlier from told
    where asked or earlier or made_ms > seen or extract(epoch from produced_on) * 1000 - 14 * 3600000 > seen or extract(epoch from expires_on) * 1000 + 36 * 3600000 <= shipped`);
  return rows.map(({ gtin, lot, made, by, produced, expires, earlier }) => ({ gtin, lot, made: made === null ? null : { at: Math.round(Number(made)), by: by ?? "" }, producedOn: produced, expiresOn: expires, earlier }));
}

/** The sites behind GLNs with where they are, for those that are known. One statement. */
export async function spotsOf(tx: Transaction, glns: readonly string[]): Promise<Map<string, Spot>> {
  if (glns.length === 0) return new Map();
  const rows = await tx.execute<{ gln: string; site: string; latitude: number | null; longitude: number | null }>(sql`
    select i.value as gln, s.id::text as site, s.latitude, s.longitude from site_identifiers i join sites s on s.id = i.site_id where i.value in (select json_array_elements_text(${JSON.stringify(glns)}::json))`);
  return new Map(rows.map(({ gln, site, latitude, longitude }) => [gln, { gln, siteId: Number(site), latitude, longitude }]));
}

const storedGln = sql`coalesce(substring(e.read_point from '^41[47]/([0-9]{13})'), substring(e.biz_location from '^41[47]/([0-9]{13})'))`;
const kilometres = sql`2 * 6371 * asin(least(1, sqrt(power(sin(radians(there.latitude - k.lat) / 2), 2) + cos(radians(k.lat)) * cos(radians(there.latitude)) * power(sin(radians(there.longitude - k.lon) / 2), 2))))`;

/** What stored events say against sightings of pieces and logistic units; nothing for those they agree with. One statement. */
export async function pieceHistories(tx: Transaction, questions: readonly PieceQuestion[]): Promise<PieceAnswer[]> {
  if (questions.length === 0) return [];
  const rows = await tx.execute<{ n: number; what: PieceAnswer["what"]; by: string; at: string }>(sql`
    with k as materialized (select *, ${instant(sql`at`)} as instant from json_to_recordset(${JSON.stringify(questions)}::json)
      as k(n int, item text, hash text, at float8, makes boolean, ships boolean, expires boolean, asked boolean, gln text, site bigint, lat float8, lon float8)),
    met as (
      select k.*, e.event_id, e.event_time, e.type, ${making} as making, i.gtin as its_gtin, i.lot as its_lot, case when e.type <> 'TransactionEvent' then ${storedGln} end as e_gln
      from k join event_items i on i.item = k.item join feed_events e on e.id = i.event_pk
      where not e.declares_error and e.hash <> k.hash)
    select k.n, case when told.what = 'elsewhere' and ${inError(sql`k.event_id`)} then 'earlier' else told.what end as what, k.event_id as by, extract(epoch from k.event_time) * 1000 as at
    from met k
    left join lateral (select s.id, s.latitude, s.longitude from site_identifiers x join sites s on s.id = x.site_id
      where x.value = k.e_gln and k.e_gln <> k.gln and k.event_time between k.instant - make_interval(hours => ${REACH}) and k.instant + make_interval(hours => ${REACH})) there on true
    cross join lateral (values
      ('made', k.making and not k.makes and (k.asked or (k.event_time > k.instant and not exists (
        select 1 from event_items i join feed_events e on e.id = i.event_pk where i.item = k.item and ${making} and not e.declares_error and e.event_time <= k.instant and not ${inError(sql`e.event_id`)})))),
      ('elsewhere', k.gln is not null and k.e_gln is not null and k.e_gln <> k.gln and (k.site is null or there.id is null or k.site <> there.id)
        and k.event_time between k.instant - make_interval(hours => ${REACH}) and k.instant + make_interval(hours => ${REACH})
        and case when k.lat is null or k.lon is null or there.latitude is null or there.longitude is null then k.event_time = k.instant
          else ${kilometres} > ${NEAR} + ${FASTEST} * abs(extract(epoch from k.event_time - k.instant)) / 3600 end),
      ('expired', k.ships and k.its_lot is not null and extract(epoch from (
        select greatest(max(s.expires_on), max(l.expires_on)) from lot_statements s left join lots l on l.gtin = s.gtin and l.lot = s.lot where s.gtin = k.its_gtin and s.lot = k.its_lot)) * 1000 + 36 * 3600000 <= k.at),
      ('earlier', k.makes and ((not k.making and (k.event_time < k.instant or k.expires)) or (k.making and k.event_time > k.instant)))
    ) as told(what, is_so)
    where told.is_so and (told.what = 'elsewhere' or not ${inError(sql`k.event_id`)})`);
  return rows.map(({ n, what, by, at }) => ({ n, what, by, at: Math.round(Number(at)) }));
}

/** The containers that an item was put into; looked up by index, item by item, whatever the planner believes of tables that grow fast. */
const intoWhat = (item: SQL) => sql`lateral (
  select p.item as container, e.event_time, e.event_id, e.hash from event_items c
    join feed_events e on e.id = c.event_pk and e.action = 'ADD' and e.type in ('AggregationEvent', 'AssociationEvent') and not e.declares_error
    join event_items p on p.event_pk = c.event_pk and p.role = 'parent'
  where c.item = ${item} and c.role = 'child' offset 0)`;

/** What is stored of what lay in what, from containers upwards, ten levels at the most, with when it was taken out. One statement. */
export async function containmentAbove(tx: Transaction, containers: readonly string[]): Promise<Containment[]> {
  if (containers.length === 0) return [];
  const rows = await tx.execute<{ item: string; container: string; since: string; until: string | null; hash: string }>(sql`
    with recursive walk as (
      select item, 0 as depth from json_array_elements_text(${JSON.stringify(containers)}::json) as item
      union
      select into_what.container, w.depth + 1 from walk w cross join ${intoWhat(sql`w.item`)} as into_what where w.depth < 10)
    select w.item, up.container, extract(epoch from up.event_time) * 1000 as since, up.hash,
      extract(epoch from (select min(d.event_time) from event_items dp join feed_events d on d.id = dp.event_pk
        where dp.item = up.container and dp.role = 'parent' and d.action = 'DELETE' and not d.declares_error and d.event_time >= up.event_time
          and (not exists (select 1 from event_items dc where dc.event_pk = d.id and dc.role = 'child') or exists (select 1 from event_items dc where dc.event_pk = d.id and dc.role = 'child' and dc.item = w.item)))) * 1000 as until
    from (select distinct item from walk) w cross join ${intoWhat(sql`w.item`)} as up where not ${inError(sql`up.event_id`)}`);
  return rows.map(({ item, container, since, until, hash }) => ({ item, container, from: Math.round(Number(since)), until: until === null ? Number.POSITIVE_INFINITY : Math.round(Number(until)), hash }));
}

/** Those of some event ids that are declared to be in error: they count against nobody. One statement. */
export async function declaredInError(tx: Transaction, eventIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`select event_id as id from feed_events where declares_error and event_id in (select json_array_elements_text(${JSON.stringify(eventIds)}::json))`);
  return new Set(rows.map(({ id }) => id));
}

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

/** A column of many rows as one text, which Postgres reads several times faster than JSON; the separator stands in no identifier. Null is the empty text. */
const column = (values: readonly (string | number | null)[]) => sql`string_to_array(${values.map((value) => value ?? "").join("\u001f")}, chr(31), '')`;

/** What is stored of lots, of those alone that an event contradicts, that are asked for, or on whose stored events the new ones shed another light. One statement. */
export async function lotHistories(tx: Transaction, questions: readonly LotQuestion[]): Promise<LotAnswer[]> {
  if (questions.length === 0) return [];
  const of = (read: (question: LotQuestion) => string | number | null) => column(questions.map(read));
  const rows = await tx.execute<{ gtin: string; lot: string; made: string | null; by: string | null; produced: string | null; expires: string | null; earlier: boolean }>(sql`
    with k as materialized (select gtin::char(14) as gtin, lot, seen::float8 as seen, shipped::float8 as shipped, made::float8 as made, produced::date as produced, expires::date as expires, asked = '1' as asked
      from unnest(${of(({ gtin }) => gtin)}, ${of(({ lot }) => lot)}, ${of(({ seen }) => seen)}, ${of(({ shipped }) => shipped)}, ${of(({ made }) => made)}, ${of(({ produced }) => produced)}, ${of(({ expires }) => expires)}, ${of(({ asked }) => (asked ? 1 : 0))})
        as k(gtin, lot, seen, shipped, made, produced, expires, asked)),
    known as (
      select k.*, extract(epoch from s.made_at)::float8 * 1000 as made_ms, least(s.produced_on, l.produced_on) as produced_on, greatest(s.expires_on, l.expires_on) as expires_on
      from k left join lateral (select * from lots where lots.gtin = k.gtin and lots.lot = k.lot offset 0) l on true
      left join lateral (select min(case when source_kind = 'event' then stated_at end) as made_at, min(produced_on) as produced_on, max(expires_on) as expires_on
        from lot_statements s where s.gtin = k.gtin and s.lot = k.lot and not (s.source_kind = 'event' and ${inError(sql`s.source_id`)})) s on true),
    told as (
      select known.*, case when made is null and produced is null and expires is null then false
        when (made is not null and (made_ms is null or made_ms > made)) or (produced is not null and (produced_on is null or produced_on > produced)) or (expires is not null and (expires_on is null or expires_on < expires))
        then exists (select 1 from event_items i join feed_events e on e.id = i.event_pk where i.gtin = known.gtin and i.lot = known.lot and not ${making} and not e.declares_error) else false end as earlier
      from known)
    select gtin, lot, made_ms as made, produced_on::text as produced, expires_on::text as expires, earlier,
      (select s.source_id from lot_statements s where s.gtin = told.gtin and s.lot = told.lot and s.source_kind = 'event' and not ${inError(sql`s.source_id`)} order by s.stated_at, s.source_id limit 1) as by
    from told
    where asked or earlier or made_ms > seen or extract(epoch from produced_on)::float8 * 1000 - 14 * 3600000 > seen or extract(epoch from expires_on)::float8 * 1000 + 36 * 3600000 <= shipped`);
  return rows.map(({ gtin, lot, made, by, produced, expires, earlier }) => ({ gtin, lot, made: made === null ? null : { at: Math.round(Number(made)), by: by ?? "" }, producedOn: produced, expiresOn: expires, earlier }));
}

/** The sites behind GLNs with where they are, for those that are known. One statement. */
export async function spotsOf(tx: Transaction, glns: readonly string[]): Promise<Map<string, Spot>> {
  if (glns.length === 0) return new Map();
  const rows = await tx.execute<{ gln: string; site: string; latitude: number | null; longitude: number | null }>(sql`
    select i.value as gln, s.id::text as site, s.latitude, s.longitude from site_identifiers i join sites s on s.id = i.site_id where i.value in (select json_array_elements_text(${JSON.stringify(glns)}::json))`);
  return new Map(rows.map(({ gln, site, latitude, longitude }) => [gln, { gln, siteId: Number(site), latitude, longitude }]));
}

const storedGln = sql`case when met.type <> 'TransactionEvent' then coalesce(substring(met.read_point from '^41[47]/([0-9]{13})'), substring(met.biz_location from '^41[47]/([0-9]{13})')) end`;
const kilometres = sql`2 * 6371 * asin(least(1, sqrt(power(sin(radians(there.latitude - here.lat) / 2), 2) + cos(radians(here.lat)) * cos(radians(there.latitude)) * power(sin(radians(there.longitude - here.lon) / 2), 2))))`;
const within = sql`between k.instant - make_interval(hours => ${REACH}) and k.instant + make_interval(hours => ${REACH})`;

/**
 * What stored events say against sightings of pieces and logistic units; nothing for those they agree with. What costs little to compare is compared first, so that
 * of the many stored events that agree no more is looked at. One statement.
 */
export async function pieceHistories(tx: Transaction, questions: readonly PieceQuestion[], spots: readonly Spot[]): Promise<PieceAnswer[]> {
  if (questions.length === 0) return [];
  const of = (read: (question: PieceQuestion) => string | number | null) => column(questions.map(read));
  const flag = (value: boolean) => (value ? 1 : 0);
  const rows = await tx.execute<{ n: number; what: PieceAnswer["what"]; by: string; hash: string; at: string }>(sql`
    with here as materialized (select gln, "siteId" as site, latitude as lat, longitude as lon from json_to_recordset(${JSON.stringify(spots)}::json) as spot(gln text, "siteId" bigint, latitude float8, longitude float8)),
    k as materialized (select n::int as n, item, ${instant(sql`at`)} as instant, makes = '1' as makes, ships = '1' as ships, expires = '1' as expires, asked = '1' as asked, gln
      from unnest(${of(({ n }) => n)}, ${of(({ item }) => item)}, ${of(({ at }) => at)}, ${of(({ makes }) => flag(makes))}, ${of(({ ships }) => flag(ships))}, ${of(({ expires }) => flag(expires))}, ${of(({ asked }) => flag(asked))}, ${of(({ gln }) => gln)})
        as k(n, item, at, makes, ships, expires, asked, gln)),
    met as materialized (
      select k.*, ${making} as making, i.gtin as its_gtin, i.lot as its_lot, e.event_id, e.hash, e.event_time, e.type, e.read_point, e.biz_location
      from k cross join lateral (select * from event_items where event_items.item = k.item offset 0) i cross join lateral (select * from feed_events where feed_events.id = i.event_pk offset 0) e
      where not e.declares_error and (k.makes or k.asked or (k.ships and i.lot is not null)
        or (e.event_time > k.instant and ${making}) or (k.gln is not null and e.event_time ${within} and (e.read_point is null or substr(e.read_point, 5, 13) <> k.gln)))),
    judged as (
      select met.*, told.what from met left join here on here.gln = met.gln
      left join lateral (select s.id, s.latitude, s.longitude from site_identifiers x join sites s on s.id = x.site_id where met.gln is not null and x.value = ${storedGln}) there on true
      cross join lateral (values
        ('made', met.making and not met.makes and (met.asked or (met.event_time > met.instant and not exists (
          select 1 from event_items i join feed_events e on e.id = i.event_pk where i.item = met.item and ${making} and not e.declares_error and e.event_time <= met.instant and not ${inError(sql`e.event_id`)})))),
        ('elsewhere', met.gln is not null and ${storedGln} <> met.gln and (here.site is null or there.id is null or here.site <> there.id)
          and met.event_time between met.instant - make_interval(hours => ${REACH}) and met.instant + make_interval(hours => ${REACH})
          and case when here.lat is null or here.lon is null or there.latitude is null or there.longitude is null then met.event_time = met.instant
            else ${kilometres} > ${NEAR} + ${FASTEST} * abs(extract(epoch from met.event_time - met.instant)) / 3600 end),
        ('expired', met.ships and met.its_lot is not null and extract(epoch from (
          select greatest(max(s.expires_on), max(l.expires_on)) from lot_statements s left join lots l on l.gtin = s.gtin and l.lot = s.lot where s.gtin = met.its_gtin and s.lot = met.its_lot)) + 36 * 3600 <= extract(epoch from met.instant)),
        ('earlier', met.makes and ((not met.making and (met.event_time < met.instant or met.expires)) or (met.making and met.event_time > met.instant)))
      ) as told(what, is_so)
      where told.is_so)
    select n, hash, event_id as by, extract(epoch from event_time) * 1000 as at, case when what = 'elsewhere' and ${inError(sql`event_id`)} then 'earlier' else what end as what
    from judged where what = 'elsewhere' or not ${inError(sql`event_id`)}`);
  return rows.flatMap(({ n, what, by, at, hash }) => (hash === questions[n]?.hash ? [] : [{ n, what, by, at: Math.round(Number(at)) }]));
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

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { PORTS } from "#lib/places/port";
import { standing, standingBy } from "#lib/trace/queries/genealogy";
import { LEAST_PLACES, LEAST_SPEED, NEAR, type SerialFacts, type SerialPlace, type SerialSeen } from "../serials.ts";
import type { Subject } from "../subject.ts";
import { lotRows, tracedLots } from "./traced-lots.ts";

/** So many pieces of a lot are looked at one by one, and so many that stand out are handed on of each. */
const MOST_PIECES = 2_000;
const MOST_SHOWN = 6;

type Row = {
  n: number; pieces: number; item: string | null; places: number; made: number; kilometres: number | null; seconds: number | null;
  from_key: string | null; from_name: string | null; from_at: string | null; from_event: string | null; to_key: string | null; to_name: string | null; to_at: string | null; to_event: string | null;
};

const PORT_ROWS = JSON.stringify(PORTS.map(({ code, lat, lon }) => ({ code, lat, lon })));
const PORT_NAMES = new Map(PORTS.map(({ code, name }) => [code, name]));

/** The pieces of a block's lots that events saw where one piece cannot be, or at many places; with `asOf` by the events recorded by then. Three statements, two where no event names a lot. */
export async function serialsOf(tx: Transaction, subjects: readonly Subject[], _now?: Date, asOf?: Date): Promise<ReadonlyMap<number, SerialFacts>> {
  const lots = await tracedLots(tx, subjects);
  if (lots.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    with ports as materialized (select code, lat, lon from json_to_recordset(${PORT_ROWS}::json) as port(code text, lat float8, lon float8)),
    pieces as materialized (
      select w.n, i.item from ${lotRows(lots)} w cross join lateral (select distinct item from event_items i where i.gtin = w.gtin and i.lot = w.lot and i.item like '%/21/%' order by item limit ${MOST_PIECES}) i),
    seen as materialized (
      select p.n, p.item, e.event_id, e.hash, e.event_time, coalesce(e.read_point, e.biz_location) as place,
        (e.type = 'ObjectEvent' and e.action = 'ADD' and i.role = 'epc') or (e.type = 'TransformationEvent' and i.role = 'output') as makes
      from pieces p
      cross join lateral (select event_pk, role from event_items where event_items.item = p.item offset 0) i
      cross join lateral (select * from feed_events where feed_events.id = i.event_pk offset 0) e
      where e.type <> 'TransactionEvent' and ${asOf === undefined ? standing : standingBy(asOf)}),
    spots as materialized (
      select place, s.id as site, coalesce(s.name, place) as name, coalesce(s.latitude, port.lat) as lat, coalesce(s.longitude, port.lon) as lon,
        coalesce('site ' || s.id, 'port ' || port.code, place) as spot, port.code
      from (select distinct place from seen where place is not null) known
      left join site_identifiers x on x.value = substring(known.place from '^41[47]/([0-9]{13})') left join sites s on s.id = x.site_id
      left join ports port on port.code = replace(substring(known.place from '(?:^|locode[:/=])([A-Z]{2} ?[A-Z2-9]{3})$'), ' ', '')),
    steps as (
      select seen.n, seen.item, seen.event_id, seen.event_time, spots.name, spots.code, spots.place, spots.lat, spots.lon,
        lag(seen.event_id) over w as from_event, lag(seen.event_time) over w as from_time, lag(spots.name) over w as from_name, lag(spots.place) over w as from_key, lag(spots.lat) over w as from_lat, lag(spots.lon) over w as from_lon
      from seen join spots using (place) where spots.lat is not null and spots.lon is not null
      window w as (partition by seen.n, seen.item order by seen.event_time, seen.event_id)),
    leaps as (
      select *, 2 * 6371 * asin(least(1, sqrt(power(sin(radians(lat - from_lat) / 2), 2) + cos(radians(from_lat)) * cos(radians(lat)) * power(sin(radians(lon - from_lon) / 2), 2)))) as kilometres,
        extract(epoch from event_time - from_time) as seconds
      from steps where from_lat is not null),
    worst as (
      select distinct on (n, item) * from leaps where kilometres > ${NEAR} and kilometres > ${LEAST_SPEED} * seconds / 3600 order by n, item, kilometres / greatest(seconds, 1) desc, event_id),
    counted as (
      select seen.n, seen.item, count(distinct spots.spot)::int as places, count(distinct seen.hash) filter (where seen.makes)::int as made
      from seen left join spots using (place) group by seen.n, seen.item),
    ranked as (
      select counted.*, worst.kilometres, worst.seconds, from_key, from_name, from_time, from_event, worst.place as to_key, worst.name as to_name, worst.event_time as to_time, worst.event_id as to_event,
        row_number() over (partition by counted.n order by (worst.kilometres / greatest(worst.seconds, 1)) desc nulls last, counted.made desc, counted.places desc, counted.item) as rank
      from counted left join worst using (n, item) where worst.item is not null or counted.places >= ${LEAST_PLACES} or counted.made > 1)
    select total.n, total.pieces, ranked.item, ranked.places, ranked.made, ranked.kilometres, ranked.seconds::float8 as seconds, from_key, from_name, from_event, to_key, to_name, to_event,
      to_char(from_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as from_at, to_char(to_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as to_at
    from (select n, count(*)::int as pieces from pieces group by n) total left join ranked on ranked.n = total.n and ranked.rank <= ${MOST_SHOWN}`);
  const byDeclaration = new Map<number, { seen: SerialSeen[]; pieces: number }>();
  const byLot = new Map(lots.map((lot) => [lot.n, lot]));
  for (const [n, own] of Map.groupBy(rows, (row) => row.n)) {
    const traced = byLot.get(n);
    for (const { declarationId, line } of traced?.of ?? []) {
      const facts = byDeclaration.get(declarationId) ?? { seen: [], pieces: 0 };
      facts.pieces += own[0]?.pieces ?? 0;
      facts.seen.push(...own.flatMap((row) => seenOf(row, line, traced?.lot ?? "")));
      byDeclaration.set(declarationId, facts);
    }
  }
  return byDeclaration;
}

function seenOf(row: Row, line: number, lot: string): SerialSeen[] {
  if (row.item === null) return [];
  const from = placeOf(row.from_key, row.from_name, row.from_at, row.from_event);
  const to = placeOf(row.to_key, row.to_name, row.to_at, row.to_event);
  const leap = row.kilometres === null || row.seconds === null || from === null || to === null ? null : { kilometres: row.kilometres, hours: row.seconds / 3600, from, to };
  return [{ line, lot, item: row.item, places: row.places, made: row.made, leap }];
}

function placeOf(key: string | null, name: string | null, at: string | null, eventId: string | null): SerialPlace | null {
  if (key === null || at === null || eventId === null) return null;
  const port = PORT_NAMES.get(/([A-Z]{2}) ?([A-Z2-9]{3})$/.exec(key)?.slice(1).join("") ?? "");
  return { key, name: port ?? (name === null || name === key ? null : { en: name, zh: name }), at, eventId };
}

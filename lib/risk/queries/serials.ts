import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { PORTS } from "#lib/places/port";
import { standing, standingBy } from "#lib/trace/queries/genealogy";
import { LEAST_PLACES, LEAST_SPEED, NEAR, type SerialFacts, type SerialPlace, type SerialSeen } from "../serials.ts";
import type { Subject } from "../subject.ts";
import { lotRows, tracedLots } from "./traced-lots.ts";

/** So many pieces of a lot are looked at one by one, and so many that stand out are handed on of each. */
const MOST_PIECES = 2_000;
const MOST_SHOWN = 6;

type PlaceRow = { readonly key: string; readonly name: string | null; readonly at: string; readonly event: string };
type LeapRow = { readonly kilometres: number; readonly seconds: number; readonly from: PlaceRow; readonly to: PlaceRow };
type Row = { n: number; pieces: number; item: string | null; places: number; made: number; leaps: readonly LeapRow[] | null };

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
    far as (
      select *, (kilometres - ${NEAR}) / greatest(seconds, 1) as speed, min(seconds) over (partition by n, item order by kilometres desc, seconds, event_id rows between unbounded preceding and 1 preceding) as quicker
      from leaps where kilometres > ${NEAR} and kilometres > ${LEAST_SPEED} * seconds / 3600),
    worst as (
      select n, item, max(speed) as speed, json_agg(json_build_object('kilometres', kilometres, 'seconds', seconds::float8, 'from', ${placeJson("from_")}, 'to', ${placeJson("")}) order by speed desc, event_id) as leaps
      from far where quicker is null or seconds < quicker group by n, item),
    counted as (
      select seen.n, seen.item, count(distinct spots.spot)::int as places, count(distinct seen.hash) filter (where seen.makes)::int as made
      from seen left join spots using (place) group by seen.n, seen.item),
    ranked as (
      select counted.*, worst.leaps, row_number() over (partition by counted.n order by worst.speed desc nulls last, counted.made desc, counted.places desc, counted.item) as rank
      from counted left join worst using (n, item) where worst.item is not null or counted.places >= ${LEAST_PLACES} or counted.made > 1)
    select total.n, total.pieces, ranked.item, ranked.places, ranked.made, ranked.leaps
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

/** A sighting of a step as JSON: that of now, or the one before it. */
function placeJson(which: "" | "from_"): SQL {
  const [key, name, time, event] = which === "" ? ["place", "name", "event_time", "event_id"] : ["from_key", "from_name", "from_time", "from_event"];
  return sql.raw(`json_build_object('key', ${key}, 'name', ${name}, 'at', to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'event', ${event})`);
}

function seenOf({ item, places, made, leaps }: Row, line: number, lot: string): SerialSeen[] {
  if (item === null) return [];
  return [{ line, lot, item, places, made, leaps: (leaps ?? []).map(({ kilometres, seconds, from, to }) => ({ kilometres, hours: seconds / 3600, from: placeOf(from), to: placeOf(to) })) }];
}

function placeOf({ key, name, at, event }: PlaceRow): SerialPlace {
  const port = PORT_NAMES.get(/([A-Z]{2}) ?([A-Z2-9]{3})$/.exec(key)?.slice(1).join("") ?? "");
  return { key, name: port ?? (name === null || name === key ? null : { en: name, zh: name }), at, eventId: event };
}

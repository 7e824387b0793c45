import type { Sql } from "postgres";

/** How the generated events lie: pieces with ten events each, lots of a thousand events, and places of which a few see most. */
export const PLACES = 2_000;
export const EVENTS_OF_PIECE = 10;
export const EVENTS_OF_LOT = 1_000;
/** Of which every second one names the order. */
export const EVENTS_OF_ORDER = 20;
export const BEGIN = new Date("2024-01-01T00:00:00Z");
export const SPAN_DAYS = 700;

const CHUNK = 250_000;

/** The canonical key of a generated piece, lot or place; the address of an order. */
export const orderUri = (number: number): string => `https://orders.example.com/po/${number}`;
export const pieceKey = (number: number): string => `01/03012345123457/21/${number}`;
export const lotKey = (number: number): string => `01/03012345123457/10/L${number}`;
export const placeGln = (number: number): string => `3${String(number).padStart(12, "0")}`;

/** Writes so many events into the real tables, over which time passes evenly, and brings the statistics up to date. The events belong to a hundred organisations. */
export async function loadEvents(sql: Sql, events: number): Promise<void> {
  for (let from = 1; from <= events; from += CHUNK) await loadChunk(sql, from, Math.min(from + CHUNK - 1, events), events);
  await sql`vacuum analyze feed_events`;
  await sql`vacuum analyze event_items`;
  await sql`vacuum analyze event_links`;
}

async function loadChunk(owner: Sql, from: number, to: number, events: number): Promise<void> {
  const pieces = Math.max(1, Math.floor(events / EVENTS_OF_PIECE));
  const step = (SPAN_DAYS * 86_400) / events;
  await owner.begin(async (sql) => {
    await sql`select set_config('app.scope', 'all', true)`;
    await sql`
      insert into feed_events (event_id, hash, type, action, event_time, event_time_zone_offset, record_time, biz_step, disposition, read_point, biz_location, document_id, source_organisation_id, body, context, problems)
      select 'urn:uuid:' || n, 'ni:///sha-256;' || md5(n::text), 'ObjectEvent', 'OBSERVE', at, '+08:00', at + interval '1 hour', word, case when n % 50 = 0 then 'recalled' else 'in_transit' end,
        '414/' || gln || case when n % 5 = 0 then '/254/' || n % 4 else '' end, '414/' || gln, 'bench', n % 100,
        jsonb_build_object('type', 'ObjectEvent', 'action', 'OBSERVE', 'bizStep', word, 'eventTime', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'eventTimeZoneOffset', '+08:00',
          'epcList', jsonb_build_array('https://id.gs1.org/01/03012345123457/21/' || n % ${pieces}::int), 'quantityList', jsonb_build_array(jsonb_build_object('epcClass', 'https://id.gs1.org/01/03012345123457/10/L' || n / ${EVENTS_OF_LOT}::int, 'quantity', n % 97, 'uom', 'KGM')),
          'readPoint', jsonb_build_object('id', 'https://id.gs1.org/414/' || gln), 'bizLocation', jsonb_build_object('id', 'https://id.gs1.org/414/' || gln), 'example:batch', n % 1000) || case when n % 2 = 0 then jsonb_build_object('bizTransactionList', jsonb_build_array(jsonb_build_object('type', 'po', 'bizTransaction', 'https://orders.example.com/po/' || n / ${EVENTS_OF_ORDER}::int))) else '{}'::jsonb end,
        '["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", {"example": "https://ns.example.com/"}]', '[]'
      from generate_series(${from}::int, ${to}::int) as n
      cross join lateral (select ${BEGIN}::timestamptz + n * ${step}::float8 * interval '1 second' as at, '3' || lpad(floor(power(random(), 2) * ${PLACES}::int + n * 0)::text, 12, '0') as gln, (array['shipping', 'receiving', 'storing', 'packing', 'loading', 'inspecting', 'arriving', 'departing'])[1 + n % 8] as word) as drawn
      order by n`;
    await sql`
      insert into event_links (event_pk, list, key)
      select feed_events.id, named.list, named.key from feed_events cross join lateral epcis_links(body, context) as named where document_id = 'bench' and feed_events.id > (select coalesce(max(event_pk), 0) from event_links)`;
    await sql`
      insert into event_items (event_pk, item, role, gtin, lot, quantity, unit)
      select id, '01/03012345123457/21/' || n % ${pieces}::int, 'epc', '03012345123457', null, null, null from (select id, substr(event_id, 10)::int as n from feed_events where document_id = 'bench' and id > (select coalesce(max(event_pk), 0) from event_items)) as made
      union all
      select id, '01/03012345123457/10/L' || n / ${EVENTS_OF_LOT}::int, 'epc', '03012345123457', 'L' || n / ${EVENTS_OF_LOT}::int, (n % 97)::text, 'KGM' from (select id, substr(event_id, 10)::int as n from feed_events where document_id = 'bench' and id > (select coalesce(max(event_pk), 0) from event_items)) as made`;
  });
}

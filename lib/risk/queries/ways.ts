import { inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { conditionLimits } from "#db/schema/trace";
import { portOfPlace } from "#lib/trace/place";
import { standing } from "#lib/trace/queries/genealogy";
import { placesSeen } from "#lib/trace/queries/places";
import { inOrderOfTime, readingsOf } from "#lib/trace/sensor";
import { markersOfEvent } from "../measured.ts";
import type { Subject } from "../subject.ts";
import type { KeptAt, LotWay, WayFacts, WayPlace, WayStep } from "../way.ts";
import { lotRows, tracedLots, type TracedLot } from "./traced-lots.ts";

/** So many things of a lot are followed one by one, so far out, and so many events of a block are read at the most. */
const MOST_PIECES = 300;
const DEEPEST = 8;
const MOST_EVENTS = 60_000;

const known = new WeakMap<readonly Subject[], Promise<ReadonlyMap<number, WayFacts>>>();

/**
 * The ways of the lots of a block: what events tell of them and of what they were in, as long as they were in it. Six statements, two where no event names a lot; read once
 * for all groups of facts that ask.
 */
export function waysOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, WayFacts>> {
  const before = known.get(subjects);
  if (before !== undefined) return before;
  const found = waysRead(tx, subjects);
  known.set(subjects, found);
  return found;
}

async function waysRead(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, WayFacts>> {
  const lots = await tracedLots(tx, subjects);
  if (lots.length === 0) return new Map();
  const named = await namedBy(tx, lots);
  if (named.length === 0) return new Map();
  const [events, limits] = await Promise.all([eventsOf(tx, [...new Set(named.map(({ event }) => event))]), limitsOf(tx, subjects)]);
  const places = await placesSeen(tx, [...new Set([...events.values()].flatMap(({ place }) => place ?? []))]);
  const shown = new Map([...places.values()].map(({ key, name, country, position }): [string, WayPlace] => [key, { key, name, country, port: portOfPlace(key) !== undefined, position }]));
  return byDeclaration(lots, named, events, shown, limits, subjects);
}

type Named = { readonly n: number; readonly event: number; readonly via: string | null; readonly joins: boolean };

/** Which events are on which lot, by themselves or by what the lot was in then. */
async function namedBy(tx: Transaction, lots: readonly TracedLot[]): Promise<Named[]> {
  const stands = (alias: "d") => sql`not ${sql.raw(alias)}.declares_error and not exists (select 1 from feed_events wrong where wrong.event_id = ${sql.raw(alias)}.event_id and wrong.declares_error)`;
  const rows = await tx.execute<{ n: number; event: string; via: string | null; joins: boolean }>(sql`
    with recursive own as materialized (
      select w.n, i.item from ${lotRows(lots)} w cross join lateral (select distinct item from event_items i where i.gtin = w.gtin and i.lot = w.lot order by item limit ${MOST_PIECES}) i),
    held (n, item, since, until, depth) as (
      select n, item, '-infinity'::timestamptz, 'infinity'::timestamptz, 0 from own
      union
      select h.n, p.item, e.event_time, least(h.until, gone.at), h.depth + 1
      from held h
      cross join lateral (select event_pk from event_items where item = h.item and role = 'child' offset 0) c
      cross join lateral (select * from feed_events where id = c.event_pk offset 0) e
      cross join lateral (select item from event_items where event_pk = e.id and role = 'parent' offset 0) p
      cross join lateral (
        select coalesce(min(d.event_time), 'infinity') as at from event_items dp join feed_events d on d.id = dp.event_pk
        where dp.item = p.item and dp.role = 'parent' and d.type = e.type and d.action = 'DELETE' and d.event_time > e.event_time and ${stands("d")}
          and (exists (select 1 from event_items dc where dc.event_pk = d.id and dc.role = 'child' and dc.item = h.item) or not exists (select 1 from event_items dc where dc.event_pk = d.id and dc.role = 'child'))) gone
      where h.depth < ${DEEPEST} and e.type in ('AggregationEvent', 'AssociationEvent') and e.action = 'ADD' and e.event_time >= h.since and e.event_time < h.until and ${standing})
    select distinct on (h.n, e.id) h.n, e.id as event, case when h.depth > 0 then h.item end as via, i.role = 'parent' as joins
    from held h
    cross join lateral (select event_pk, role from event_items where item = h.item offset 0) i
    cross join lateral (select * from feed_events where id = i.event_pk offset 0) e
    where e.event_time >= h.since and e.event_time <= h.until and ${standing}
    order by h.n, e.id, h.depth limit ${MOST_EVENTS}`);
  return rows.map(({ n, event, via, joins }) => ({ n, event: Number(event), via, joins }));
}

type Told = Omit<WayStep, "place" | "via" | "joins"> & { readonly id: number; readonly place: string | null; readonly sensors: unknown; readonly marked: unknown };

async function eventsOf(tx: Transaction, ids: readonly number[]): Promise<ReadonlyMap<number, Told>> {
  const rows = await tx.execute<{ id: string; event_id: string; at: string; type: string; action: string | null; biz_step: string | null; place: string | null; sensors: unknown; seals: unknown; marked: unknown }>(sql`
    select e.id, e.event_id, extract(epoch from e.event_time) * 1000 as at, e.type, e.action, e.biz_step, coalesce(e.read_point, e.biz_location) as place, e.body -> 'sensorElementList' as sensors,
      (select jsonb_agg(value) from jsonb_each(e.body) where key ~* '(^|:)seal(s|number|numbers|id|ids)?$') as seals,
      (select jsonb_agg(value) from jsonb_each(case when jsonb_typeof(e.body -> 'ilmd') = 'object' then e.body -> 'ilmd' else '{}' end) where key ~* '(^|:)markers$') as marked
    from unnest(string_to_array(${ids.join(",")}, ',')::bigint[]) as wanted (id) cross join lateral (select * from feed_events where feed_events.id = wanted.id offset 0) e`);
  return new Map(
    rows.map((row) => [
      Number(row.id),
      {
        id: Number(row.id),
        eventId: row.event_id,
        at: Number(row.at),
        type: row.type,
        action: row.action,
        bizStep: row.biz_step,
        place: row.place,
        sensors: row.sensors,
        seals: textsIn(row.seals),
        marked: row.marked,
      },
    ]),
  );
}

/** Every text in a value, however deep: `"A1"`, `["A1", "A2"]`, `{"@id": "A1"}`. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

async function limitsOf(tx: Transaction, subjects: readonly Subject[]): Promise<readonly KeptAt[]> {
  const categories = [...new Set(subjects.flatMap(({ lines }) => lines.map(({ category }) => category)))];
  const { category, lowest, highest, activationEnergy, source } = conditionLimits;
  return tx.select({ category, lowest, highest, activationEnergy, source }).from(conditionLimits).where(sql`${conditionLimits.measure} = 'temperature' and ${inArray(category, categories)}`);
}

function byDeclaration(
  lots: readonly TracedLot[],
  named: readonly Named[],
  events: ReadonlyMap<number, Told>,
  places: ReadonlyMap<string, WayPlace>,
  limits: readonly KeptAt[],
  subjects: readonly Subject[],
): Map<number, WayFacts> {
  const steps = Map.groupBy(named, ({ n }) => n);
  const merged = new Map<string, { declarationId: number; line: number; lot: string; named: Named[] }>();
  for (const { n, lot, of } of lots) {
    for (const { declarationId, line } of of) {
      const key = `${declarationId} ${line} ${lot}`;
      const before = merged.get(key) ?? { declarationId, line, lot, named: [] };
      before.named.push(...(steps.get(n) ?? []));
      merged.set(key, before);
    }
  }
  const grouped = Map.groupBy([...merged.values()].filter((one) => one.named.length > 0), ({ declarationId }) => declarationId);
  const categories = new Map(subjects.map(({ declarationId, lines }) => [declarationId, new Set(lines.map(({ category }) => category))]));
  return new Map(
    [...grouped].map(([declarationId, own]) => [
      declarationId,
      { lots: own.map((one) => wayOf(one, events, places)), limits: limits.filter(({ category }) => categories.get(declarationId)?.has(category) === true) },
    ]),
  );
}

function wayOf({ line, lot, named }: { readonly line: number; readonly lot: string; readonly named: readonly Named[] }, events: ReadonlyMap<number, Told>, places: ReadonlyMap<string, WayPlace>): LotWay {
  const told = [...new Map(named.map((one) => [one.event, one])).values()].flatMap((one) => {
    const event = events.get(one.event);
    return event === undefined ? [] : [{ ...one, event }];
  }).toSorted((a, b) => a.event.at - b.event.at || a.event.id - b.event.id);
  return {
    line, lot,
    steps: told.map(({ event: { eventId, at, type, action, bizStep, place, seals }, via, joins }) => ({
      eventId,
      at,
      type,
      action,
      bizStep,
      seals,
      via,
      joins,
      place: place === null ? null : (places.get(place) ?? null),
    })),
    readings: inOrderOfTime(told.flatMap(({ event }) => readingsOf(event.sensors, new Date(event.at).toISOString()).filter(({ measure }) => measure === "temperature"))),
    measured: told.flatMap(({ event }) => {
      const markers = markersOfEvent(event.sensors, event.marked);
      return markers.length === 0 ? [] : [{ eventId: event.eventId, markers }];
    }),
  };
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { readPlace } from "#lib/feeds/identifier";
import { readWord } from "#lib/feeds/vocabulary";
import type { LotKey } from "#lib/feeds/lot";
import { FOLLOWED } from "../containment.ts";
import type { EventPart, StateEvent } from "../told.ts";
import { standing, wantedLots } from "./genealogy.ts";

/** So many pieces of a lot, things around, children of one event, and events, are read at the most; of more events the latest. */
const MOST_PIECES = 1000;
const MOST_ITEMS = 2000;
const MOST_CHILDREN = 2000;
const MOST_EVENTS = 5000;
/** One step further than things are followed, so that what goes on there is seen. */
const DEEPEST = FOLLOWED + 1;

/** An event with what its sensors said, as sent, and how many doubts there are about it. */
export type TracedEvent = StateEvent & { readonly sensors: unknown; readonly problems: number };

/** The events on some things, on what held them, and where asked for on what was in them; `cut` when there were more than are read. */
export type EventsAround = { readonly events: readonly TracedEvent[]; readonly cut: boolean };

/** The pieces of lots that events name one by one, by lot. */
export async function piecesOf(tx: Transaction, lots: readonly LotKey[]): Promise<string[]> {
  if (lots.length === 0) return [];
  const rows = await tx.execute<{ item: string }>(sql`select distinct i.item from ${wantedLots(lots)} w join event_items i using (gtin, lot) where i.item like '%/21/%' order by i.item limit ${MOST_PIECES}`);
  return rows.map(({ item }) => item);
}

/** Reads around some things: up to what they were put into, and with `inwards` down to what was put into them. */
export async function eventsAround(tx: Transaction, items: readonly string[], inwards: boolean): Promise<EventsAround> {
  const found = new Map<string, TracedEvent>();
  let cut = false;
  const take = async (wave: readonly string[], known: readonly string[], children: boolean): Promise<TracedEvent[]> => {
    const events = await eventsOn(tx, wave, known, children);
    cut ||= events.length >= MOST_EVENTS;
    for (const event of events) if (!found.has(event.eventId) || children) found.set(event.eventId, event);
    return events;
  };
  const outward = new Set(items);
  let wave = [...items];
  for (let depth = 0; depth < DEEPEST && wave.length > 0 && outward.size < MOST_ITEMS; depth++) {
    const events = await take(wave, [...outward], false);
    const own = new Set(wave);
    wave = [...new Set(events.filter((event) => event.items.some((part) => part.role === "child" && own.has(part.item))).flatMap(holders))].filter((item) => !outward.has(item));
    for (const item of wave) outward.add(item);
  }
  const inward = new Set(items);
  wave = inwards ? [...items] : [];
  for (let depth = 0; depth < DEEPEST && wave.length > 0 && inward.size < MOST_ITEMS; depth++) {
    const own = new Set(wave);
    const events = await take(wave, [...inward], true);
    wave = [
      ...new Set(
        events.filter((event) => holders(event).some((item) => own.has(item))).flatMap((event) => event.items.filter((part) => part.role === "child").map((part) => part.item)),
      ),
    ].filter((item) => !inward.has(item));
    for (const item of wave) inward.add(item);
  }
  return { events: [...found.values()], cut };
}

const holders = (event: StateEvent): string[] => event.items.flatMap((part) => (part.role === "parent" ? [part.item] : []));

type Row = {
  event_id: string; hash: string; type: string; action: string | null; event_time: string; zone: string; biz_step: string | null; disposition: string | null; read_point: string | null; biz_location: string | null;
  persistent: unknown; destinations: unknown; sensors: unknown; problems: number; items: { item: string; role: EventPart["role"]; quantity: string | null; unit: string | null }[];
};

/** Events that name one of some things, with the parts that matter: those known, holders, and of other children one, or all where they are asked for. */
async function eventsOn(tx: Transaction, wave: readonly string[], known: readonly string[], children: boolean): Promise<TracedEvent[]> {
  const list = (items: readonly string[]) => sql`(select json_array_elements_text(${JSON.stringify(items)}::json))`;
  const rows = await tx.execute<Row>(sql`
    with named as (select distinct event_pk from event_items where item in ${list(wave)})
    select e.event_id, e.hash, e.type, e.action, e.event_time::text as event_time, e.event_time_zone_offset as zone, e.biz_step, e.disposition, e.read_point, e.biz_location,
      e.body -> 'persistentDisposition' as persistent, e.body -> 'destinationList' as destinations, e.body -> 'sensorElementList' as sensors, jsonb_array_length(e.problems) as problems,
      (select coalesce(json_agg(p), '[]') from (
        (select item, role, quantity, unit from event_items i where i.event_pk = e.id and (i.role = 'parent' or i.item in ${list(known)}) limit ${MOST_CHILDREN})
        union
        (select item, role, quantity, unit from event_items i where i.event_pk = e.id and i.role = 'child' and not i.item in ${list(known)} order by item limit ${children ? MOST_CHILDREN : 1})) p) as items
    from feed_events e where e.id in (select event_pk from named) and ${standing}
    order by e.event_time desc, e.hash limit ${MOST_EVENTS}`);
  return rows.map((row) => ({
    eventId: row.event_id, hash: row.hash, type: row.type, action: row.action, at: new Date(row.event_time), offset: row.zone, bizStep: row.biz_step, disposition: row.disposition,
    readPoint: row.read_point, bizLocation: row.biz_location, set: wordsIn(row.persistent, "set"), unset: wordsIn(row.persistent, "unset"), destinations: placesIn(row.destinations), items: row.items,
    sensors: row.sensors, problems: row.problems,
  }));
}

function wordsIn(persistent: unknown, member: "set" | "unset"): string[] {
  const words: unknown = typeof persistent === "object" && persistent !== null ? (persistent as Readonly<Record<string, unknown>>)[member] : undefined;
  return Array.isArray(words) ? words.flatMap((word: unknown) => (typeof word === "string" ? [readWord("disposition", word)?.name ?? word] : [])) : [];
}

function placesIn(destinations: unknown): string[] {
  if (!Array.isArray(destinations)) return [];
  const found = destinations.flatMap((one: unknown) => {
    const place = typeof one === "object" && one !== null ? (one as Readonly<Record<string, unknown>>)["destination"] : undefined;
    return typeof place === "string" ? [readPlace(place).place.key] : [];
  });
  return [...new Set(found)].toSorted();
}

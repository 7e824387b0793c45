import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { eventItems, feedEvents } from "#db/schema/feeds";
import { siteIdentifiers, sites } from "#db/schema/parties";
import type { KnownPlace, ListedEvent, ShownEvent } from "../received.ts";
import { whole } from "./events.ts";

/** The events of an id as a screen shows them: the event, and the declaration that it was in error where there is one. Empty when there is none within the scope. */
export async function shownEvents(tx: Transaction, eventId: string): Promise<ShownEvent[]> {
  const rows = await tx.select({ event: feedEvents, json: sql<string>`jsonb_pretty(${whole})` }).from(feedEvents).where(eq(feedEvents.eventId, eventId)).orderBy(asc(feedEvents.declaresError));
  const places = await knownPlaces(tx, rows.flatMap(({ event }) => [event.readPoint, event.bizLocation]).filter((key) => key !== null));
  const at = (key: string | null) => (key === null ? null : (places.get(key) ?? { key, site: null }));
  return Promise.all(rows.map(async ({ event, json }) => {
    const items = await tx
      .select({ item: eventItems.item, role: eventItems.role, quantity: eventItems.quantity, unit: eventItems.unit })
      .from(eventItems)
      .where(eq(eventItems.eventPk, event.id))
      .orderBy(asc(eventItems.role), asc(eventItems.item))
      .limit(MOST_ITEMS + 1);
    const { type, action, declaresError, hash, eventTime, eventTimeZoneOffset, recordTime, bizStep, disposition, documentId, problems } = event;
    return {
      eventId,
      type,
      action,
      declaresError,
      hash,
      eventTime,
      eventTimeZoneOffset,
      recordTime,
      bizStep,
      disposition,
      documentId,
      problems,
      readPoint: at(event.readPoint),
      bizLocation: at(event.bizLocation),
      items: items.slice(0, MOST_ITEMS),
      moreItems: items.length > MOST_ITEMS,
      json,
    };
  }));
}

const MOST_ITEMS = 200;

/** Events by their rows' keys, in that order, as a list shows them. */
export async function listedEvents(tx: Transaction, pks: readonly number[]): Promise<ListedEvent[]> {
  if (pks.length === 0) return [];
  const { id, eventId, type, action, declaresError, eventTime, recordTime, bizStep, disposition, problems, readPoint, bizLocation } = feedEvents;
  const things = sql<ListedEvent["items"]>`(select coalesce(json_agg(json_build_object('item', first.item, 'quantity', first.quantity, 'unit', first.unit)), '[]'::json)
    from (select ${eventItems.item}, ${eventItems.quantity}, ${eventItems.unit} from ${eventItems} where ${eventItems.eventPk} = ${feedEvents.id} order by ${eventItems.role}, ${eventItems.item} limit ${ITEMS_LISTED + 1}) as first)`;
  const rows = await tx
    .select({
      id,
      eventId,
      type,
      action,
      declaresError,
      eventTime,
      recordTime,
      bizStep,
      disposition,
      place: sql<string | null>`coalesce(${readPoint}, ${bizLocation})`,
      doubts: sql<number>`jsonb_array_length(${problems})`,
      items: things,
    })
    .from(feedEvents)
    .where(inArray(id, [...pks]));
  const places = await knownPlaces(tx, rows.flatMap(({ place }) => place ?? []));
  const byKey = new Map(
    rows.map(({ id: pk, place, items, ...event }) => [
      pk,
      { ...event, items: items.slice(0, ITEMS_LISTED), moreItems: items.length > ITEMS_LISTED, place: place === null ? null : (places.get(place) ?? { key: place, site: null }) },
    ]),
  );
  return pks.flatMap((pk) => byKey.get(pk) ?? []);
}

const ITEMS_LISTED = 2;

async function knownPlaces(tx: Transaction, keys: readonly string[]): Promise<Map<string, KnownPlace>> {
  const glns = new Map(keys.flatMap((key): [string, string][] => {
    const gln = /^41[47]\/([0-9]{13})/.exec(key)?.[1];
    return gln === undefined ? [] : [[key, gln]];
  }));
  if (glns.size === 0) return new Map();
  const rows = await tx
    .select({ gln: siteIdentifiers.value, id: sites.id, name: sites.name, country: sites.country })
    .from(siteIdentifiers)
    .innerJoin(sites, eq(sites.id, siteIdentifiers.siteId))
    .where(inArray(siteIdentifiers.value, [...new Set(glns.values())]));
  const named = new Map(rows.map(({ gln, ...site }) => [gln, site]));
  return new Map([...glns].map(([key, gln]) => [key, { key, site: named.get(gln) ?? null }]));
}

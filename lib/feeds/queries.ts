import { and, asc, desc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client";
import { eventItems, feedDocuments, feedEvents } from "#db/schema/feeds";
import { siteIdentifiers, sites } from "#db/schema/parties";
import type { EventOutcome } from "./event.ts";
import type { EventFilter, ItemMatch } from "./filter.ts";
import { lotText } from "./lot.ts";
import type { LotKey } from "./lot.ts";
import type { KnownPlace, OutcomeCounts, Received, ReceivedEvent, ShownEvent } from "./received.ts";

/** A capture job as its sender sees it; documents are read at once, so that it never runs. */
export type CaptureJob = {
  readonly id: string;
  readonly success: boolean;
  readonly errorBehaviour: "rollback" | "proceed";
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly outcomes: readonly EventOutcome[];
};

const job = { id: feedDocuments.id, success: feedDocuments.success, errorBehaviour: feedDocuments.errorBehaviour, startedAt: feedDocuments.startedAt, finishedAt: feedDocuments.finishedAt, outcomes: feedDocuments.outcomes };

/** One capture job; undefined when there is none within the actor's scope. */
export async function captureJob(tx: Transaction, id: string): Promise<CaptureJob | undefined> {
  const [found] = await tx.select(job).from(feedDocuments).where(eq(feedDocuments.id, id));
  return found;
}

/** A page of rows and the token position of the next; null on the last page. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** Capture jobs, the newest first. `after` is the id of the last one seen. */
export async function listCaptures(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<CaptureJob>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(job).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ id }) => id);
}

/** An event as it goes out: exact JSON with its id and the time it was recorded, and its own context where the standard's does not do. */
export type StoredEvent = { readonly pk: number; readonly json: string };

const whole = sql`(${feedEvents.body}
  || jsonb_build_object('eventID', ${feedEvents.eventId}, 'recordTime', to_char(${feedEvents.recordTime} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  || case when jsonb_typeof(${feedEvents.context}) in ('array', 'object') then jsonb_build_object('@context', ${feedEvents.context}) else '{}'::jsonb end)`;
const outgoing = sql<string>`${whole}::text`;

/** Events by filter, in the order they were recorded. `after` is the key of the last one seen. */
export async function listEvents(tx: Transaction, filter: EventFilter, page: { readonly limit: number; readonly after?: number | undefined }): Promise<Page<StoredEvent>> {
  const conditions = [...conditionsOf(filter), page.after === undefined ? undefined : gt(feedEvents.id, page.after)];
  const rows = await tx.select({ pk: feedEvents.id, json: outgoing }).from(feedEvents).where(and(...conditions)).orderBy(asc(feedEvents.id)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ pk }) => String(pk));
}

/** The event of an id, and the declaration that it was in error where there is one; empty when there is none within the actor's scope. */
export async function eventById(tx: Transaction, eventId: string): Promise<StoredEvent[]> {
  return tx.select({ pk: feedEvents.id, json: outgoing }).from(feedEvents).where(eq(feedEvents.eventId, eventId)).orderBy(asc(feedEvents.declaresError));
}

function conditionsOf(filter: EventFilter): (SQL | undefined)[] {
  const any = (column: PgColumn, values: readonly string[]) => (values.length === 0 ? undefined : inArray(column, [...values]));
  const within = (column: PgColumn, { from, before }: EventFilter["eventTime"]) => and(from && gte(column, from), before && lt(column, before));
  return [
    any(feedEvents.type, filter.types),
    any(feedEvents.action, filter.actions),
    any(feedEvents.bizStep, filter.bizSteps),
    any(feedEvents.disposition, filter.dispositions),
    any(feedEvents.readPoint, filter.readPoints),
    any(feedEvents.bizLocation, filter.bizLocations),
    any(feedEvents.eventId, filter.eventIds),
    within(feedEvents.eventTime, filter.eventTime),
    within(feedEvents.recordTime, filter.recordTime),
    ...filter.matches.map(matching),
  ];
}

function matching({ roles, items, gtins }: ItemMatch): SQL {
  const named = or(items.length === 0 ? undefined : inArray(eventItems.item, [...items]), gtins.length === 0 ? undefined : inArray(eventItems.gtin, [...gtins]));
  if (named === undefined) return sql`false`;
  return sql`${feedEvents.id} in (select ${eventItems.eventPk} from ${eventItems} where ${named} and ${inArray(eventItems.role, [...roles])})`;
}

function paged<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? key(last) : null };
}

/** One step on the way of a lot: what happened, when, where, to how much of it, and how many doubts there are about the event. */
export type JourneyStep = LotKey & {
  readonly eventID: string;
  readonly eventTime: Date;
  readonly eventTimeZoneOffset: string;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly role: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly place: { readonly key: string; readonly siteId: number | null; readonly name: string | null; readonly country: string | null } | null;
  readonly problems: number;
  readonly declaresError: boolean;
};

/** A journey is cut after this many steps. */
const LONGEST_JOURNEY = 500;

/** The events of lots in the order of time, also those that name only pieces of a lot. The first 500; each lot of an event is a step. */
export async function journeyOf(tx: Transaction, lots: readonly LotKey[]): Promise<JourneyStep[]> {
  if (lots.length === 0) return [];
  const keys = JSON.stringify([...new Map(lots.map((key) => [lotText(key), { gtin: key.gtin, lot: key.lot }])).values()]);
  const place = sql`coalesce(${feedEvents.readPoint}, ${feedEvents.bizLocation})`;
  const rows = await tx.execute(sql`
    with wanted as (select k.gtin::char(14) as gtin, k.lot from json_to_recordset(${keys}::json) as k(gtin text, lot text)),
    named as (
      select i.event_pk, i.role, i.gtin, i.lot, i.quantity, i.unit, i.item from wanted join event_items i using (gtin, lot)
      union
      select p.event_pk, p.role, m.gtin, m.lot, p.quantity, p.unit, p.item from wanted join event_items m using (gtin, lot) join event_items p on p.item = m.item where p.lot is null
    ),
    steps as (select event_pk, role, gtin, lot, min(unit) as unit, case when count(*) = 1 then min(quantity) end as quantity, count(*) as items from named group by event_pk, role, gtin, lot)
    select steps.gtin, steps.lot, steps.role, coalesce(steps.quantity, case when steps.items > 1 then steps.items::text end) as quantity, steps.unit,
      ${feedEvents.eventId} as event_id, ${feedEvents.eventTime} as event_time, ${feedEvents.eventTimeZoneOffset} as zone, ${feedEvents.type} as type, ${feedEvents.action} as action,
      ${feedEvents.bizStep} as biz_step, ${feedEvents.disposition} as disposition, ${feedEvents.declaresError} as declares_error, jsonb_array_length(${feedEvents.problems}) as problems,
      ${place} as place, sites.id as site_id, sites.name as site_name, sites.country as site_country
    from steps join ${feedEvents} on ${feedEvents.id} = steps.event_pk
    left join site_identifiers on site_identifiers.value = substring(${place} from '^41[47]/([0-9]{13})')
    left join sites on sites.id = site_identifiers.site_id
    order by ${feedEvents.eventTime}, ${feedEvents.id}, steps.gtin, steps.lot, steps.role limit ${LONGEST_JOURNEY}`);
  return rows.map(stepOf);
}

const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null);

function stepOf(row: Readonly<Record<string, unknown>>): JourneyStep {
  const place = textIn(row["place"]);
  return {
    gtin: String(row["gtin"]),
    lot: String(row["lot"]),
    eventID: String(row["event_id"]),
    eventTime: row["event_time"] instanceof Date ? row["event_time"] : new Date(String(row["event_time"])),
    eventTimeZoneOffset: String(row["zone"]),
    type: String(row["type"]),
    action: textIn(row["action"]),
    bizStep: textIn(row["biz_step"]),
    disposition: textIn(row["disposition"]),
    role: String(row["role"]),
    quantity: textIn(row["quantity"]),
    unit: textIn(row["unit"]),
    place: place === null ? null : { key: place, siteId: row["site_id"] === null ? null : Number(row["site_id"]), name: textIn(row["site_name"]), country: textIn(row["site_country"]) },
    problems: Number(row["problems"]),
    declaresError: row["declares_error"] === true,
  };
}

const senderName = sql<string>`coalesce(
  (select api_keys.name from api_keys where api_keys.id = substring(${feedDocuments.source} from '^key:([0-9]+)$')::bigint),
  (select people.name from people where people.id = substring(${feedDocuments.source} from '^person:([0-9]+)$')::bigint), ${feedDocuments.source})`;
const counted = sql<Partial<OutcomeCounts>>`coalesce((select jsonb_object_agg(outcome, events) from (
  select one ->> 'outcome' as outcome, count(*) as events from jsonb_array_elements(${feedDocuments.outcomes}) as one group by 1) as counts), '{}'::jsonb)`;
const received = { id: feedDocuments.id, at: feedDocuments.startedAt, format: feedDocuments.format, success: feedDocuments.success, errorBehaviour: feedDocuments.errorBehaviour, sha256: feedDocuments.sha256, bytes: sql<number>`octet_length(${feedDocuments.body})`, sender: senderName, counts: counted };
const NO_OUTCOMES: OutcomeCounts = { accepted: 0, warning: 0, duplicate: 0, rejected: 0 };

/** Captured documents with what became of their events, the newest first. `after` is the id of the last one seen. */
export async function listReceived(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<Received>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(received).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows.map((row) => ({ ...row, counts: { ...NO_OUTCOMES, ...row.counts } })), page.limit, ({ id }) => id);
}

/** One captured document with some of its events, from an index on, each with what is stored of it; undefined when there is none within the scope. */
export async function receivedDocument(tx: Transaction, id: string, page: { readonly from: number; readonly limit: number }): Promise<{ readonly document: Received; readonly events: readonly ReceivedEvent[]; readonly next: number | null } | undefined> {
  const [row] = await tx.select({ ...received, outcomes: feedDocuments.outcomes }).from(feedDocuments).where(eq(feedDocuments.id, id));
  if (row === undefined) return undefined;
  const { outcomes, counts, ...document } = row;
  const some = outcomes.slice(page.from, page.from + page.limit);
  const ids = some.flatMap(({ eventID, outcome }) => (eventID === null || outcome === "rejected" ? [] : [eventID]));
  const stored = ids.length === 0 ? [] : await tx.select({ eventId: feedEvents.eventId, type: feedEvents.type, bizStep: feedEvents.bizStep, at: feedEvents.eventTime }).from(feedEvents).where(inArray(feedEvents.eventId, ids));
  const known = new Map(stored.map(({ eventId, ...event }) => [eventId, event]));
  const next = page.from + page.limit < outcomes.length ? page.from + page.limit : null;
  return { document: { ...document, counts: { ...NO_OUTCOMES, ...counts } }, events: some.map((one) => ({ ...one, stored: (one.outcome !== "rejected" && known.get(one.eventID ?? "")) || null })), next };
}

/** The events of an id as a screen shows them: the event, and the declaration that it was in error where there is one. Empty when there is none within the scope. */
export async function shownEvents(tx: Transaction, eventId: string): Promise<ShownEvent[]> {
  const rows = await tx.select({ event: feedEvents, json: sql<string>`jsonb_pretty(${whole})` }).from(feedEvents).where(eq(feedEvents.eventId, eventId)).orderBy(asc(feedEvents.declaresError));
  const places = await knownPlaces(tx, rows.flatMap(({ event }) => [event.readPoint, event.bizLocation]).filter((key) => key !== null));
  const at = (key: string | null) => (key === null ? null : (places.get(key) ?? { key, site: null }));
  return Promise.all(rows.map(async ({ event, json }) => {
    const items = await tx.select({ item: eventItems.item, role: eventItems.role, quantity: eventItems.quantity, unit: eventItems.unit }).from(eventItems).where(eq(eventItems.eventPk, event.id)).orderBy(asc(eventItems.role), asc(eventItems.item)).limit(MOST_ITEMS + 1);
    const { type, action, declaresError, hash, eventTime, eventTimeZoneOffset, recordTime, bizStep, disposition, documentId, problems } = event;
    return { eventId, type, action, declaresError, hash, eventTime, eventTimeZoneOffset, recordTime, bizStep, disposition, documentId, problems, readPoint: at(event.readPoint), bizLocation: at(event.bizLocation), items: items.slice(0, MOST_ITEMS), moreItems: items.length > MOST_ITEMS, json };
  }));
}

const MOST_ITEMS = 200;

async function knownPlaces(tx: Transaction, keys: readonly string[]): Promise<Map<string, KnownPlace>> {
  const glns = new Map(keys.flatMap((key): [string, string][] => {
    const gln = /^41[47]\/([0-9]{13})/.exec(key)?.[1];
    return gln === undefined ? [] : [[key, gln]];
  }));
  if (glns.size === 0) return new Map();
  const rows = await tx.select({ gln: siteIdentifiers.value, id: sites.id, name: sites.name, country: sites.country }).from(siteIdentifiers).innerJoin(sites, eq(sites.id, siteIdentifiers.siteId)).where(inArray(siteIdentifiers.value, [...new Set(glns.values())]));
  const named = new Map(rows.map(({ gln, ...site }) => [gln, site]));
  return new Map([...glns].map(([key, gln]) => [key, { key, site: named.get(gln) ?? null }]));
}

import { sql } from "drizzle-orm";
import { bigint, boolean, char, customType, date, index, integer, json, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { EventOutcome, EventProblem } from "../../lib/feeds/event.ts";
import type { OutcomeCounts } from "../../lib/feeds/received.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/**
 * Documents as they arrived, whole, with what was made of them; `id` is the capture job's id. A document is `waiting` from the moment it is
 * durable, then `taken`, or `failed` when it could not be read at all. A short text stands in `body`; a long one, or what is no text, in
 * `packed`, compressed by Zstandard (RFC 8878), and so do long outcomes. `sha256` is that of the bytes as they came.
 */
export const feedDocuments = pgTable("feed_documents", {
  id: text().primaryKey(),
  format: text().notNull(),
  contentType: text().notNull().default("application/json"),
  body: text(),
  packed: bytea(),
  size: integer(),
  sha256: text().notNull(),
  source: text().notNull(),
  sourceId: bigint({ mode: "number" }),
  sourceOrganisationId: bigint({ mode: "number" }).notNull(),
  errorBehaviour: text().$type<"rollback" | "proceed">().notNull(),
  state: text().$type<"waiting" | "taken" | "failed">().notNull().default("taken"),
  /** How often somebody has begun to take it in, and the last time; whoever began may take a while, and then it is anybody's again. */
  tries: integer().notNull().default(0),
  /** How often that ended in an error which is the document's own. */
  failures: integer().notNull().default(0),
  begunAt: timestamp({ withTimezone: true }),
  success: boolean().notNull(),
  counts: jsonb().$type<OutcomeCounts>(),
  /** What is wrong with the document itself. */
  problems: json().$type<readonly EventProblem[]>(),
  outcomes: json().$type<readonly EventOutcome[]>(),
  packedOutcomes: bytea(),
  startedAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }),
}, (t) => [index("feed_documents_started").on(t.startedAt), index("feed_documents_waiting").on(t.startedAt).where(sql`state = 'waiting'`)]);

/**
 * EPCIS events. `body` is the event as sent; `hash` identifies its content; `problems` are what is doubtful about it. An event that declares
 * another to be in error has its id, and stands beside it. Places are canonical keys (`414/3012345000017`), or URIs where they have none.
 * `positioned` is the transaction that wrote it: whoever must not skip an event reads in the order of (positioned, id), up to
 * pg_snapshot_xmin(pg_current_snapshot()). Written by COPY and one statement a block, so nothing here may need a trigger.
 */
export const feedEvents = pgTable("feed_events", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  positioned: transactionId().notNull().default(sql`pg_current_xact_id()`),
  eventId: text().notNull(),
  declaresError: boolean().notNull().default(false),
  hash: text().notNull(),
  type: text().notNull(),
  action: text(),
  eventTime: timestamp({ withTimezone: true }).notNull(),
  eventTimeZoneOffset: text().notNull(),
  recordTime: timestamp({ withTimezone: true }).notNull(),
  bizStep: text(),
  disposition: text(),
  readPoint: text(),
  bizLocation: text(),
  documentId: text().notNull(),
  sourceOrganisationId: bigint({ mode: "number" }).notNull(),
  body: jsonb().$type<Record<string, unknown>>().notNull(),
  context: jsonb().$type<unknown>(),
  problems: jsonb().$type<EventProblem[]>().notNull(),
}, (t) => [
  unique("feed_events_event_id").on(t.eventId, t.declaresError),
  index("feed_events_hash").using("hash", t.hash),
  index("feed_events_time").on(t.eventTime, t.id),
  index("feed_events_recorded").on(t.recordTime, t.id),
  // What row-level security reads stands behind the order in each, so that a page's rows are found without the table; behind places also the step, which is asked with them.
  index("feed_events_step").on(t.bizStep, t.eventTime, t.id, t.sourceOrganisationId),
  index("feed_events_disposition").on(t.disposition, t.eventTime, t.id, t.sourceOrganisationId),
  index("feed_events_type").on(t.type, t.eventTime, t.id).where(sql`type <> 'ObjectEvent'`),
  index("feed_events_read_point").on(t.readPoint, t.eventTime, t.id, t.sourceOrganisationId, t.bizStep),
  index("feed_events_location").on(t.bizLocation, t.eventTime, t.id, t.sourceOrganisationId, t.bizStep),
  index("feed_events_organisation").on(t.sourceOrganisationId, t.eventTime, t.id),
  index("feed_events_declared").on(t.eventTime, t.id).where(sql`declares_error`),
  index("feed_events_sensed").on(t.eventTime, t.id).where(sql`body ? 'sensorElementList'`),
  index("feed_events_positioned").on(t.positioned, t.id),
  index("feed_events_errors").on(t.id).where(sql`declares_error`),
  index("feed_events_doubted").on(t.recordTime, t.id).where(sql`problems <> '[]'::jsonb`),
]);

/** The identifiers an event names, canonical, with the part they play, each once a part. Quantities are as sent. */
export const eventItems = pgTable("event_items", {
  eventPk: bigint({ mode: "number" }).notNull(),
  item: text().notNull(),
  role: text().$type<"epc" | "parent" | "child" | "input" | "output">().notNull(),
  gtin: char({ length: 14 }),
  lot: text(),
  quantity: text(),
  unit: text(),
}, (t) => [index("event_items_event").on(t.eventPk), index("event_items_item").on(t.item, t.eventPk), index("event_items_lot").on(t.gtin, t.lot, t.eventPk).where(sql`gtin is not null`)]);

/** The business transactions, sources and destinations that an event names, by the key that `epcis_link_key` makes of their URIs: it finds the few whose bodies are then looked into. */
export const eventLinks = pgTable("event_links", {
  eventPk: bigint({ mode: "number" }).notNull(),
  list: text().$type<"bizTransaction" | "source" | "destination">().notNull(),
  key: text().notNull(),
}, (t) => [index("event_links_key").on(t.key, t.list, t.eventPk)]);

/** What events and reports say of a lot: where and when it was made. The earliest statement by event time stands. */
export const lots = pgTable("lots", {
  gtin: char({ length: 14 }).notNull(),
  lot: text().notNull(),
  siteId: bigint({ mode: "number" }),
  producedOn: date({ mode: "string" }),
  expiresOn: date({ mode: "string" }),
  sourceKind: text().$type<"event" | "inspection-report">().notNull(),
  sourceId: text().notNull(),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.gtin, t.lot] }), index("lots_site").on(t.siteId)]);

/** Each statement an event or report makes on a lot; `lots` is folded from them, so that their order of arrival leaves no trace. */
export const lotStatements = pgTable("lot_statements", {
  gtin: char({ length: 14 }).notNull(),
  lot: text().notNull(),
  sourceKind: text().$type<"event" | "inspection-report">().notNull(),
  sourceId: text().notNull(),
  statedAt: timestamp({ withTimezone: true }).notNull(),
  /** Where it was made, as stated: GLNs in the order they are believed. */
  glns: text().array().notNull(),
  siteId: bigint({ mode: "number" }),
  producedOn: date({ mode: "string" }),
  expiresOn: date({ mode: "string" }),
}, (t) => [primaryKey({ columns: [t.gtin, t.lot, t.sourceKind, t.sourceId] }), index("lot_statements_glns").using("gin", t.glns)]);

/** Goods that an event shows leaving a place or sold there; which of them count as elsewhere is folded from all of a lot. `lot` is null until it is known. */
export const lotMovements = pgTable("lot_movements", {
  eventPk: bigint({ mode: "number" }).notNull(),
  item: text().notNull(),
  eventId: text().notNull(),
  hash: text().notNull(),
  gtin: char({ length: 14 }).notNull(),
  lot: text(),
  step: text().$type<"shipping" | "retail_selling">().notNull(),
  origin: text(),
  originGlns: text().array().notNull(),
  destinationGlns: text().array().notNull(),
  country: char({ length: 2 }),
  quantity: text(),
  unit: text(),
  eventTime: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.eventPk, t.item] }), index("lot_movements_lot").on(t.gtin, t.lot), index("lot_movements_item").using("hash", t.item)]);

/** Quantities of a lot that events show sold at home or shipped to another country than China; they reduce the balance. */
export const shipmentsElsewhere = pgTable("shipments_elsewhere", {
  eventPk: bigint({ mode: "number" }).notNull(),
  item: text().notNull(),
  siteId: bigint({ mode: "number" }).notNull(),
  gtin: char({ length: 14 }).notNull(),
  lot: text(),
  quantityValue: text().notNull(),
  quantityUnit: text().notNull(),
  country: char({ length: 2 }),
  producedFrom: date({ mode: "string" }).notNull(),
  producedTo: date({ mode: "string" }).notNull(),
  posted: integer().notNull().default(0),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.siteId, t.eventPk, t.item] }), index("shipments_elsewhere_lot").on(t.gtin, t.lot)]);

import { bigint, boolean, char, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { EventOutcome, EventProblem } from "../../lib/feeds/event.ts";

/** Documents as they arrived, whole, with what was made of them. `id` is the capture job's id. */
export const feedDocuments = pgTable("feed_documents", {
  id: text().primaryKey(),
  format: text().notNull(),
  body: text().notNull(),
  sha256: text().notNull(),
  source: text().notNull(),
  sourceOrganisationId: bigint({ mode: "number" }).notNull(),
  errorBehaviour: text().$type<"rollback" | "proceed">().notNull(),
  success: boolean().notNull(),
  outcomes: jsonb().$type<EventOutcome[]>().notNull(),
  startedAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("feed_documents_started").on(t.startedAt)]);

/**
 * EPCIS events. `body` is the event as sent; `hash` identifies its content; `problems` are what is doubtful about it. An event that declares
 * another to be in error has its id, and stands beside it. Places are canonical keys (`414/3012345000017`), or URIs where they have none.
 */
export const feedEvents = pgTable("feed_events", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
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
  documentId: text().notNull().references(() => feedDocuments.id),
  sourceOrganisationId: bigint({ mode: "number" }).notNull(),
  body: jsonb().$type<Record<string, unknown>>().notNull(),
  context: jsonb().$type<unknown>(),
  problems: jsonb().$type<EventProblem[]>().notNull(),
}, (t) => [unique("feed_events_event_id").on(t.eventId, t.declaresError), index("feed_events_hash").on(t.hash), index("feed_events_time").on(t.eventTime, t.id), index("feed_events_step").on(t.bizStep, t.id)]);

/** The identifiers an event names, canonical, with the part they play. Quantities are as sent. */
export const eventItems = pgTable("event_items", {
  eventPk: bigint({ mode: "number" }).notNull().references(() => feedEvents.id),
  item: text().notNull(),
  role: text().$type<"epc" | "parent" | "child" | "input" | "output">().notNull(),
  gtin: char({ length: 14 }),
  lot: text(),
  quantity: text(),
  unit: text(),
}, (t) => [primaryKey({ columns: [t.eventPk, t.role, t.item] }), index("event_items_item").on(t.item), index("event_items_lot").on(t.gtin, t.lot)]);

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
}, (t) => [primaryKey({ columns: [t.eventPk, t.item] }), index("lot_movements_lot").on(t.gtin, t.lot), index("lot_movements_item").on(t.item)]);

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
}, (t) => [primaryKey({ columns: [t.siteId, t.eventPk, t.item] })]);

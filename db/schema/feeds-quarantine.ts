import { bigint, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { EventProblem } from "../../lib/feeds/event.ts";
import { feedDocuments } from "./feeds.ts";

/**
 * What could not be taken in, whole, with its problems: one event of a document (`eventIndex`), or a document that could not be read
 * (`eventIndex` null). `body` is as it came, text or base64; `context` is the JSON-LD context its words need. It stays when it was resolved.
 */
export const quarantined = pgTable("quarantined", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  documentId: text().notNull().references(() => feedDocuments.id),
  eventIndex: integer(),
  sourceOrganisationId: bigint({ mode: "number" }).notNull(),
  format: text(),
  pointer: text().notNull(),
  eventId: text(),
  body: text().notNull(),
  bodyEncoding: text().$type<"text" | "base64">().notNull().default("text"),
  contentType: text().notNull(),
  context: jsonb().$type<unknown>(),
  problems: jsonb().$type<EventProblem[]>().notNull(),
  state: text().$type<"open" | "resent" | "discarded">().notNull().default("open"),
  createdAt: timestamp({ withTimezone: true }).notNull(),
  resolvedAt: timestamp({ withTimezone: true }),
  resolvedBy: text(),
  /** The capture job it was sent again with. */
  resolvedDocumentId: text(),
  /** Why it was discarded. */
  reason: text(),
  note: text(),
}, (t) => [index("quarantined_state").on(t.state, t.id), index("quarantined_organisation").on(t.sourceOrganisationId, t.id), index("quarantined_document").on(t.documentId), index("quarantined_resent").on(t.resolvedDocumentId)]);

/** What an administrator set a truth check to, and why; the newest row of a code stands. A check without a row has its default. */
export const truthSettings = pgTable("truth_settings", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull(),
  outcome: text().$type<"reject" | "warn" | "ignore">().notNull(),
  reason: text().notNull(),
  changedBy: text().notNull(),
  changedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("truth_settings_code").on(t.code, t.id)]);

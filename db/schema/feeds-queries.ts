import { bigint, boolean, jsonb, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";

/**
 * Named queries over events (EPCIS 2.0 section 12.5): the parameters as they were sent, with the prefixes they are written with. A query is
 * its organisation's, or everybody's when `shared`; it runs within the scope of whoever asks.
 */
export const namedQueries = pgTable("named_queries", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  organisationId: bigint({ mode: "number" }).notNull(),
  shared: boolean().notNull(),
  definition: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
  definedBy: text().notNull(),
  definedByName: text().notNull(),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [unique("named_queries_name").on(t.name)]);

import { sql } from "drizzle-orm";
import { bigint, char, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Marker } from "../../lib/risk/marker.ts";
import type { Measure } from "../../lib/trace/sensor.ts";

/**
 * Reference populations (参考样本群): what was measured of goods whose origin is beyond doubt, by origin, category and season of production (half-open). Proposed by one
 * person, in force once another confirmed it. Of the versions of one origin, category and season the newest that was confirmed counts; where that one was retired by two people, none does.
 */
export const referencePopulations = pgTable("reference_populations", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  origin: text().notNull(),
  originEn: text().notNull(),
  originZh: text().notNull(),
  country: char({ length: 2 }).notNull(),
  /** Sites whose goods are of this origin; none: every site of the country. */
  siteIds: bigint({ mode: "number" }).array().notNull(),
  category: text().notNull(),
  seasonFrom: date({ mode: "string" }).notNull(),
  seasonTo: date({ mode: "string" }).notNull(),
  version: integer().notNull(),
  markers: jsonb().$type<Marker[]>().notNull(),
  size: integer().notNull(),
  /** Who measured, how, and where the samples were taken. */
  source: text().notNull(),
  fileName: text().notNull(),
  sha256: text().notNull(),
  reason: text().notNull(),
  state: text().$type<"proposed" | "confirmed" | "declined" | "withdrawn" | "retired">().notNull(),
  proposedBy: text().notNull(),
  proposedByName: text().notNull(),
  proposedAt: timestamp({ withTimezone: true }).notNull(),
  answeredBy: text(),
  answeredByName: text(),
  answeredAt: timestamp({ withTimezone: true }),
  answerNote: text(),
}, (t) => [unique("reference_populations_version").on(t.origin, t.category, t.seasonFrom, t.seasonTo, t.version), index("reference_populations_category").on(t.category, t.state)]);

/** That a population in force be taken out of it: proposed by one person with a reason, done once another confirmed it. */
export const referenceWithdrawals = pgTable("reference_withdrawals", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  populationId: bigint({ mode: "number" }).notNull().references(() => referencePopulations.id),
  reason: text().notNull(),
  state: text().$type<"proposed" | "confirmed" | "declined" | "withdrawn">().notNull(),
  proposedBy: text().notNull(),
  proposedByName: text().notNull(),
  proposedAt: timestamp({ withTimezone: true }).notNull(),
  answeredBy: text(),
  answeredByName: text(),
  answeredAt: timestamp({ withTimezone: true }),
  answerNote: text(),
}, (t) => [index("reference_withdrawals_population").on(t.populationId, t.id)]);

/** The samples of a population in the order of its markers; null where one was not measured. Added with it and never changed. */
export const referenceSamples = pgTable("reference_samples", {
  populationId: bigint({ mode: "number" }).notNull().references(() => referencePopulations.id),
  no: integer().notNull(),
  label: text().notNull(),
  values: jsonb().$type<(number | null)[]>().notNull(),
}, (t) => [primaryKey({ columns: [t.populationId, t.no] })]);

/** A change of the limits between which goods of a category are kept on their way: proposed by one person with a reason, in force once another confirmed it. Thousandths. */
export const limitProposals = pgTable("limit_proposals", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  category: text().notNull(),
  measure: text().$type<Measure>().notNull(),
  lowest: integer(),
  highest: integer(),
  /** Activation energy of what spoils the goods, joules for a mole. */
  activationEnergy: integer(),
  source: text().notNull(),
  reason: text().notNull(),
  /** The version of the limit it would replace; 0 where there is none yet. */
  replaces: integer().notNull(),
  state: text().$type<"proposed" | "confirmed" | "declined" | "withdrawn">().notNull(),
  proposedBy: text().notNull(),
  proposedByName: text().notNull(),
  proposedAt: timestamp({ withTimezone: true }).notNull(),
  answeredBy: text(),
  answeredByName: text(),
  answeredAt: timestamp({ withTimezone: true }),
  answerNote: text(),
}, (t) => [index("limit_proposals_open").on(t.category, t.measure).where(sql`state = 'proposed'`)]);

import { bigint, char, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { LotBalance } from "../../lib/trace/massBalance.ts";
import type { Measure } from "../../lib/trace/sensor.ts";
import type { GoodsScope, Yield } from "../../lib/trace/yield.ts";

/**
 * Certified yields (the other way round: unit consumption, 单耗): at most `outputQuantity` of the output comes of `inputQuantity` of the
 * input, for transformations on days in [effectiveFrom, effectiveTo). Rows are added and ended, and their figures never rewritten.
 */
export const yields = pgTable("yields", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text().$type<Yield["kind"]>().notNull(),
  inputKind: text().$type<GoodsScope["kind"]>().notNull(),
  inputValue: text().notNull(),
  outputKind: text().$type<GoodsScope["kind"]>().notNull(),
  outputValue: text().notNull(),
  inputQuantity: text().notNull(),
  inputUnit: text().notNull(),
  outputQuantity: text().notNull(),
  outputUnit: text().notNull(),
  /** What the figure rests on: a norm, an audit, a study. */
  source: text().notNull(),
  effectiveFrom: date({ mode: "string" }).notNull(),
  effectiveTo: date({ mode: "string" }),
  recordedBy: text().notNull(),
  recordedByName: text().notNull(),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [unique("yields_once").on(t.kind, t.inputKind, t.inputValue, t.outputKind, t.outputValue, t.effectiveFrom)]);

/** Between which values goods of a category must be kept on their way; thousandths of a degree Celsius or of a per cent. */
export const conditionLimits = pgTable("condition_limits", {
  category: text().notNull(),
  measure: text().$type<Measure>().notNull(),
  lowest: integer(),
  highest: integer(),
  /** Activation energy of what spoils the goods, joules for a mole; null: as delivered (83,144). */
  activationEnergy: integer(),
  /** What the limits rest on. */
  source: text().notNull(),
  version: integer().notNull().default(1),
}, (t) => [primaryKey({ columns: [t.category, t.measure] })]);

/** How the outputs of a lot stand to its inputs as events tell now; rewritten when an event on its genealogy or a yield changes it. */
export const lotBalances = pgTable("lot_balances", {
  gtin: char({ length: 14 }).notNull(),
  lot: text().notNull(),
  balance: jsonb().$type<LotBalance>().notNull(),
  reckonedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.gtin, t.lot] })]);

/**
 * What a declared line of a bottler or packer is charged to a site its inputs came from (docs/capacity.md rule 11): `quantity` of the input
 * lot, for the site that made it. Rewritten whole for a line; the ledger posts from here.
 */
export const sourcedShares = pgTable("sourced_shares", {
  siteId: bigint({ mode: "number" }).notNull(),
  declarationId: bigint({ mode: "number" }).notNull(),
  lineNo: integer().notNull(),
  gtin: char({ length: 14 }).notNull(),
  lot: text().notNull(),
  revision: integer().notNull(),
  quantityValue: text().notNull(),
  quantityUnit: text().notNull(),
  producedFrom: date({ mode: "string" }).notNull(),
  producedTo: date({ mode: "string" }).notNull(),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.siteId, t.declarationId, t.lineNo, t.gtin, t.lot] }), index("sourced_shares_line").on(t.declarationId, t.lineNo)]);

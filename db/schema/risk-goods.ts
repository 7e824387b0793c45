import { bigint, char, date, doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Dimension } from "../../lib/measures/quantity.ts";

/** What each standing line costs for a base unit (an item, a millilitre, a milligram), as the natural logarithm of minor units of its currency. Derived, kept by a job. */
export const pricePoints = pgTable(
  "price_points",
  {
    declarationId: bigint({ mode: "number" }).notNull(),
    lineNo: integer().notNull(),
    baseGtin: char({ length: 14 }).notNull(),
    category: text().notNull(),
    origin: char({ length: 2 }).notNull(),
    dimension: text().$type<Dimension>().notNull(),
    currency: char({ length: 3 }).notNull(),
    logPrice: doublePrecision().notNull(),
    importerId: bigint({ mode: "number" }).notNull(),
    lodgedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.declarationId, t.lineNo] }),
    index("price_points_goods").on(t.baseGtin, t.currency, t.dimension, t.lodgedAt),
    index("price_points_kind").on(t.category, t.origin, t.currency, t.dimension, t.lodgedAt),
  ],
);

/** What peers cost in the middle and how far they spread: median and median absolute deviation of the logarithm, by goods (`03012345000015`) or by kind (`wine:FR`). Derived, kept by a job. */
export const peerPrices = pgTable(
  "peer_prices",
  {
    peers: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    dimension: text().$type<Dimension>().notNull(),
    median: doublePrecision().notNull(),
    /** The median absolute deviation, unscaled. */
    deviation: doublePrecision().notNull(),
    lines: integer().notNull(),
    importers: integer().notNull(),
    lodgedFrom: date({ mode: "string" }).notNull(),
    lodgedTo: date({ mode: "string" }).notNull(),
    refreshedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.peers, t.currency, t.dimension] })],
);

/** How an inspection body's approved certificates turned out: how many there are, how many declarations overran, and how many a confirmed result speaks against. Derived, kept by a job. */
export const bodyRecords = pgTable("body_records", {
  issuerId: bigint({ mode: "number" }).primaryKey(),
  certificates: integer().notNull(),
  overrun: integer().notNull(),
  confirmed: integer().notNull(),
  /** Certificates that are overrun or confirmed against, each once. */
  contradicted: integer().notNull(),
  refreshedAt: timestamp({ withTimezone: true }).notNull(),
});

/** Up to which assessment what is derived of goods follows the declarations. */
export const goodsMarks = pgTable("goods_marks", {
  name: text().primaryKey(),
  position: bigint({ mode: "number" }).notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
});

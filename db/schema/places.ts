import { boolean, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Customs offices (关别), by their four-digit code; an office first seen on a declaration is taken in unverified. */
export const offices = pgTable("offices", {
  code: text().primaryKey(),
  nameEn: text().notNull(),
  nameZh: text().notNull(),
  verified: boolean().notNull().default(false),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

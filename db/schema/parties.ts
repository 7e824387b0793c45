import { bigint, boolean, char, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";

/** Legal entities: importers, inspection bodies, producers, authorities. `code` is the number they are known by (海关注册编码, unified social credit code, body number). */
export const organisations = pgTable("organisations", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  nameEn: text().notNull(),
  nameZh: text().notNull(),
  kind: text().$type<"authority" | "inspection_body" | "importer" | "producer" | "platform">().notNull(),
  country: char({ length: 2 }),
  verified: boolean().notNull().default(false),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** Trade items; quantities of the net content are whole base units of `netDimension` (items, mL, mg). */
export const products = pgTable(
  "products",
  {
    gtin: char({ length: 14 }).primaryKey(),
    nameEn: text().notNull(),
    nameZh: text().notNull(),
    hsCode: text().notNull(),
    category: text().notNull(),
    netValue: text().notNull(),
    netUnit: text().notNull(),
    netDimension: text().$type<"items" | "volume" | "mass">().notNull(),
    netBase: bigint({ mode: "bigint" }).notNull(),
    containsGtin: char({ length: 14 }),
    containsQuantity: bigint({ mode: "bigint" }),
    version: integer().notNull().default(1),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("products_contains").on(t.containsGtin), index("products_category").on(t.category)],
);

/** Production sites (生产单位); capacity belongs to a site. */
export const sites = pgTable("sites", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  country: char({ length: 2 }).notNull(),
  kind: text().notNull(),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
  version: integer().notNull().default(1),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** Numbers that name exactly one site: GLN, national registration number. `value` is canonical. */
export const siteIdentifiers = pgTable(
  "site_identifiers",
  {
    value: text().primaryKey(),
    scheme: text().notNull(),
    siteId: bigint({ mode: "number" }).notNull().references(() => sites.id),
  },
  (t) => [index("site_identifiers_site").on(t.siteId)],
);

/** Spellings under which a site is declared; one spelling may belong to several sites. `folded` is the comparable form. */
export const siteAliases = pgTable(
  "site_aliases",
  {
    siteId: bigint({ mode: "number" }).notNull().references(() => sites.id),
    alias: text().notNull(),
    folded: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.folded] }), index("site_aliases_folded").on(t.folded)],
);

/** A declared name that could be two sites: a question for a person, never a guess. */
export const siteQuestions = pgTable(
  "site_questions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    folded: text().notNull(),
    declaredName: text().notNull(),
    candidates: jsonb().$type<number[]>().notNull(),
    answerSiteId: bigint({ mode: "number" }).references(() => sites.id),
    answeredBy: text(),
    answeredAt: timestamp({ withTimezone: true }),
    askedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique("site_questions_folded").on(t.folded)],
);

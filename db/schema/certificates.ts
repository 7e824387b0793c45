import { sql } from "drizzle-orm";
import { bigint, char, date, index, integer, jsonb, numeric, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { CertificateStatus, Decision } from "../../lib/certificates/certificate.ts";
import { organisations, sites } from "./parties.ts";

/** The unit codes of mass and volume, as a generated column must know them; more of them take a migration. */
export const MEASURED_UNIT_CODES = ["MGM", "GRM", "KGM", "DTN", "TNE", "LBR", "ONZ", "MLT", "CLT", "DLT", "LTR", "HLT", "MTQ", "GLL", "GLI", "OZA"] as const;

/** Capacity certificates (产能证书): a site can produce at most `quantity` of the scope in [producedFrom, producedTo). */
export const capacityCertificates = pgTable(
  "capacity_certificates",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    number: text().notNull().unique(),
    siteId: bigint({ mode: "number" }).notNull().references(() => sites.id),
    issuerId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
    submittedBy: text().notNull(),
    scopeKind: text().$type<"gtins" | "category" | "hsPrefixes">().notNull(),
    scopeValues: text().array().notNull(),
    /** Canonical text of the scope: equal scopes share accounts. */
    scopeKey: text().notNull(),
    quantityValue: text().notNull(),
    quantityUnit: text().notNull(),
    dimension: text().$type<"items" | "volume" | "mass">().notNull(),
    base: bigint({ mode: "bigint" }).notNull(),
    /** Consumer units in one outer pack when the certificate counts outer packs, else 1. */
    unitPacks: bigint({ mode: "bigint" }).notNull(),
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    supersedesId: bigint({ mode: "number" }),
    extractOfId: bigint({ mode: "number" }),
    status: text().$type<CertificateStatus>().notNull(),
    documentSha256: text(),
    version: integer().notNull().default(1),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("capacity_certificates_site").on(t.siteId), index("capacity_certificates_issuer").on(t.issuerId), index("capacity_certificates_status").on(t.status)],
);

/** Each decision on a certificate, with the date it takes effect and the instant it became known. */
export const certificateDecisions = pgTable(
  "certificate_decisions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    certificateId: bigint({ mode: "number" }).notNull().references(() => capacityCertificates.id),
    decision: text().$type<Decision>().notNull(),
    effective: date({ mode: "string" }).notNull(),
    reason: text().notNull(),
    decidedBy: text().notNull(),
    decidedByName: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("certificate_decisions_certificate").on(t.certificateId)],
);

/** Proven stock carried over from earlier periods into an account's scope and period; counts only once approved, up to the policy's reserve. */
export const carryOvers = pgTable(
  "carry_overs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    siteId: bigint({ mode: "number" }).notNull().references(() => sites.id),
    scopeKey: text().notNull(),
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    dimension: text().$type<"items" | "volume" | "mass">().notNull(),
    base: bigint({ mode: "bigint" }).notNull(),
    proof: text().notNull(),
    submittedBy: text().notNull(),
    approvedBy: text(),
    approvedAt: timestamp({ withTimezone: true }),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("carry_overs_site").on(t.siteId)],
);

/**
 * One row a site: how often its certificates changed, and up to which change its accounts are settled.
 * Whoever posts to a site's accounts holds this row's lock, so that nothing is judged beside a change.
 */
export const siteLedgers = pgTable("site_ledgers", {
  siteId: bigint({ mode: "number" }).primaryKey(),
  certificatesVersion: integer().notNull().default(0),
  settledVersion: integer().notNull().default(0),
});

/** Warning level and carry-over reserve by category; the row `*` holds for every other category. */
export const capacityPolicies = pgTable("capacity_policies", {
  category: text().primaryKey(),
  warningShare: numeric({ precision: 4, scale: 3 }).notNull(),
  reserveShare: numeric({ precision: 4, scale: 3 }).notNull(),
  version: integer().notNull().default(1),
});

/** Each version a policy had, and since when it was known: what an account is judged by as of an instant. Added to and never changed. */
export const capacityPolicyVersions = pgTable(
  "capacity_policy_versions",
  {
    category: text().notNull(),
    version: integer().notNull(),
    warningShare: numeric({ precision: 4, scale: 3 }).notNull(),
    reserveShare: numeric({ precision: 4, scale: 3 }).notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.category, t.version] })],
);

/** Pre-shipment inspection reports (装运前检验): label approval, loading supervision, pre-shipment quality, origin. */
export const inspectionReports = pgTable(
  "inspection_reports",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    number: text().notNull().unique(),
    kind: text().$type<"label-approval" | "loading-supervision" | "pre-shipment" | "origin">().notNull(),
    siteId: bigint({ mode: "number" }).notNull().references(() => sites.id),
    issuerId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
    submittedBy: text().notNull(),
    gtin: char({ length: 14 }),
    lots: text().array().notNull(),
    /** What the report says of each lot; `gtin` and `productionDate` beside it are set where they are the same for all. */
    lotFacts: jsonb().$type<{ gtin: string | null; lot: string; productionDate: string | null }[]>().notNull(),
    quantityValue: text().notNull(),
    quantityUnit: text().notNull(),
    /** By what reports of as much are found: the number as it is written shortest where goods are counted, `measured` where they are weighed or filled. */
    quantityKey: text().generatedAlwaysAs(sql`case when quantity_unit in (${sql.raw(MEASURED_UNIT_CODES.map((code) => `'${code}'`).join(", "))}) then 'measured' else trim_scale(quantity_value::numeric)::text end`),
    productionDate: date({ mode: "string" }),
    container: text(),
    seals: text().array().notNull(),
    results: jsonb().$type<Record<string, unknown>>().notNull(),
    documentSha256: text(),
    bodyHash: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index("inspection_reports_site").on(t.siteId),
    index("inspection_reports_quantity").on(t.siteId, t.gtin, t.quantityKey),
    index("inspection_reports_lots").using("gin", t.lots),
    index("inspection_reports_measured")
      .using("gin", t.lots)
      .where(sql`results ? 'markers'`),
  ],
);

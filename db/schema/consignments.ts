import { bigint, boolean, char, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Declared } from "../../lib/consignments/declaration.ts";
import type { CarriedItem, TransportKind } from "../../lib/consignments/transport.ts";
import type { Verdict } from "../../lib/capacity/verdict.ts";
import { organisations } from "./parties.ts";

/** Declarations (报关单) by entry number; the columns are those of the standing revision. */
export const declarations = pgTable(
  "declarations",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    number: text().notNull().unique(),
    revision: integer().notNull(),
    status: text().$type<Declared["status"]>().notNull(),
    lodgedAt: timestamp({ withTimezone: true }).notNull(),
    officeCode: text().notNull(),
    tradeMode: text().notNull(),
    importerId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
    lodgerOrganisationId: bigint({ mode: "number" }).notNull(),
    /** The revision that stood when this house released the goods; null while they are not released here. */
    releasedRevision: integer(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index("declarations_importer").on(t.importerId, t.id),
    index("declarations_lodger").on(t.lodgerOrganisationId, t.id),
    /** Days of lodging follow each other on disk nearly as they came: a block range index finds a month of them at next to no cost for those that are lodged. */
    index("declarations_lodged").using("brin", t.lodgedAt),
  ],
);

/** Every revision as it arrived, in any order; the body is kept whole. */
export const declarationRevisions = pgTable(
  "declaration_revisions",
  {
    declarationId: bigint({ mode: "number" }).notNull().references(() => declarations.id),
    revision: integer().notNull(),
    body: jsonb().$type<Declared>().notNull(),
    bodyHash: text().notNull(),
    lodgedBy: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.declarationId, t.revision] })],
);

/** Lines of the standing revision, with what they mean to the ledger. `siteId` is 0 while a name is an open question. */
export const declarationLines = pgTable(
  "declaration_lines",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    declarationId: bigint({ mode: "number" }).notNull(),
    no: integer().notNull(),
    revision: integer().notNull(),
    gtin: char({ length: 14 }).notNull(),
    /** The consumer unit at the bottom of the packing hierarchy. */
    baseGtin: char({ length: 14 }),
    hsCode: text().notNull(),
    category: text().notNull(),
    declaredSite: text().notNull(),
    quantityValue: text().notNull(),
    quantityUnit: text().notNull(),
    lots: text().array().notNull(),
    productionDate: date({ mode: "string" }),
    vintage: integer(),
    /** The production period the line is judged by, half-open, and where it comes from. */
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    producedBasis: text().$type<"lot-event" | "inspection-report" | "line-date" | "vintage" | "declaration-date">().notNull(),
    /** What one of the declared unit costs: `priceMinor` minor units of the currency buy `pricePer` of it, a power of ten that is 1 unless the price is finer than a minor unit. */
    priceMinor: bigint({ mode: "bigint" }),
    pricePer: integer().notNull().default(1),
    priceCurrency: char({ length: 3 }),
    originCountry: char({ length: 2 }).notNull(),
    importerId: bigint({ mode: "number" }).notNull(),
    lodgerOrganisationId: bigint({ mode: "number" }).notNull(),
    officeCode: text().notNull(),
    /** Whether the line counts against capacity, by trade mode and procedure. */
    effect: text().$type<"counts" | "none" | "takes-back">().notNull(),
    /** False once a withdrawal has taken the line back. */
    standing: boolean().notNull(),
    /** The verdict as certificates stand now; the one given at lodging is in line_answers. */
    verdict: text().$type<Verdict>().notNull(),
    /** The fact without which the line cannot be compared, on some account that binds it. */
    missing: text(),
    lodgedAt: timestamp({ withTimezone: true }).notNull(),
    /** The instant of lodging as written, with its offset: its date is the one that counts where no other is known. */
    declaredAt: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.declarationId, t.no] }),
    index("declaration_lines_declaration").on(t.declarationId, t.no),
    /** Whose line it is stands behind: row-level security asks for it, and so the table is not gone to. */
    index("declaration_lines_gtin").on(t.gtin, t.declarationId, t.lodgerOrganisationId, t.importerId),
    index("declaration_lines_site_time").on(t.siteId, t.lodgedAt),
    index("declaration_lines_lodged").using("brin", t.lodgedAt),
    index("declaration_lines_relation").on(t.siteId, t.importerId, t.lodgedAt),
  ],
);


/** Transport documents (运输单据): bills of lading, air waybills, rail and road notes, as the party that sent them says. `lots` are those of its items. */
export const transportDocuments = pgTable(
  "transport_documents",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    number: text().notNull().unique(),
    kind: text().$type<TransportKind>().notNull(),
    carrier: text().notNull(),
    vessel: text(),
    voyage: text(),
    container: text(),
    seals: text().array().notNull(),
    /** UN/LOCODE, five characters. */
    portOfLoading: char({ length: 5 }),
    portOfDischarge: char({ length: 5 }),
    loadedOn: date({ mode: "string" }),
    shipper: text(),
    consignee: text(),
    items: jsonb().$type<CarriedItem[]>().notNull(),
    lots: text().array().notNull(),
    declarations: text().array().notNull(),
    bodyHash: text().notNull(),
    organisationId: bigint({ mode: "number" }).notNull(),
    /** A feed speaks of anybody's goods; a partner's document counts for its own declarations alone. */
    fromFeed: boolean().notNull(),
    submittedBy: text().notNull(),
    version: integer().notNull().default(1),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("transport_documents_declarations").using("gin", t.declarations), index("transport_documents_lots").using("gin", t.lots), index("transport_documents_organisation").on(t.organisationId)],
);

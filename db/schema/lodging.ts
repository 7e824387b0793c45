import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Actor } from "../../lib/access/actor.ts";
import type { PaperBody, PaperKind } from "../../lib/consignments/tradePaper.ts";
import type { EventProblem } from "../../lib/feeds/event.ts";
import type { Mapping } from "../../lib/feeds/mapping.ts";
import type { RecordKind } from "../../lib/feeds/record.ts";
import type { ImportState, RowAnswer, RowState } from "../../lib/lodging/import.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
const at = () => timestamp({ withTimezone: true });

/** Mappings of tables by name, each version kept as it was used. */
export const importMappings = pgTable("import_mappings", {
  id: id(),
  organisationId: bigint({ mode: "number" }).notNull(),
  name: text().notNull(),
  version: integer().notNull(),
  mapping: jsonb().$type<Mapping>().notNull(),
  /** The header of the table it was made for. */
  header: text().array().notNull(),
  createdBy: text().notNull(),
  createdAt: at().notNull(),
}, (t) => [unique("import_mappings_version").on(t.organisationId, t.name, t.version)]);

/** Documents of records, from the file to the answer. `content` goes once it is read where it names persons; `sha256` stays. */
export const imports = pgTable("imports", {
  id: id(),
  organisationId: bigint({ mode: "number" }).notNull(),
  format: text().notNull(),
  fileName: text().notNull(),
  sha256: text().notNull(),
  bytes: integer().notNull(),
  content: bytea(),
  state: text().$type<ImportState>().notNull(),
  mapping: jsonb().$type<Mapping>(),
  mappingName: text(),
  mappingVersion: integer(),
  documentProblems: jsonb().$type<readonly EventProblem[]>().notNull().default([]),
  /** How many records it has; null until it was read. */
  records: integer(),
  taken: integer().notNull().default(0),
  repeated: integer().notNull().default(0),
  refused: integer().notNull().default(0),
  actor: jsonb().$type<Actor>().notNull(),
  createdBy: text().notNull(),
  createdByName: text().notNull(),
  createdAt: at().notNull(),
  startedAt: at(),
  finishedAt: at(),
}, (t) => [index("imports_organisation").on(t.organisationId, t.id)]);

/** The records of an import with what became of each. */
export const importRows = pgTable("import_rows", {
  importId: bigint({ mode: "number" }).notNull().references(() => imports.id),
  no: integer().notNull(),
  pointer: text().notNull(),
  kind: text().$type<RecordKind>().notNull(),
  number: text(),
  value: jsonb().notNull(),
  state: text().$type<RowState>().notNull(),
  revision: integer(),
  answers: jsonb().$type<readonly RowAnswer[]>().notNull().default([]),
  /** What its reader found; `problems` is that and what its taking in found. */
  readProblems: jsonb().$type<readonly EventProblem[]>().notNull(),
  problems: jsonb().$type<readonly EventProblem[]>().notNull(),
  settledAt: at(),
}, (t) => [primaryKey({ columns: [t.importId, t.no] }), index("import_rows_state").on(t.importId, t.state, t.no)]);

/** What a sender's own words for goods mean: the product, and where a message cannot say it, the production site. `goods` is the comparable form. */
export const importGoods = pgTable("import_goods", {
  organisationId: bigint({ mode: "number" }).notNull(),
  goods: text().notNull(),
  written: text().notNull(),
  gtin: text(),
  site: text(),
  answeredBy: text().notNull(),
  answeredAt: at().notNull(),
}, (t) => [primaryKey({ columns: [t.organisationId, t.goods] })]);

/** Orders, payments, waybills and lists of cross-border e-commerce. A paper sent again with another body is kept beside the first; the latest counts. */
export const tradePapers = pgTable("trade_papers", {
  id: id(),
  organisationId: bigint({ mode: "number" }).notNull(),
  kind: text().$type<PaperKind>().notNull(),
  number: text().notNull(),
  platform: text(),
  orderNo: text(),
  logisticsNo: text(),
  /** Of a list: the number of the declaration it is. */
  declarationNumber: text(),
  body: jsonb().$type<PaperBody>().notNull(),
  bodyHash: text().notNull(),
  recordedAt: at().notNull(),
}, (t) => [unique("trade_papers_body").on(t.organisationId, t.kind, t.number, t.bodyHash), index("trade_papers_order").on(t.orderNo), index("trade_papers_logistics").on(t.logisticsNo), index("trade_papers_declaration").on(t.declarationNumber)]);

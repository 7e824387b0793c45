import { bigint, boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { CaseOutcome, CaseStatus } from "../../lib/cases/case.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Cases (案件): opened from consignments, kept until an outcome closes them. */
export const cases = pgTable("cases", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  number: text().notNull().unique(),
  title: text().notNull(),
  allegation: text().notNull(),
  status: text().$type<CaseStatus>().notNull(),
  outcome: text().$type<CaseOutcome | null>(),
  outcomeNote: text(),
  officeCode: text(),
  openedBy: bigint({ mode: "number" }).notNull(),
  openedByName: text().notNull(),
  assigneeId: bigint({ mode: "number" }),
  assigneeName: text(),
  closeProposedBy: bigint({ mode: "number" }),
  closeProposedByName: text(),
  openedAt: timestamp({ withTimezone: true }).notNull(),
  closedAt: timestamp({ withTimezone: true }),
  version: integer().notNull().default(1),
}, (t) => [index("cases_status").on(t.status, t.id), index("cases_assignee").on(t.assigneeId)]);

/** The consignments a case is about, by reference. */
export const caseConsignments = pgTable("case_consignments", {
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  declarationId: bigint({ mode: "number" }).notNull(),
  addedByName: text().notNull(),
  addedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.caseId, t.declarationId] }), index("case_consignments_declaration").on(t.declarationId)]);

/** Facts established in a case, each resting on an exhibit or a finding where there is one. */
export const caseFacts = pgTable("case_facts", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  statement: text().notNull(),
  findingId: bigint({ mode: "number" }),
  exhibitNo: integer(),
  byName: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("case_facts_case").on(t.caseId)]);

/** Exhibits (证物) by reference: what it is, which record it is, and the SHA-256 of that record's canonical text when it was taken in. */
export const caseExhibits = pgTable("case_exhibits", {
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  no: integer().notNull(),
  kind: text().$type<"declaration" | "certificate" | "finding" | "inspection-report" | "event" | "decision">().notNull(),
  reference: text().notNull(),
  title: text().notNull(),
  sha256: text().notNull(),
  byName: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
}, (t) => [primaryKey({ columns: [t.caseId, t.no] })]);

/** Notes on a case; `mentions` are logins. */
export const caseNotes = pgTable("case_notes", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  text: text().notNull(),
  mentions: text().array().notNull(),
  byName: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("case_notes_case").on(t.caseId)]);

/** Tasks of a case. */
export const caseTasks = pgTable("case_tasks", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  title: text().notNull(),
  assigneeId: bigint({ mode: "number" }),
  assigneeName: text(),
  dueOn: text(),
  done: boolean().notNull().default(false),
  doneByName: text(),
  doneAt: timestamp({ withTimezone: true }),
  byName: text().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("case_tasks_case").on(t.caseId)]);

/** Dossiers (卷宗) as they were made: the file, its hash, and the hash of every source. */
export const dossiers = pgTable("dossiers", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  caseId: bigint({ mode: "number" }).notNull().references(() => cases.id),
  sha256: text().notNull(),
  sources: jsonb().$type<{ kind: string; reference: string; sha256: string }[]>().notNull(),
  pages: integer().notNull(),
  bytes: bytea().notNull(),
  madeByName: text().notNull(),
  madeAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("dossiers_case").on(t.caseId)]);

import { sql } from "drizzle-orm";
import { bigint, boolean, char, date, index, integer, jsonb, pgTable, real, text, timestamp } from "drizzle-orm/pg-core";
import type { Finding } from "../../lib/risk/finding.ts";
import type { Lane, LaneReason } from "../../lib/triage/lane.ts";
import type { ConsignmentStatus, TriageDecision } from "../../lib/triage/decision.ts";
import type { Verdict } from "../../lib/capacity/verdict.ts";
import type { DeskView } from "../../lib/triage/view.ts";

/** The columns a desk filters by and row-level security reads: behind the order of each sort, so that a walk in that order decides within the index. */
function filtered<T extends Record<(typeof FILTERED)[number], unknown>>(t: T): T[(typeof FILTERED)[number]][] {
  return FILTERED.map((column) => t[column]);
}
const FILTERED = ["lane", "verdict", "status", "officeCode", "category", "originCountry", "tradeMode", "assigneeId", "dueAt", "laneBy", "importerId", "lodgerOrganisationId"] as const;

/** The desk's row of one declaration: everything the triage table shows, sorts and filters by, in one place. */
export const consignments = pgTable(
  "consignments",
  {
    id: bigint({ mode: "number" }).primaryKey(),
    number: text().notNull(),
    revision: integer().notNull(),
    status: text().$type<ConsignmentStatus>().notNull(),
    /** True while somebody still has to do something; partial indexes rest on it. */
    open: boolean().notNull(),
    lane: text().$type<Lane>().notNull(),
    score: integer().notNull(),
    /** Why the lane is this one. */
    laneBy: text().$type<LaneReason>().notNull().default("score"),
    /** False until the first assessment is written. */
    assessed: boolean().notNull(),
    topFinding: jsonb().$type<Pick<Finding, "rule" | "severity" | "wording"> | null>(),
    verdict: text().$type<Verdict>().notNull(),
    /** Declared share of the certified capacity after this declaration, 1 = all of it; null without a limit. */
    used: real(),
    tradeMode: text().notNull(),
    officeCode: text().notNull(),
    importerId: bigint({ mode: "number" }).notNull(),
    importerName: text().notNull(),
    lodgerOrganisationId: bigint({ mode: "number" }).notNull(),
    siteId: bigint({ mode: "number" }).notNull(),
    siteName: text().notNull(),
    originCountry: char({ length: 2 }).notNull(),
    category: text().notNull(),
    goodsEn: text().notNull(),
    goodsZh: text().notNull(),
    quantity: text().notNull(),
    lineCount: integer().notNull(),
    lodgedAt: timestamp({ withTimezone: true }).notNull(),
    dueAt: timestamp({ withTimezone: true }).notNull(),
    assigneeId: bigint({ mode: "number" }),
    assigneeName: text(),
    version: integer().notNull().default(1),
    changedAt: timestamp({ withTimezone: true }).notNull(),
    /** Lower-case forms for prefix search; columns of their own, because row-level security keeps `lower()` and `like` away from an index. */
    numberFolded: text().generatedAlwaysAs(sql`lower(number)`),
    importerFolded: text().generatedAlwaysAs(sql`lower(importer_name)`),
    siteFolded: text().generatedAlwaysAs(sql`lower(site_name)`),
    /** `used` for sorting: goods without a limit stand below every share. */
    usedOrder: real().generatedAlwaysAs(sql`coalesce(used, -1::real)`),
  },
  (t) => [
    index("consignments_importer").on(t.importerId, t.importerName, t.id),
    index("consignments_site").on(t.siteId, t.siteName, t.id),
    index("consignments_number").on(t.number),
    index("consignments_by_score").on(t.open, t.score, t.id, ...filtered(t)),
    index("consignments_by_due").on(t.open, t.dueAt, t.id, ...filtered(t)),
    index("consignments_by_lodged").on(t.open, t.lodgedAt, t.id, ...filtered(t)),
    index("consignments_by_used").on(t.open, t.usedOrder, t.id, ...filtered(t)),
    index("consignments_by_importer").on(t.open, t.importerName, t.id, ...filtered(t)),
    index("consignments_by_producer").on(t.open, t.siteName, t.id, ...filtered(t)),
    index("consignments_by_office").on(t.open, t.officeCode, t.id, ...filtered(t)),
    index("consignments_by_number").on(t.open, t.number, t.id, ...filtered(t)),
    index("consignments_number_prefix").on(t.numberFolded.op("text_pattern_ops")),
    index("consignments_importer_prefix").on(t.importerFolded.op("text_pattern_ops")),
    index("consignments_site_prefix").on(t.siteFolded.op("text_pattern_ops")),
    /** The columns of few values, fewest first: any of them given, Postgres 18 skips through those before it, and counts without the table. */
    index("consignments_counted").on(t.open, t.lane, t.verdict, t.status, t.category, t.originCountry, t.tradeMode, t.officeCode, t.assigneeId, t.dueAt, t.laneBy, t.importerId, t.lodgerOrganisationId),
    index("consignments_assignee").on(t.open, t.assigneeId),
    index("consignments_passed_over").on(t.officeCode, t.score.desc(), t.id).where(sql`open and lane_by = 'passed-over'`),
    index("consignments_unclaimed").on(t.officeCode, t.score.desc(), t.id).where(sql`open and status = 'to-triage' and assignee_id is null`),
  ],
);

/** Decisions on a consignment, in order; a proposal waits for its second person, an undone one stays and says so. */
export const triageDecisions = pgTable(
  "triage_decisions",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    decision: text().$type<TriageDecision>().notNull(),
    /** The revision that was decided on. */
    revision: integer().notNull(),
    reason: text().notNull(),
    note: text().notNull(),
    /** What the importer is asked to correct, in the officer's words; null where the reason says enough. The note stays in the office. */
    asked: text(),
    fromStatus: text().$type<ConsignmentStatus>().notNull(),
    toStatus: text().$type<ConsignmentStatus>().notNull(),
    lane: text().$type<Lane>().notNull(),
    decidedBy: bigint({ mode: "number" }).notNull(),
    decidedByName: text().notNull(),
    /** Set where the decision weighs: waits until another person seconds or declines it. */
    needsSecond: boolean().notNull(),
    secondedBy: bigint({ mode: "number" }),
    secondedByName: text(),
    secondedAt: timestamp({ withTimezone: true }),
    declined: boolean().notNull().default(false),
    undoneAt: timestamp({ withTimezone: true }),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("triage_decisions_declaration").on(t.declarationId, t.id)],
);

/** A desk as somebody arranged it: filters, sort, columns; `shared` shows it to the whole organisation. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ownerId: bigint({ mode: "number" }).notNull(),
    ownerName: text().notNull(),
    organisationId: bigint({ mode: "number" }).notNull(),
    name: text().notNull(),
    shared: boolean().notNull(),
    view: jsonb().$type<DeskView>().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("saved_views_owner").on(t.ownerId), index("saved_views_organisation").on(t.organisationId)],
);

/** Examinations ordered (查验), on site or remote. */
export const examinations = pgTable(
  "examinations",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    kind: text().$type<"physical" | "remote">().notNull(),
    status: text().$type<"ordered" | "reported" | "cancelled">().notNull(),
    officeCode: text().notNull(),
    instructions: text().notNull(),
    orderedBy: bigint({ mode: "number" }).notNull(),
    orderedByName: text().notNull(),
    result: text().$type<"conform" | "discrepancy" | null>(),
    reportNote: text(),
    reportedBy: bigint({ mode: "number" }),
    reportedByName: text(),
    reportedAt: timestamp({ withTimezone: true }),
    orderedAt: timestamp({ withTimezone: true }).notNull(),
    /** Who is to make it: drawn from those on duty, or named since; null where nobody could be drawn or the office keeps no duty list. */
    examinerId: bigint({ mode: "number" }),
    examinerName: text(),
    examinerHow: text().$type<"drawn" | "named">(),
    /** The day of the duty list it counts on. */
    examinerDay: date({ mode: "string" }),
  },
  (t) => [index("examinations_declaration").on(t.declarationId), index("examinations_status").on(t.status, t.orderedAt), index("examinations_examiner").on(t.examinerDay, t.examinerId)],
);


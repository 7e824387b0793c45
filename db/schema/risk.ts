import { bigint, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { ScorePart } from "../../lib/risk/assess.ts";
import type { Finding } from "../../lib/risk/finding.ts";
import type { RuleMode, Values } from "../../lib/risk/rule.ts";
import type { Lane, LaneReason } from "../../lib/triage/lane.ts";

/** What a rule saw on a declaration, in the wording of its version, as it fired. Never rewritten. */
export const findings = pgTable(
  "findings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    revision: integer().notNull(),
    lineNo: integer(),
    rule: text().notNull(),
    version: integer().notNull(),
    severity: text().$type<Finding["severity"]>().notNull(),
    points: integer().notNull(),
    facts: jsonb().$type<Finding["facts"]>().notNull(),
    wording: jsonb().$type<Finding["wording"]>().notNull(),
    firedAt: timestamp({ withTimezone: true }).notNull(),
    /** When a later assessment no longer saw it; the finding stays. */
    clearedAt: timestamp({ withTimezone: true }),
    /** The setting the rule had; null where it was applied as delivered. */
    setting: bigint({ mode: "number" }),
    /** The snooze that kept its points out of the score when it fired. */
    snooze: bigint({ mode: "number" }),
  },
  (t) => [index("findings_declaration").on(t.declarationId, t.id), index("findings_rule").on(t.rule, t.firedAt)],
);

/** What a rule in shadow saw on a declaration: kept for comparison, never part of a score, a lane or a file. */
export const shadowFindings = pgTable(
  "shadow_findings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    revision: integer().notNull(),
    lineNo: integer(),
    rule: text().notNull(),
    version: integer().notNull(),
    severity: text().$type<Finding["severity"]>().notNull(),
    points: integer().notNull(),
    facts: jsonb().$type<Finding["facts"]>().notNull(),
    wording: jsonb().$type<Finding["wording"]>().notNull(),
    firedAt: timestamp({ withTimezone: true }).notNull(),
    clearedAt: timestamp({ withTimezone: true }),
    setting: bigint({ mode: "number" }),
  },
  (t) => [index("shadow_findings_declaration").on(t.declarationId, t.id), index("shadow_findings_rule").on(t.rule, t.firedAt)],
);

/** Each assessment of a declaration: the score, its lane, when. The newest is what the desk shows. */
export const assessments = pgTable(
  "assessments",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    revision: integer().notNull(),
    score: integer().notNull(),
    lane: text().$type<Lane>().notNull(),
    cause: text().notNull(),
    /** What adds up to the score; null for assessments made before parts were kept. */
    parts: jsonb().$type<ScorePart[]>(),
    /** Why the lane is this one. */
    laneBy: text().$type<LaneReason>(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("assessments_declaration").on(t.declarationId, t.id)],
);

/** How a rule is set (布控参数): proposed by one person with a reason, in force once another confirmed it. The newest in force of a rule counts. */
export const ruleSettings = pgTable(
  "rule_settings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    rule: text().notNull(),
    mode: text().$type<RuleMode>().notNull(),
    values: jsonb().$type<Values>().notNull(),
    reason: text().notNull(),
    state: text().$type<"proposed" | "confirmed" | "declined" | "withdrawn">().notNull(),
    proposedBy: bigint({ mode: "number" }).notNull(),
    proposedByName: text().notNull(),
    proposedAt: timestamp({ withTimezone: true }).notNull(),
    answeredBy: bigint({ mode: "number" }),
    answeredByName: text(),
    answeredAt: timestamp({ withTimezone: true }),
    answerNote: text(),
  },
  (t) => [index("rule_settings_rule").on(t.rule, t.state, t.id)],
);

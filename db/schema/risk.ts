import { bigint, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Finding } from "../../lib/risk/finding.ts";
import type { Lane } from "../../lib/triage/lane.ts";

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
  },
  (t) => [index("findings_declaration").on(t.declarationId, t.id), index("findings_rule").on(t.rule, t.firedAt)],
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
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("assessments_declaration").on(t.declarationId, t.id)],
);

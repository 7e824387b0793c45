import { sql } from "drizzle-orm";
import { bigint, customType, doublePrecision, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { ModelCard } from "../../lib/risk/modelCard.ts";
import type { ModelComparison, ModelMode, ModelProblem, ModelState, TrainingStep } from "../../lib/risk/modelRecord.ts";

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/**
 * The learned models of the house: what each was trained on, who asked for it, what was measured, and whether it is in force. `office` is empty
 * for a model of the whole house. Labels given until `labelledUntil` count.
 */
export const models = pgTable(
  "models",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    office: text().notNull().default(""),
    seed: integer().notNull(),
    labelledUntil: timestamp({ withTimezone: true }).notNull(),
    state: text().$type<ModelState>().notNull(),
    mode: text().$type<ModelMode>().notNull().default("none"),
    step: text().$type<TrainingStep>(),
    problem: jsonb().$type<ModelProblem>(),
    card: jsonb().$type<ModelCard>(),
    /** SHA-256 of the record's text, in hexadecimal. */
    recordHash: text(),
    comparison: jsonb().$type<ModelComparison>(),
    requestedBy: text().notNull(),
    requestedByName: text().notNull(),
    requestedAt: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
    modeSince: timestamp({ withTimezone: true }),
  },
  (t) => [uniqueIndex("models_in_force").on(t.office, t.mode).where(sql`mode in ('live', 'shadow')`)],
);

/** The trained model itself: its record's JSON text, compressed by Zstandard (RFC 8878). Written once. */
export const modelRecords = pgTable("model_records", { modelId: bigint({ mode: "number" }).primaryKey(), record: bytea().notNull() });

/** What was proposed for a model and what became of it: to count, to run in shadow, to be retired. */
export const modelChanges = pgTable(
  "model_changes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    modelId: bigint({ mode: "number" }).notNull(),
    mode: text().$type<Exclude<ModelMode, "none">>().notNull(),
    reason: text().notNull(),
    state: text().$type<"proposed" | "confirmed" | "declined" | "overtaken">().notNull(),
    proposedBy: text().notNull(),
    proposedByName: text().notNull(),
    proposedAt: timestamp({ withTimezone: true }).notNull(),
    answeredBy: text(),
    answeredByName: text(),
    answeredAt: timestamp({ withTimezone: true }),
    answerNote: text(),
  },
  (t) => [index("model_changes_model").on(t.modelId, t.id), uniqueIndex("model_changes_open").on(t.modelId).where(sql`state = 'proposed'`)],
);

/** What a model said of a declaration at an assessment, by its riskiest line. `general`, the contributions and `rest` add up to `score` exactly. Never rewritten. */
export const modelScores = pgTable(
  "model_scores",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    revision: integer().notNull(),
    modelId: bigint({ mode: "number" }).notNull(),
    mode: text().$type<"live" | "shadow">().notNull(),
    lineNo: integer().notNull(),
    score: doublePrecision().notNull(),
    chance: doublePrecision().notNull(),
    points: integer().notNull(),
    general: doublePrecision().notNull(),
    contributions: jsonb().$type<readonly { readonly feature: string; readonly value: number }[]>().notNull(),
    rest: doublePrecision().notNull(),
    /** For each watched input one letter: the part of the baseline it falls into. */
    inputs: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("model_scores_declaration").on(t.declarationId, t.id), index("model_scores_model").on(t.modelId, t.id)],
);

import { bigint, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { FalseAlarmReason, OutcomeResult, OutcomeSource } from "../../lib/risk/outcome.ts";

/** What was said of how a declaration turned out, by whom, on what ground. Added to and never changed; a later word stands beside the earlier. */
export const outcomes = pgTable(
  "outcomes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    declarationId: bigint({ mode: "number" }).notNull(),
    source: text().$type<OutcomeSource>().notNull(),
    result: text().$type<OutcomeResult>().notNull(),
    /** The rule whose finding was confirmed or was a false alarm; null where the word is about the whole declaration. */
    rule: text(),
    /** The finding it is about, where it is about one. */
    findingId: bigint({ mode: "number" }),
    reason: text().$type<FalseAlarmReason>(),
    note: text().notNull(),
    /** The examination or the case it comes from: `examination:7`, `case:C-2026-3`. */
    reference: text(),
    officeCode: text().notNull(),
    by: bigint({ mode: "number" }).notNull(),
    byName: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("outcomes_declaration").on(t.declarationId, t.id), index("outcomes_rule").on(t.rule, t.at), index("outcomes_time").on(t.at)],
);

/** A rule that does not count for one party until a date, with the comment it was set with. */
export const snoozes = pgTable(
  "snoozes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    rule: text().notNull(),
    partyKind: text().$type<"importer" | "site">().notNull(),
    partyId: bigint({ mode: "number" }).notNull(),
    partyName: text().notNull(),
    until: timestamp({ withTimezone: true }).notNull(),
    comment: text().notNull(),
    by: bigint({ mode: "number" }).notNull(),
    byName: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    endedByName: text(),
  },
  (t) => [index("snoozes_until").on(t.until)],
);

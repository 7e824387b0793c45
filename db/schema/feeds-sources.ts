import { bigint, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Delays } from "../../lib/feeds/sourceDelay.ts";
import type { PullProblem } from "../../lib/feeds/sourceProblem.ts";
import type { Schedule } from "../../lib/feeds/sourceSchedule.ts";
import type { SourceCursor, SourceSettings } from "../../lib/feeds/source.ts";
import { organisations } from "./parties.ts";

/**
 * Where events come from: systems that push with a key of their own, and places that are read by schedule. `secret` is sealed under the
 * house's own secret and never shown again. `runId` is the run that may move the cursor; a run that was overtaken may not.
 */
export const feedSources = pgTable("feed_sources", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  name: text().notNull(),
  organisationId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
  kind: text().$type<SourceSettings["kind"]>().notNull(),
  settings: jsonb().$type<SourceSettings>().notNull(),
  secret: text(),
  schedule: jsonb().$type<Schedule>(),
  state: text().$type<"on" | "off">().notNull(),
  stateSince: timestamp({ withTimezone: true }).notNull(),
  staleAfterMinutes: integer(),
  cursor: jsonb().$type<SourceCursor>(),
  runId: bigint({ mode: "number" }),
  lastSuccessAt: timestamp({ withTimezone: true }),
  failures: integer().notNull().default(0),
  problem: jsonb().$type<PullProblem>(),
  breakerUntil: timestamp({ withTimezone: true }),
  nextRunAt: timestamp({ withTimezone: true }),
  version: integer().notNull().default(1),
  recordedAt: timestamp({ withTimezone: true }).notNull(),
}, (t) => [index("feed_sources_state").on(t.state)]);

/** One reading of a source: from where to where, what came of it. `outcome` is null while it is under way. */
export const sourceRuns = pgTable("source_runs", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  sourceId: bigint({ mode: "number" }).notNull().references(() => feedSources.id),
  reason: text().$type<"schedule" | "by-hand">().notNull(),
  startedAt: timestamp({ withTimezone: true }).notNull(),
  seenAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }),
  outcome: text().$type<"read" | "more" | "nothing" | "failed" | "interrupted">(),
  pages: integer().notNull().default(0),
  bytes: bigint({ mode: "number" }).notNull().default(0),
  problem: jsonb().$type<PullProblem>(),
  cursorBefore: jsonb().$type<SourceCursor>(),
  cursorAfter: jsonb().$type<SourceCursor>(),
}, (t) => [index("source_runs_source").on(t.sourceId, t.id)]);

/** What each document of a source came to, by pull or push. `delays` counts its new events by how long after they happened they came. */
export const sourceCaptures = pgTable("source_captures", {
  documentId: text().primaryKey(),
  sourceId: bigint({ mode: "number" }).notNull(),
  runId: bigint({ mode: "number" }),
  at: timestamp({ withTimezone: true }).notNull(),
  accepted: integer().notNull().default(0),
  warning: integer().notNull().default(0),
  duplicate: integer().notNull().default(0),
  rejected: integer().notNull().default(0),
  lastEventAt: timestamp({ withTimezone: true }),
  delays: jsonb().$type<Delays>().notNull().default({}),
}, (t) => [index("source_captures_source").on(t.sourceId, t.at), index("source_captures_run").on(t.runId)]);

/** Files of a folder that were taken, each version once: its size with its time or tag. */
export const sourceFiles = pgTable("source_files", {
  sourceId: bigint({ mode: "number" }).notNull().references(() => feedSources.id),
  name: text().notNull(),
  version: text().notNull(),
  takenAt: timestamp({ withTimezone: true }).notNull(),
  documentId: text(),
  problem: jsonb().$type<PullProblem>(),
}, (t) => [primaryKey({ columns: [t.sourceId, t.name, t.version] }), index("source_files_taken").on(t.sourceId, t.takenAt)]);

/** A stretch of a source that was missed, came late, or was read again: what is known of its completeness. */
export const sourceGaps = pgTable("source_gaps", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  sourceId: bigint({ mode: "number" }).notNull().references(() => feedSources.id),
  runId: bigint({ mode: "number" }),
  kind: text().$type<"came-late" | "went-back" | "page-lost" | "file-unreadable" | "reset">().notNull(),
  at: timestamp({ withTimezone: true }).notNull(),
  from: timestamp({ withTimezone: true }),
  to: timestamp({ withTimezone: true }),
  facts: jsonb().$type<Readonly<Record<string, string | number>>>().notNull(),
}, (t) => [index("source_gaps_source").on(t.sourceId, t.id)]);

/** A time in which nothing new came from a source for longer than it may be silent; one at a time. */
export const sourceSilences = pgTable("source_silences", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  sourceId: bigint({ mode: "number" }).notNull().references(() => feedSources.id),
  since: timestamp({ withTimezone: true }).notNull(),
  noticedAt: timestamp({ withTimezone: true }).notNull(),
  endedAt: timestamp({ withTimezone: true }),
}, (t) => [unique("source_silences_open").on(t.sourceId, t.endedAt).nullsNotDistinct()]);

/** How full the measure of what a source may push in a minute is. */
export const sourceMeters = pgTable("source_meters", {
  sourceId: bigint({ mode: "number" }).primaryKey().references(() => feedSources.id),
  at: timestamp({ withTimezone: true }).notNull(),
  events: doublePrecision().notNull(),
  bytes: doublePrecision().notNull(),
});

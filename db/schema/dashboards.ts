import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { FigureDifference } from "../../lib/dashboards/figure-check.ts";

/** Declarations whose facts changed since they were last counted; written by the change itself (drizzle/functions.sql), taken away by the one that counts. */
export const figureChanges = pgTable("figure_changes", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  declarations: bigint({ mode: "number" }).array().notNull(),
});

/** How many declarations bear a mark (lib/dashboards/queries/marks.ts), by day in China time and office; `-infinity` is no day: what stands now. `amount` is what the mark adds up, in minor units. */
export const figures = pgTable(
  "figures",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    office: text().notNull(),
    a: text().notNull(),
    b: text().notNull(),
    n: bigint({ mode: "number" }).notNull(),
    amount: bigint({ mode: "bigint" }).notNull(),
  },
  (t) => [unique("figures_mark").on(t.kind, t.day, t.office, t.a, t.b)],
);

/** The same added up, so that a year of the whole house is read in a few rows: by month (its first day) and office, and for all offices (`office` empty) by day and by month. */
export const figureSums = pgTable(
  "figure_sums",
  {
    kind: text().notNull(),
    grain: text().$type<"day" | "month">().notNull(),
    day: date({ mode: "string" }).notNull(),
    office: text().notNull(),
    a: text().notNull(),
    b: text().notNull(),
    n: bigint({ mode: "number" }).notNull(),
    amount: bigint({ mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.grain, t.office, t.day, t.a, t.b] })],
);

/** What each declaration was last counted as: its marks by their ids, one that it bears twice written twice. A change takes the old marks away and adds the new. */
export const figureCounted = pgTable(
  "figure_counted",
  {
    declarationId: bigint({ mode: "number" }).primaryKey(),
    marks: integer().array().notNull(),
    /** The mark that adds up an amount, and what this declaration adds. */
    amountMark: integer(),
    amount: bigint({ mode: "bigint" }),
  },
  (t) => [index("figure_counted_marks").using("gin", t.marks)],
);

/** How far counting is: every change committed before `asOf` is counted. One row, id 1. */
export const figureFolds = pgTable("figure_folds", {
  id: integer().primaryKey(),
  asOf: timestamp({ withTimezone: true }).notNull(),
  /** Declarations that still waited then. */
  waiting: bigint({ mode: "number" }).notNull(),
});

/** Recounts of a day from the declarations themselves, and what they found to differ. */
export const figureChecks = pgTable(
  "figure_checks",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    day: date({ mode: "string" }).notNull(),
    declarations: integer().notNull(),
    marks: integer().notNull(),
    differences: jsonb().$type<FigureDifference[]>().notNull(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    finishedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("figure_checks_finished").on(t.finishedAt)],
);

import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Side, SortedDays, Tally, Variation } from "../../lib/risk/backtest.ts";

/** A back-test (回溯测试): what was tried over which days of lodging, how far it is, and what it counted. Its variations never change. */
export const backtests = pgTable(
  "backtests",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    first: jsonb().$type<Variation>().notNull(),
    /** What the first is compared with; null where it is what is in force. */
    second: jsonb().$type<Variation>(),
    /** How the rule was set when it began; null before, and for a profile or a model. */
    standing: jsonb().$type<Variation>(),
    /** Days of lodging in the house's time, both included. */
    fromDay: date({ mode: "string" }).notNull(),
    toDay: date({ mode: "string" }).notNull(),
    state: text().$type<"waiting" | "running" | "done" | "cancelled" | "failed">().notNull(),
    /** How many declarations were lodged on those days when it began; null before. */
    total: integer(),
    /** The declaration up to which it has looked; it goes on from there when it was cut short. */
    lookedTo: bigint({ mode: "number" }).notNull().default(0),
    tally: jsonb().$type<Tally>(),
    /** What offices sorted so far by what is in force, by the first and by the second. */
    sorted: jsonb().$type<Readonly<Record<string, SortedDays>>>(),
    problem: text(),
    requestedBy: text().notNull(),
    requestedByName: text().notNull(),
    requestedAt: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (t) => [index("backtests_state").on(t.state, t.id)],
);

/** A declaration on which something fires or fired, or whose lane would be another. */
export const backtestHits = pgTable(
  "backtest_hits",
  {
    backtestId: bigint({ mode: "number" }).notNull(),
    declarationId: bigint({ mode: "number" }).notNull(),
    side: text().$type<Side>().notNull(),
    /** Whether the rule is recorded to have fired on it. */
    recorded: boolean().notNull(),
    inForce: boolean().notNull(),
    confirmed: boolean(),
    laneInForce: text().notNull(),
    laneFirst: text().notNull(),
    laneSecond: text(),
    scoreInForce: integer().notNull(),
    scoreFirst: integer().notNull(),
    scoreSecond: integer(),
  },
  (t) => [primaryKey({ columns: [t.backtestId, t.declarationId] }), index("backtest_hits_side").on(t.backtestId, t.side, t.declarationId)],
);

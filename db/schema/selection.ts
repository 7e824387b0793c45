import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { DutyDraw } from "../../lib/triage/duty.ts";
import type { ReassignReason } from "../../lib/triage/reassign.ts";

/** What an office can examine (布控查验参数): proposed by one supervisor with a reason, in force once another person confirmed it. The newest in force counts. Rates are hundredths of a percent of arrivals. */
export const selectionSettings = pgTable(
  "selection_settings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    officeCode: text().notNull(),
    redRate: integer().notNull(),
    yellowRate: integer().notNull(),
    randomRate: integer().notNull(),
    examinationsPerDay: integer().notNull(),
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
  (t) => [index("selection_settings_office").on(t.officeCode, t.state, t.id)],
);

/** What one office sorted on one day: arrivals, and red and yellow of the day they became so, red by their reason; passed-over are arrivals of the day as they stand. */
export const selectionDays = pgTable(
  "selection_days",
  {
    officeCode: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    arrivals: integer().notNull().default(0),
    mandatory: integer().notNull().default(0),
    scored: integer().notNull().default(0),
    random: integer().notNull().default(0),
    toppedUp: integer().notNull().default(0),
    /** Hits for the red lane that found no room, and are yellow. */
    passedOver: integer().notNull().default(0),
    /** Scores of the yellow lane that found no room, and are green. */
    passedOverYellow: integer().notNull().default(0),
    yellow: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.officeCode, t.day] })],
);

/** How a declaration was drawn when its office first sorted it, written once; and the day on which it was taken for examination, null while it is not. */
export const selections = pgTable(
  "selections",
  {
    declarationId: bigint({ mode: "number" }).primaryKey(),
    officeCode: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    number: text().notNull(),
    setting: bigint({ mode: "number" }).notNull(),
    /** The first 52 bits of HMAC-SHA256(seed, number), thirteen hexadecimal digits. */
    fraction: text().notNull(),
    randomRate: integer().notNull(),
    drawn: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    selectedOn: date({ mode: "string" }),
    /** The day on which it came into the yellow lane, where that is not the day it arrived. */
    yellowOn: date({ mode: "string" }),
  },
  (t) => [index("selections_day").on(t.officeCode, t.day, t.declarationId)],
);

/** The secret of an office's draw for one day: its hash is committed before the day begins, the seed shown after it ended. */
export const drawSeeds = pgTable(
  "draw_seeds",
  {
    officeCode: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** SHA-256 of the seed's text, hexadecimal. */
    commitment: text().notNull(),
    /** The seed under the house's own secret. */
    sealedSeed: text().notNull(),
    committedAt: timestamp({ withTimezone: true }).notNull(),
    /** Committed when the day had begun. */
    late: boolean().notNull(),
    seed: text(),
    revealedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.officeCode, t.day] })],
);

/** Who is on duty at an office on a day, and how many examinations each can take. */
export const duties = pgTable(
  "duties",
  {
    officeCode: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    personId: bigint({ mode: "number" }).notNull(),
    personName: text().notNull(),
    personNameZh: text().notNull(),
    onDuty: boolean().notNull(),
    examinations: integer().notNull(),
    setByName: text().notNull(),
    setAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.officeCode, t.day, t.personId] })],
);

/** Who was to make an examination, in order: drawn, or named with a reason. Added to and never changed; the examination carries the newest. */
export const examinerAssignments = pgTable(
  "examiner_assignments",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    examinationId: bigint({ mode: "number" }).notNull(),
    officeCode: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    /** Null where nobody on duty could be drawn. */
    personId: bigint({ mode: "number" }),
    personName: text(),
    how: text().$type<"drawn" | "named">().notNull(),
    /** What was drawn from, and with what; null where a person was named. */
    draw: jsonb().$type<DutyDraw>(),
    reason: text().$type<ReassignReason>(),
    note: text().notNull(),
    byName: text(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("examiner_assignments_examination").on(t.examinationId, t.id), index("examiner_assignments_day").on(t.officeCode, t.day, t.id)],
);

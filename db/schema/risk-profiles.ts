import { bigint, index, integer, pgTable, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Finding } from "../../lib/risk/finding.ts";
import type { ProfileState } from "../../lib/risk/profile.ts";

/**
 * A version of a targeting profile (布控指令). `profile` is the profile's own number, kept through its versions; one version at most is being written or waits
 * for its answer, and one at most is in force: a later one that is confirmed ends the one before. Actors are kept as keys (`person:7`), which four eyes compare.
 */
export const profiles = pgTable(
  "profiles",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    profile: bigint({ mode: "number" }).notNull(),
    version: integer().notNull(),
    nameEn: text().notNull(),
    nameZh: text().notNull(),
    nextEn: text().notNull(),
    nextZh: text().notNull(),
    severity: text().$type<Finding["severity"]>().notNull(),
    points: integer().notNull(),
    condition: text().notNull(),
    /** Codes of the offices whose declarations it concerns; none: all. */
    offices: text().array().notNull(),
    /** From when; null: from when it is confirmed. */
    fromAt: timestamp({ withTimezone: true }),
    untilAt: timestamp({ withTimezone: true }).notNull(),
    mode: text().$type<"shadow" | "live">().notNull(),
    reason: text().notNull(),
    state: text().$type<ProfileState>().notNull(),
    writtenBy: text().notNull(),
    writtenByName: text().notNull(),
    writtenAt: timestamp({ withTimezone: true }).notNull(),
    proposedBy: text(),
    proposedByName: text(),
    proposedAt: timestamp({ withTimezone: true }),
    answeredBy: text(),
    answeredByName: text(),
    answeredAt: timestamp({ withTimezone: true }),
    answerNote: text(),
    endedByName: text(),
    endedAt: timestamp({ withTimezone: true }),
    endReason: text(),
  },
  (t) => [unique("profiles_version").on(t.profile, t.version), index("profiles_in_force").on(t.state, t.untilAt)],
);

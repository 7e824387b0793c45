import { bigint, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What was done and what was read, by whom. Append-only: the application's role can insert and select, nothing else. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    actorKind: text().$type<"person" | "key" | "system">().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    role: text(),
    organisationId: bigint({ mode: "number" }),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index("audit_entries_at").on(t.at, t.id),
    index("audit_entries_subject").on(t.subjectKind, t.subjectId, t.at, t.id),
    index("audit_entries_actor").on(t.actorId, t.at, t.id),
    index("audit_entries_action").on(t.action, t.at, t.id),
  ],
);

import { bigint, boolean, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** What documents name, one row a name: row-level security keeps a search within an array away from its index, and an assessment asks by name for every declaration. Kept by the database. */
export const documentNames = pgTable(
  "document_names",
  {
    /** What the name is and in which document: a lot in an inspection report, a lot or a declaration in a transport document, a lot in a declaration. */
    kind: text().$type<"report-lot" | "carried-lot" | "carried-declaration" | "declared-lot">().notNull(),
    name: text().notNull(),
    documentId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.name, t.documentId] })],
);

/** Assessments of everything anew (全部重新评估), as when a rule comes into force: how far each got. All declarations below `place` are done. */
export const sweeps = pgTable("sweeps", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  /** The job it is done by: begun again after its worker was killed, it goes on. */
  job: text().notNull(),
  cause: text().notNull(),
  /** Only of declarations on which somebody still has to do something. */
  open: boolean().notNull(),
  state: text().$type<"running" | "done" | "replaced">().notNull(),
  place: bigint({ mode: "number" }).notNull(),
  /** The newest declaration there was when it was asked for: later ones are assessed by what is in force anyway. */
  last: bigint({ mode: "number" }).notNull(),
  assessed: bigint({ mode: "number" }).notNull(),
  changed: bigint({ mode: "number" }).notNull(),
  /** Declarations on which a rule broke. */
  failed: integer().notNull(),
  begunAt: timestamp({ withTimezone: true }).notNull(),
  endedAt: timestamp({ withTimezone: true }),
});

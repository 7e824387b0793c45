import { sql } from "drizzle-orm";
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from "drizzle-orm/pg-core";
import type { Difference } from "../../lib/capacity/difference.ts";
import type { LineCapacity, Verdict } from "../../lib/capacity/verdict.ts";

/** Capacity accounts: (site, scope, production period, dimension), with what is charged to them now, in base units. */
export const accounts = pgTable(
  "accounts",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    scopeKind: text().$type<"gtins" | "category" | "hsPrefixes">().notNull(),
    scopeValues: text().array().notNull(),
    scopeKey: text().notNull(),
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    dimension: text().$type<"items" | "volume" | "mass">().notNull(),
    /** The unit answers are given in: that of the certificate that limits the account. */
    unit: text().notNull(),
    unitPacks: bigint({ mode: "bigint" }).notNull(),
    declared: bigint({ mode: "bigint" }).notNull().default(sql`0`),
    elsewhere: bigint({ mode: "bigint" }).notNull().default(sql`0`),
    lastSeq: integer().notNull().default(0),
    /** When the newest posting became known; the next is never earlier. */
    lastRecordedAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] }), unique("accounts_identity").on(t.siteId, t.scopeKey, t.producedFrom, t.producedTo, t.dimension)],
);

/** What limits an account for lots produced in [producedFrom, producedTo): derived from certificates and their decisions, rewritten whole when one changes. */
export const accountLimits = pgTable(
  "account_limits",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    accountId: bigint({ mode: "number" }).notNull(),
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    /** `producedTo`, or infinity for the account's last: goods made beyond the period are judged by it. */
    judgedTo: date({ mode: "string" }).notNull(),
    state: text().$type<"limited" | "suspended" | "none">().notNull(),
    /** Base units; zero unless limited. */
    limit: bigint({ mode: "bigint" }).notNull(),
    /** Proven stock carried over, in base units, up to what the scope's policy allows. */
    reserve: bigint({ mode: "bigint" }).notNull(),
    /** Warning level in thousandths of the capacity. */
    warningPermille: integer().notNull(),
    certificates: text().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.accountId, t.producedFrom] })],
);

/** What a line adds to an account or takes back. Append-only, gapless by (account, seq); the `…After` columns are running sums. */
export const postings = pgTable(
  "postings",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    accountId: bigint({ mode: "number" }).notNull(),
    declarationId: bigint({ mode: "number" }).notNull(),
    amount: bigint({ mode: "bigint" }).notNull(),
    declaredAfter: bigint({ mode: "bigint" }).notNull(),
    elsewhereAfter: bigint({ mode: "bigint" }).notNull(),
    /** Everything charged after this posting: what the verdict compares with the capacity. */
    usedAfter: bigint({ mode: "bigint" }).notNull().generatedAlwaysAs(sql`declared_after + elsewhere_after`),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
    seq: integer().notNull(),
    lineNo: integer().notNull(),
    revision: integer().notNull(),
    producedFrom: date({ mode: "string" }).notNull(),
    producedTo: date({ mode: "string" }).notNull(),
    /** The verdict this account gives the line now; changes when a certificate changes. */
    verdict: text().$type<Verdict>().notNull(),
    kind: text().$type<"line" | "taken-back" | "elsewhere">().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.accountId, t.seq] }),
    index("postings_declaration").on(t.declarationId, t.lineNo),
    index("postings_known").on(t.siteId, t.accountId, t.recordedAt),
    index("postings_judged").on(t.siteId, t.accountId, t.verdict, t.usedAfter),
  ],
);

/** The answer each line of each revision was given when it was lodged; never rewritten. */
export const lineAnswers = pgTable(
  "line_answers",
  {
    siteId: bigint({ mode: "number" }).notNull(),
    declarationId: bigint({ mode: "number" }).notNull(),
    revision: integer().notNull(),
    no: integer().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    answer: jsonb().$type<LineCapacity>().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.declarationId, t.revision, t.no] }), index("line_answers_declaration").on(t.declarationId)],
);

/** Runs of the nightly check and the differences it named. */
export const ledgerChecks = pgTable("ledger_checks", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  startedAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }).notNull(),
  accounts: integer().notNull(),
  postings: bigint({ mode: "number" }).notNull(),
  differences: jsonb().$type<readonly Difference[]>().notNull(),
});

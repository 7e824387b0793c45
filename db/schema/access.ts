import { bigint, boolean, index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { Role } from "../../lib/access/permission.ts";
import { offices } from "./places.ts";
import { organisations } from "./parties.ts";

/** People who sign in. `passwordHash` is argon2id; null for people who come by OIDC alone. */
export const people = pgTable("people", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  login: text().notNull().unique(),
  name: text().notNull(),
  nameZh: text().notNull(),
  role: text().$type<Role>().notNull(),
  organisationId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
  officeCode: text().references(() => offices.code),
  passwordHash: text(),
  /** Given by somebody else and to be changed: until then the own account is the only room. */
  passwordTemporary: boolean().notNull().default(false),
  /** Base32 secret of the second factor (RFC 6238); it counts once confirmed, and a code's time step is taken once. */
  totpSecret: text(),
  totpConfirmedAt: timestamp({ withTimezone: true }),
  totpLastStep: bigint({ mode: "number" }),
  oidcSubject: text().unique(),
  locale: text().$type<"en" | "zh-CN">().notNull().default("zh-CN"),
  disabledAt: timestamp({ withTimezone: true }),
  version: integer().notNull().default(1),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** One signed-in browser. Checked on each request; `endedAt` ends it at once. `tokenHash` is the SHA-256 of the session's random id. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text().primaryKey(),
    personId: bigint({ mode: "number" }).notNull().references(() => people.id),
    startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
    agent: text().notNull().default(""),
    address: text().notNull().default(""),
  },
  (t) => [index("sessions_person").on(t.personId)],
);

/**
 * Keys of other systems: 256 random bits, stored as SHA-256, shown once. A key of a source counts what it sends there; one with a
 * certificate (SHA-256, hexadecimal) is heeded only beside it.
 */
export const apiKeys = pgTable("api_keys", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  keyHash: text().notNull().unique(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  organisationId: bigint({ mode: "number" }).notNull().references(() => organisations.id),
  sourceId: bigint({ mode: "number" }),
  certificate: text(),
  revokedAt: timestamp({ withTimezone: true }),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
}, (t) => [index("api_keys_source").on(t.sourceId)]);

/** Sign-in attempts, for throttling by login and by address. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    login: text().notNull(),
    address: text().notNull(),
    succeeded: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("sign_in_attempts_login").on(t.login, t.at), index("sign_in_attempts_address").on(t.address, t.at)],
);

/** Answers already given to an Idempotency-Key, by caller; a key used again with another body is refused. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: text().primaryKey(),
    requestHash: text().notNull(),
    status: integer(),
    body: text(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("idempotency_keys_recorded").on(t.recordedAt)],
);

import { bigint, boolean, customType, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { namedQueries } from "./feeds-queries.ts";
import type { DeliveryProblem, QuerySchedule } from "../../lib/feeds/subscription.ts";

const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/**
 * Standing subscriptions to named queries (EPCIS 2.0 section 8.2.5): who is told, when, and how far they were told. `toldTransaction` and
 * `toldEvent` are the place of the last event the receiver has answered for with a 2xx; it moves only then. `token` is sealed.
 */
export const feedSubscriptions = pgTable("feed_subscriptions", {
  id: text().primaryKey(),
  queryName: text().notNull().references(() => namedQueries.name, { onDelete: "cascade" }),
  organisationId: bigint({ mode: "number" }).notNull(),
  /** `key:3` or `person:7`: what they may see is what is told, and nothing once they may not sign in any more. */
  subscriber: text().notNull(),
  seesAll: boolean().notNull(),
  dest: text().notNull(),
  token: text(),
  /** Null for a stream, which tells of each event as it is stored. */
  schedule: jsonb().$type<QuerySchedule>(),
  reportIfEmpty: boolean().notNull(),
  initialRecordTime: timestamp({ withTimezone: true }).notNull(),
  toldTransaction: transactionId().notNull(),
  toldEvent: bigint({ mode: "number" }).notNull(),
  minRecordTime: timestamp({ withTimezone: true }).notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull(),
  lastExecutedAt: timestamp({ withTimezone: true }),
  lastNotifiedAt: timestamp({ withTimezone: true }),
  nextRunAt: timestamp({ withTimezone: true }),
  /** Events of one message; halved when the receiver says that a message is too large. */
  together: integer().notNull(),
  failures: integer().notNull().default(0),
  /** Set while somebody has it rest: nothing is sent, and what is stored meanwhile waits for it. */
  pausedAt: timestamp({ withTimezone: true }),
  problem: jsonb().$type<DeliveryProblem>(),
}, (t) => [index("feed_subscriptions_query").on(t.queryName, t.createdAt, t.id)]);

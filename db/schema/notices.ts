import { bigint, boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import type { Audience, Comparison, FigureFilter } from "../../lib/notices/alert.ts";
import type { DeliveryState, NoticeKind } from "../../lib/notices/notice.ts";

/** Something that people are told: in both languages, with where it leads. Added to and never changed. */
export const notices = pgTable(
  "notices",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().$type<NoticeKind>().notNull(),
    titleEn: text().notNull(),
    titleZh: text().notNull(),
    bodyEn: text().notNull(),
    bodyZh: text().notNull(),
    /** Where it leads, without the language. */
    href: text().notNull(),
    /** The alert that told it, where one did, with the figure as it was. */
    alertId: bigint({ mode: "number" }),
    value: doublePrecision(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index("notices_alert").on(t.alertId, t.id)],
);

/** Whom a notice was put before in the product, and when each read it. */
export const noticeReaders = pgTable(
  "notice_readers",
  {
    personId: bigint({ mode: "number" }).notNull(),
    noticeId: bigint({ mode: "number" }).notNull(),
    readAt: timestamp({ withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.personId, t.noticeId] })],
);

/** A notice on its way out of the house: by e-mail to an address, or to a webhook. Tried again after growing pauses, and given up after some. */
export const noticeDeliveries = pgTable(
  "notice_deliveries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    noticeId: bigint({ mode: "number" }).notNull(),
    channel: text().$type<"email" | "webhook">().notNull(),
    /** The address it goes to; for a webhook its name. */
    target: text().notNull(),
    webhookId: bigint({ mode: "number" }),
    locale: text().$type<"en" | "zh-CN">().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    tries: integer().notNull().default(0),
    problem: jsonb().$type<{ readonly code: string; readonly facts: Readonly<Record<string, string | number>> }>(),
    queuedAt: timestamp({ withTimezone: true }).notNull(),
    nextAt: timestamp({ withTimezone: true }),
    doneAt: timestamp({ withTimezone: true }),
  },
  (t) => [index("notice_deliveries_notice").on(t.noticeId), index("notice_deliveries_state").on(t.state, t.id)],
);

/** An address of another system that is told by signed webhook (Standard Webhooks). The secret is sealed. */
export const noticeWebhooks = pgTable("notice_webhooks", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  address: text().notNull(),
  secret: text().notNull(),
  madeByName: text().notNull(),
  madeAt: timestamp({ withTimezone: true }).notNull(),
  removedAt: timestamp({ withTimezone: true }),
});

/** Where a person is written to by e-mail, and whether they want it. */
export const noticeAddresses = pgTable("notice_addresses", {
  personId: bigint({ mode: "number" }).primaryKey(),
  email: text().notNull(),
  on: boolean().notNull(),
});

/** A threshold on a figure (预警): when it is passed, somebody is told. */
export const alerts = pgTable("alerts", {
  id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  nameEn: text().notNull(),
  nameZh: text().notNull(),
  figure: text().notNull(),
  filter: jsonb().$type<FigureFilter>().notNull(),
  comparison: text().$type<Comparison>().notNull(),
  value: doublePrecision().notNull(),
  audience: jsonb().$type<Audience>().notNull(),
  coolDownMinutes: integer().notNull(),
  on: boolean().notNull(),
  version: integer().notNull().default(1),
  writtenByName: text().notNull(),
  writtenAt: timestamp({ withTimezone: true }).notNull(),
  /** How it stood when it was last looked at: the figure, whether it was passed, and why it could not be read. */
  lastValue: doublePrecision(),
  lastLookedAt: timestamp({ withTimezone: true }),
  passed: boolean().notNull().default(false),
  lastToldAt: timestamp({ withTimezone: true }),
  problem: text(),
  removedAt: timestamp({ withTimezone: true }),
});

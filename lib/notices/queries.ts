import { and, asc, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { alerts, noticeAddresses, noticeDeliveries, noticeReaders, notices, noticeWebhooks } from "#db/schema/notices";

/** A notice as its reader sees it. */
export type NoticeShown = {
  readonly id: number;
  readonly kind: (typeof notices.$inferSelect)["kind"];
  readonly title: { readonly en: string; readonly zh: string };
  readonly body: { readonly en: string; readonly zh: string };
  readonly href: string;
  readonly at: Date;
  readonly readAt: Date | null;
};

/** The notices put before a person, newest first; `after` is the number of the last one shown. */
export async function noticesOf(
  tx: Transaction,
  person: number,
  { limit, after, unread = false }: { readonly limit: number; readonly after?: number | undefined; readonly unread?: boolean },
): Promise<{ readonly rows: readonly NoticeShown[]; readonly next: number | null }> {
  const rows = await tx
    .select({ notice: notices, readAt: noticeReaders.readAt })
    .from(noticeReaders)
    .innerJoin(notices, eq(notices.id, noticeReaders.noticeId))
    .where(and(eq(noticeReaders.personId, person), after === undefined ? undefined : lt(noticeReaders.noticeId, after), unread ? isNull(noticeReaders.readAt) : undefined))
    .orderBy(desc(noticeReaders.noticeId))
    .limit(limit + 1);
  const shown = rows
    .slice(0, limit)
    .map(({ notice, readAt }): NoticeShown => ({
      id: notice.id,
      kind: notice.kind,
      title: { en: notice.titleEn, zh: notice.titleZh },
      body: { en: notice.bodyEn, zh: notice.bodyZh },
      href: notice.href,
      at: notice.at,
      readAt,
    }));
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** As many unread notices are counted at most: more are "99+". */
const MOST_COUNTED = 100;

/** How many notices a person has not read, up to a hundred. */
export async function unreadOf(tx: Transaction, person: number): Promise<number> {
  const [row] = await tx.execute<{ n: string }>(sql`select count(*) as n from (select 1 from notice_readers where person_id = ${person} and read_at is null limit ${MOST_COUNTED}) as unread`);
  return Number(row?.n ?? 0);
}

/** Where a person is written to; null where they never said. */
export async function addressOfPerson(tx: Transaction, person: number): Promise<{ readonly email: string; readonly on: boolean } | null> {
  const [row] = await tx.select({ email: noticeAddresses.email, on: noticeAddresses.on }).from(noticeAddresses).where(eq(noticeAddresses.personId, person));
  return row ?? null;
}

/** An alert as it is kept. */
export type AlertRow = typeof alerts.$inferSelect;

/** The alerts that are not taken out, by number. */
export async function listAlerts(tx: Transaction, { limit, after = 0 }: { readonly limit: number; readonly after?: number | undefined }): Promise<{ readonly rows: readonly AlertRow[]; readonly next: number | null }> {
  const rows = await tx.select().from(alerts).where(and(isNull(alerts.removedAt), sql`${alerts.id} > ${after}`)).orderBy(asc(alerts.id)).limit(limit + 1);
  return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

/** One alert by number; undefined where it is not there or was taken out. */
export async function alertById(tx: Transaction, id: number): Promise<AlertRow | undefined> {
  const [row] = await tx.select().from(alerts).where(and(eq(alerts.id, id), isNull(alerts.removedAt)));
  return row;
}

/** A webhook that alerts may tell, without its secret. */
export type WebhookRow = { readonly id: number; readonly name: string; readonly address: string; readonly madeByName: string; readonly madeAt: Date };

/** The webhooks that alerts may tell; never their secrets. */
export async function listWebhooks(tx: Transaction): Promise<WebhookRow[]> {
  return tx
    .select({ id: noticeWebhooks.id, name: noticeWebhooks.name, address: noticeWebhooks.address, madeByName: noticeWebhooks.madeByName, madeAt: noticeWebhooks.madeAt })
    .from(noticeWebhooks)
    .where(isNull(noticeWebhooks.removedAt))
    .orderBy(asc(noticeWebhooks.id))
    .limit(200);
}

/** A delivery with what it was about. */
export type DeliveryShown = {
  readonly id: number;
  readonly channel: "email" | "webhook";
  readonly target: string;
  readonly state: "waiting" | "delivered" | "dead";
  readonly tries: number;
  readonly problem: (typeof noticeDeliveries.$inferSelect)["problem"];
  readonly queuedAt: Date;
  readonly nextAt: Date | null;
  readonly doneAt: Date | null;
  readonly title: { readonly en: string; readonly zh: string };
};

/** The latest deliveries out of the house, newest first: all, or those of some states. */
export async function listDeliveries(
  tx: Transaction,
  { limit, after, states }: { readonly limit: number; readonly after?: number | undefined; readonly states?: readonly DeliveryShown["state"][] },
): Promise<{ readonly rows: readonly DeliveryShown[]; readonly next: number | null }> {
  const rows = await tx
    .select({ delivery: noticeDeliveries, en: notices.titleEn, zh: notices.titleZh })
    .from(noticeDeliveries)
    .innerJoin(notices, eq(notices.id, noticeDeliveries.noticeId))
    .where(and(after === undefined ? undefined : lt(noticeDeliveries.id, after), states === undefined ? undefined : inArray(noticeDeliveries.state, [...states])))
    .orderBy(desc(noticeDeliveries.id))
    .limit(limit + 1);
  const shown = rows
    .slice(0, limit)
    .map(({ delivery: { id, channel, target, state, tries, problem, queuedAt, nextAt, doneAt }, en, zh }): DeliveryShown => ({
      id,
      channel,
      target,
      state,
      tries,
      problem,
      queuedAt,
      nextAt,
      doneAt,
      title: { en, zh },
    }));
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** The people an alert may name: who may sign in, with their role. */
export async function peopleToTell(tx: Transaction): Promise<{ readonly id: number; readonly name: string; readonly nameZh: string; readonly role: string }[]> {
  return tx.select({ id: people.id, name: people.name, nameZh: people.nameZh, role: people.role }).from(people).where(isNull(people.disabledAt)).orderBy(asc(people.name)).limit(500);
}

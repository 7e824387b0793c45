import { and, eq, inArray, isNull, notInArray, or } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { notify, notifyAll } from "#db/live";
import { people } from "#db/schema/access";
import { noticeAddresses, noticeDeliveries, noticeReaders, notices, noticeWebhooks } from "#db/schema/notices";
import type { Role } from "#lib/access/permission";
import type { Audience } from "../alert.ts";
import type { Listeners, Told } from "../notice.ts";

type Alerted = { readonly alertId: number; readonly value: number };

/**
 * Puts a notice before people in the product, in the caller's transaction: it is told when the change is committed, and not otherwise. Hands back its number, and
 * who was told.
 */
export async function tell(tx: Transaction, told: Told, to: Listeners, now: Date, of: Alerted | null = null): Promise<{ readonly notice: number; readonly people: readonly number[] }> {
  const [made] = await tx
    .insert(notices)
    .values({ kind: told.kind, titleEn: told.title.en, titleZh: told.title.zh, bodyEn: told.body.en, bodyZh: told.body.zh, href: told.href, alertId: of?.alertId ?? null, value: of?.value ?? null, at: now })
    .returning({ id: notices.id });
  if (made === undefined) throw new Error("the notice was not written");
  const ids = await listenersOf(tx, to);
  if (ids.length > 0) {
    await tx.insert(noticeReaders).values(ids.map((personId) => ({ personId, noticeId: made.id })));
    await notify(tx, "notice", { id: made.id });
  }
  return { notice: made.id, people: ids };
}

/** Tells people what a colleague did that concerns them, by the colleague's name in both languages; nobody is told of their own acts. In the caller's transaction. */
export async function tellColleagues(tx: Transaction, by: number, to: readonly number[], worded: (by: { readonly en: string; readonly zh: string }) => Told, now: Date): Promise<void> {
  const others = to.filter((id) => id !== by);
  if (others.length === 0) return;
  const [colleague] = await tx.select({ en: people.name, zh: people.nameZh }).from(people).where(eq(people.id, by));
  await tell(tx, worded(colleague ?? { en: "", zh: "" }), { roles: [], people: others }, now);
}

/** Something to tell the people of some organisations who hold a role. */
export type ToldOrganisations = { readonly told: Told; readonly organisations: readonly number[]; readonly role: Role };

/** Puts notices before the people of organisations, in a fixed number of statements; one that nobody would read is not written. In the caller's transaction. */
export async function tellOrganisations(tx: Transaction, all: readonly ToldOrganisations[], now: Date): Promise<void> {
  const organisations = [...new Set(all.flatMap((one) => one.organisations))];
  if (organisations.length === 0) return;
  const found = await tx.select({ id: people.id, organisation: people.organisationId, role: people.role }).from(people).where(and(inArray(people.organisationId, organisations), isNull(people.disabledAt)));
  const meant = all.flatMap(({ told, organisations: of, role }) => {
    const ids = found.filter((person) => person.role === role && of.includes(person.organisation)).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ told, ids }];
  });
  if (meant.length === 0) return;
  const made = await tx
    .insert(notices)
    .values(meant.map(({ told }) => ({ kind: told.kind, titleEn: told.title.en, titleZh: told.title.zh, bodyEn: told.body.en, bodyZh: told.body.zh, href: told.href, at: now })))
    .returning({ id: notices.id });
  await tx.insert(noticeReaders).values(made.flatMap(({ id }, index) => (meant[index]?.ids ?? []).map((personId) => ({ personId, noticeId: id }))));
  await notifyAll(tx, "notice", made.map(({ id }) => ({ id, kind: "told" })));
}

/** Tells an alert's audience: in the product, and out of the house by e-mail and webhook where it says so. Hands back how many were told by which way. */
export async function tellAudience(
  tx: Transaction,
  told: Told,
  { roles, people: named, webhooks, email }: Audience,
  now: Date,
  of: Alerted,
): Promise<{ readonly notice: number; readonly people: number; readonly emails: number; readonly webhooks: number }> {
  const { notice, people: ids } = await tell(tx, told, { roles, people: named }, now, of);
  const addresses =
    email && ids.length > 0
      ? await tx
          .select({ email: noticeAddresses.email, locale: people.locale })
          .from(noticeAddresses)
          .innerJoin(people, eq(people.id, noticeAddresses.personId))
          .where(and(inArray(noticeAddresses.personId, [...ids]), eq(noticeAddresses.on, true)))
      : [];
  const hooks =
    webhooks.length === 0
      ? []
      : await tx
          .select({ id: noticeWebhooks.id, name: noticeWebhooks.name })
          .from(noticeWebhooks)
          .where(and(inArray(noticeWebhooks.id, [...webhooks]), isNull(noticeWebhooks.removedAt)));
  const outward = [
    ...addresses.map((one) => ({ channel: "email" as const, target: one.email, webhookId: null, locale: one.locale })),
    ...hooks.map((one) => ({ channel: "webhook" as const, target: one.name, webhookId: one.id, locale: "en" as const })),
  ];
  if (outward.length > 0) {
    const made = await tx.insert(noticeDeliveries).values(outward.map((one) => ({ ...one, noticeId: notice, state: "waiting" as const, queuedAt: now, nextAt: now }))).returning({ id: noticeDeliveries.id });
    for (const { id } of made) await queueJob(tx, "deliver-notice", { id }, { jobKey: `deliver-notice:${id}` });
  }
  return { notice, people: ids.length, emails: addresses.length, webhooks: hooks.length };
}

/** The people that are meant: those of the roles and those named, who may sign in. */
async function listenersOf(tx: Transaction, { roles, people: named, except = [] }: Listeners): Promise<number[]> {
  if (roles.length + named.length === 0) return [];
  const meant = or(...(roles.length === 0 ? [] : [inArray(people.role, [...roles])]), ...(named.length === 0 ? [] : [inArray(people.id, [...named])]));
  const rows = await tx.select({ id: people.id }).from(people).where(and(meant, isNull(people.disabledAt), except.length === 0 ? undefined : notInArray(people.id, [...except])));
  return rows.map(({ id }) => id);
}

import { and, inArray, isNull, notInArray, or } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { people } from "#db/schema/access";
import { noticeReaders, notices } from "#db/schema/notices";
import type { Listeners, Told } from "./notice.ts";

/**
 * Puts a notice before people in the product, in the caller's transaction: it is told when the change is committed, and not otherwise. Hands back its number, and
 * who was told.
 */
export async function tell(tx: Transaction, told: Told, to: Listeners, now: Date, of: { readonly alertId: number; readonly value: number } | null = null): Promise<{ readonly notice: number; readonly people: readonly number[] }> {
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

/** The people that are meant: those of the roles and those named, who may sign in. */
async function listenersOf(tx: Transaction, { roles, people: named, except = [] }: Listeners): Promise<number[]> {
  if (roles.length + named.length === 0) return [];
  const meant = or(...(roles.length === 0 ? [] : [inArray(people.role, [...roles])]), ...(named.length === 0 ? [] : [inArray(people.id, [...named])]));
  const rows = await tx.select({ id: people.id }).from(people).where(and(meant, isNull(people.disabledAt), except.length === 0 ? undefined : notInArray(people.id, [...except])));
  return rows.map(({ id }) => id);
}

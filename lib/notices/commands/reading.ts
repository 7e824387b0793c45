import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { notify } from "#db/live";
import { noticeAddresses, noticeReaders } from "#db/schema/notices";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";

const read = z.strictObject({ ids: z.array(z.int().positive()).min(1).max(500).optional() });

/** Marks own notices as read: those named, or all of them. What was read stays so. Hands back how many were unread. Throws Refusal `people-only` for a key. */
export const markRead = command("notice.read", read, async ({ tx, actor, now }, { ids }) => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  const own = and(eq(noticeReaders.personId, actor.id), isNull(noticeReaders.readAt));
  const rows = await tx.update(noticeReaders).set({ readAt: now }).where(ids === undefined ? own : and(own, inArray(noticeReaders.noticeId, ids))).returning({ id: noticeReaders.noticeId });
  if (rows.length > 0) await notify(tx, "notice", { person: actor.id });
  return { result: rows.length, audit: { action: "notice.read", subject: { kind: "person", id: String(actor.id) }, facts: { notices: rows.length } } };
});

const address = z.strictObject({ email: z.email().max(254), on: z.boolean().default(true) });

/** Says where one wants to be written to, and whether. Throws Refusal `people-only` for a key. */
export const setOwnAddress = command("notice.read", address, async ({ tx, actor }, { email, on }) => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  await tx.insert(noticeAddresses).values({ personId: actor.id, email, on }).onConflictDoUpdate({ target: noticeAddresses.personId, set: { email, on } });
  return { result: { email, on }, audit: { action: "notice.address", subject: { kind: "person", id: String(actor.id) }, facts: { on } } };
});

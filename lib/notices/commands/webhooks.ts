import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { noticeWebhooks } from "#db/schema/notices";
import { Refusal } from "#lib/access/refusal";
import { sealed } from "#lib/access/sealing";
import { command } from "#lib/audit/command";
import { webhookInput } from "../alertInput.ts";
import { webhookPurpose } from "../webhook.ts";

/** Takes in a webhook that alerts may tell. Its secret is shown in the answer, once, and is kept sealed. */
export const addWebhook = command("alert.manage", webhookInput, async ({ tx, actor, now }, { name, address }) => {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const [row] = await tx.insert(noticeWebhooks).values({ name, address, secret: sealed(secret, webhookPurpose(address)), madeByName: actor.name, madeAt: now }).returning({ id: noticeWebhooks.id });
  if (row === undefined) throw new Error("the webhook was not written");
  return { result: { id: row.id, name, address, secret }, audit: { action: "webhook.add", subject: { kind: "webhook", id: String(row.id) }, facts: { name, address } } };
});

/** Takes a webhook out: nothing is sent there any more, what waits is given up. Throws Refusal `unknown-webhook`. */
export const removeWebhook = command("alert.manage", z.strictObject({ id: z.int().positive() }), async ({ tx, now }, { id }) => {
  const [row] = await tx.select({ removedAt: noticeWebhooks.removedAt }).from(noticeWebhooks).where(eq(noticeWebhooks.id, id));
  if (row === undefined) throw new Refusal("not-found", "unknown-webhook", { id });
  await tx.update(noticeWebhooks).set({ removedAt: now }).where(and(eq(noticeWebhooks.id, id), isNull(noticeWebhooks.removedAt)));
  return { result: { id }, audit: { action: "webhook.remove", subject: { kind: "webhook", id: String(id) }, facts: { repeated: row.removedAt !== null } } };
});

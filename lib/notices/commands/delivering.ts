import { and, eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { request } from "undici";
import { z } from "zod";
import { queueJob } from "#db/jobs";
import { noticeDeliveries, notices, noticeWebhooks } from "#db/schema/notices";
import type { Actor } from "#lib/access/actor";
import { unsealed } from "#lib/access/sealing";
import { command, reading } from "#lib/audit/command";
import { guardedAgent, guardOf, type Guard } from "#lib/feeds/commands/pull-guard";
import { failureOf } from "#lib/feeds/sourceProblem";
import { retryAfter } from "#lib/feeds/sourceSchedule";
import { mailOf } from "../mail.ts";
import { nextTry } from "../notice.ts";
import { deliveryCode, mailProblem, type DeliveryProblem } from "../problem.ts";
import { webhookBody, webhookHeaders, webhookPurpose, type WebhookNotice } from "../webhook.ts";

const HOUSE: Actor = { kind: "system", name: "notices" };
const ANSWER_MS = 15_000;

/** Where mail goes and what it is from: SMTP_URL and SMTP_FROM, and the house's own address for links. */
export type Outside = { readonly smtpUrl: string; readonly from: string; readonly base: string; readonly guard: Guard };

/** What the environment says of the outside. */
export function outsideOf(env: Readonly<Record<string, string | undefined>> = process.env): Outside {
  return { smtpUrl: env["SMTP_URL"] ?? "", from: env["SMTP_FROM"] ?? "", base: (env["NEXTAUTH_URL"] ?? "").replace(/\/+$/, ""), guard: guardOf() };
}

/** Whether e-mail can be sent at all. */
export function mailIsOn({ smtpUrl, from }: Pick<Outside, "smtpUrl" | "from"> = outsideOf()): boolean {
  return smtpUrl !== "" && from !== "";
}

type Due = {
  readonly id: number;
  readonly channel: "email" | "webhook";
  readonly target: string;
  readonly locale: "en" | "zh-CN";
  readonly tries: number;
  readonly notice: WebhookNotice;
  readonly webhook: { readonly address: string; readonly secret: string; readonly removed: boolean } | null;
};

/** Task `deliver-notice` {id}: sends a notice out of the house, and on failure comes back after growing pauses until it is given up. What was delivered is not sent again. */
export async function deliverNotice(payload: unknown, outside: Outside = outsideOf()): Promise<void> {
  const { id } = z.object({ id: z.int() }).parse(payload);
  const due = await reading(HOUSE, "system.run", async (tx) => {
    const [row] = await tx
      .select()
      .from(noticeDeliveries)
      .innerJoin(notices, eq(notices.id, noticeDeliveries.noticeId))
      .leftJoin(noticeWebhooks, eq(noticeWebhooks.id, noticeDeliveries.webhookId))
      .where(and(eq(noticeDeliveries.id, id), eq(noticeDeliveries.state, "waiting")));
    return row === undefined ? undefined : dueOf(row);
  });
  if (due === undefined) return;
  const problem = due.channel === "email" ? await mailed(due, outside) : await posted(due, outside);
  if (problem === null) await noteDelivered(HOUSE, { id, tries: due.tries + 1 });
  else await noteFailed(HOUSE, { id, tries: due.tries + 1, problem });
}

type Row = { readonly notice_deliveries: typeof noticeDeliveries.$inferSelect; readonly notices: typeof notices.$inferSelect; readonly notice_webhooks: typeof noticeWebhooks.$inferSelect | null };

function dueOf({ notice_deliveries: { id, channel, target, locale, tries }, notices: told, notice_webhooks: hook }: Row): Due {
  const notice = { id: told.id, kind: told.kind, title: { en: told.titleEn, zh: told.titleZh }, body: { en: told.bodyEn, zh: told.bodyZh }, href: told.href, at: told.at, alert: told.alertId, value: told.value };
  return { id, channel, target, locale, tries, notice, webhook: hook === null ? null : { address: hook.address, secret: hook.secret, removed: hook.removedAt !== null } };
}

async function mailed({ id, target, locale, notice }: Due, { smtpUrl, from, base }: Outside): Promise<DeliveryProblem | null> {
  if (!mailIsOn({ smtpUrl, from })) return { code: "mail-off", facts: {}, retryAfterSeconds: null };
  const transport = createTransport({ url: smtpUrl, connectionTimeout: ANSWER_MS, greetingTimeout: ANSWER_MS, socketTimeout: ANSWER_MS });
  try {
    await transport.sendMail({
      from,
      to: { name: "", address: target },
      messageId: `<notice-${id}@tallyhouse.invalid>`,
      headers: { "Auto-Submitted": "auto-generated" },
      ...mailOf(notice, locale, base),
      disableUrlAccess: true,
      disableFileAccess: true,
    });
    return null;
  } catch (error) {
    return mailProblem(error);
  } finally {
    transport.close();
  }
}

async function posted({ id, notice, webhook }: Due, { base, guard }: Outside): Promise<DeliveryProblem | null> {
  if (webhook === null || webhook.removed) return { code: "gone", facts: {}, retryAfterSeconds: null };
  const secret = unsealed(webhook.secret, webhookPurpose(webhook.address));
  if (secret === undefined) return { code: "secret-unreadable", facts: {}, retryAfterSeconds: null };
  const [body, agent, now] = [webhookBody(notice, base), guardedAgent(guard), new Date()];
  try {
    const headers = { "content-type": "application/json", "user-agent": "Tallyhouse", ...webhookHeaders(secret, { id: `msg_notice_${id}`, body, now }) };
    const answer = await request(webhook.address, { method: "POST", headers, body, dispatcher: agent, signal: AbortSignal.timeout(ANSWER_MS) });
    answer.body.on("error", () => undefined).destroy();
    if (answer.statusCode >= 200 && answer.statusCode < 300) return null;
    const wait = retryAfter([answer.headers["retry-after"]].flat()[0], now);
    return { code: answer.statusCode === 410 ? "gone" : answer.statusCode === 429 || answer.statusCode === 503 ? "asked-to-wait" : "status", facts: { status: answer.statusCode }, retryAfterSeconds: wait };
  } catch (error) {
    const { code, facts } = failureOf(error).problem;
    return { code: deliveryCode(code), facts, retryAfterSeconds: null };
  } finally {
    await agent.destroy();
  }
}

const noteDelivered = command("system.run", z.custom<{ readonly id: number; readonly tries: number }>(), async ({ tx, now }, { id, tries }) => {
  await tx.update(noticeDeliveries).set({ state: "delivered", tries, problem: null, nextAt: null, doneAt: now }).where(eq(noticeDeliveries.id, id));
  return { result: undefined, audit: { action: "notice.deliver", subject: { kind: "delivery", id: String(id) }, facts: { tries } } };
});

/** A webhook that is gone, and one whose secret cannot be opened, is given up at once; mail that is off waits like any other failure. */
const noteFailed = command("system.run", z.custom<{ readonly id: number; readonly tries: number; readonly problem: DeliveryProblem }>(), async ({ tx, now }, { id, tries, problem }) => {
  const { code, facts, retryAfterSeconds } = problem;
  const next = code === "gone" || code === "secret-unreadable" ? null : nextTry(tries, retryAfterSeconds, now);
  await tx.update(noticeDeliveries).set({ state: next === null ? "dead" : "waiting", tries, problem: { code, facts }, nextAt: next, doneAt: next === null ? now : null }).where(eq(noticeDeliveries.id, id));
  if (next !== null) await queueJob(tx, "deliver-notice", { id }, { jobKey: `deliver-notice:${id}`, runAt: next });
  return { result: undefined, audit: { action: next === null ? "notice.give-up" : "notice.fail", subject: { kind: "delivery", id: String(id) }, facts: { code, ...facts, tries } } };
});

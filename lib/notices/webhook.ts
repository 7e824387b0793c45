import { createHmac } from "node:crypto";

/** A notice as a webhook is sent it. */
export type WebhookNotice = {
  readonly id: number;
  readonly kind: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly body: { readonly en: string; readonly zh: string };
  readonly href: string;
  readonly at: Date;
  readonly alert: number | null;
  readonly value: number | null;
};

/** The purpose that a webhook's secret is sealed for: its own address, so that an address changed behind the house's back opens nothing. */
export const webhookPurpose = (address: string): string => `notice-webhook:${address}`;

/** The body of a webhook's message (Standard Webhooks: type, timestamp, data). `base` is the house's own address, empty where it is not known. */
export function webhookBody({ id, kind, title, body, href, at, alert, value }: WebhookNotice, base: string): string {
  return JSON.stringify({ type: `notice.${kind}`, timestamp: at.toISOString(), data: { id, title, body, address: `${base}${href}`, alert, value } });
}

/**
 * The headers that sign a message (Standard Webhooks 1.0): the id stays the same when the same message is sent again, the signature is the HMAC-SHA256 of
 * id, time and body under the secret, which is base64 after `whsec_`.
 */
export function webhookHeaders(secret: string, { id, body, now }: { readonly id: string; readonly body: string; readonly now: Date }): Record<string, string> {
  const seconds = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64")).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": `v1,${signature}` };
}

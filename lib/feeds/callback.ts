import { createHash, createHmac } from "node:crypto";
import type { Told } from "./subscription.ts";

const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { tallyhouse: "urn:tallyhouse:epcis:" }];

/** What a subscriber is sent: the EPCISQueryDocument of its subscription. The events' own JSON is put in as it is kept. */
export function callbackDocument(about: { readonly subscriptionID: string; readonly queryName: string }, events: readonly string[], now: Date): string {
  const head = JSON.stringify({ "@context": CONTEXT, type: "EPCISQueryDocument", schemaVersion: "2.0", creationDate: now.toISOString() }).slice(0, -1);
  const names = JSON.stringify(about).slice(1, -1);
  return `${head},"epcisBody":{"queryResults":{${names},"resultsBody":{"eventList":[${events.join(",")}]}}}}`;
}

/**
 * The headers that sign a message: `GS1-Signature` is the HMAC-SHA256 of the body under the subscriber's token, in base64 (EPCIS 2.0, REST binding);
 * beside it those of Standard Webhooks, whose id is the same when the same message is sent again.
 */
export function signatureHeaders(
  token: string | null,
  { id, from, events, body, now }: { readonly id: string; readonly from: Told; readonly events: readonly number[]; readonly body: string; readonly now: Date },
): Record<string, string> {
  const message = `msg_${createHash("sha256").update(JSON.stringify([id, from, events])).digest("base64url")}`;
  const seconds = String(Math.floor(now.getTime() / 1000));
  const plain = { "webhook-id": message, "webhook-timestamp": seconds };
  if (token === null) return plain;
  const mac = (text: string) => createHmac("sha256", token).update(text).digest("base64");
  return { ...plain, "gs1-signature": mac(body), "webhook-signature": `v1,${mac(`${message}.${seconds}.${body}`)}` };
}

import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { pack } from "#db/packed";
import { feedDocuments } from "#db/schema/feeds";
import { feedSources } from "#db/schema/feeds-sources";
import { actorKey, organisationOf, sourceOf } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { CAPTURE_BYTES } from "../captureLimit.ts";
import { formatsFor } from "../formats/registry.ts";
import { admitPush } from "./source-counting.ts";

/** How long whoever began with a document has it for themselves, by the database's clock. */
export const LEASE = "60 seconds";

/** Up to this size a text stands in the database as it is, for people to read; above it is packed. */
const PLAIN_BYTES = 32_768;

/** What is sent to be captured: bytes or text, and what they are said to be. */
export const sentDocument = z.object({
  body: z.union([z.string(), z.instanceof(Uint8Array)]),
  contentType: z.string(),
  errorBehaviour: z.enum(["rollback", "proceed"]).default("rollback"),
  sourceId: z.number().int().optional(),
  /** The document this one takes the place of, such as one corrected in quarantine: what is sent stays its sender's, whoever corrected it. */
  replaces: z.string().optional(),
  /** `queue`: at once unless older ones of its sender wait; `now`: at once in any case; `later`: by the worker. */
  turn: z.enum(["queue", "now", "later"]).default("queue"),
});

/** A document that is durable now: nothing that happens later loses it. `atOnce` is false when older ones of its sender wait. */
export type ReceivedDocument = { readonly id: string; readonly size: number; readonly atOnce: boolean };

/**
 * Makes a document durable before anybody looks into it, with a job that takes it in should its receiver not come to it. Refuses
 * `too-large`, `unsupported-media-type`, `source-off` and `source-limit`; then nothing is kept.
 */
export const receiveDocument = command("event.capture", sentDocument, async ({ tx, actor, now }, { body, contentType, errorBehaviour, sourceId, replaces, turn }) => {
  const bytes = bytesOf(body);
  if (bytes.length > CAPTURE_BYTES) throw new Refusal("bad-input", "too-large", { limit: CAPTURE_BYTES });
  const [format] = formatsFor(contentType);
  if (format === undefined) throw new Refusal("bad-input", "unsupported-media-type", { contentType: contentType.slice(0, 80) });
  await admitPush(tx, actor, bytes.length, now);
  const id = randomUUID();
  const original = replaces === undefined ? undefined : await originalOf(tx, replaces);
  const source = original === undefined ? (sourceId ?? sourceOf(actor) ?? null) : original.source;
  const organisation = original?.organisation ?? (await senderOf(tx, actor, source));
  const atOnce = turn === "now" || (turn === "queue" && !(await olderWaits(tx, organisation)));
  await tx.insert(feedDocuments).values({
    id,
    ...kept(bytes),
    format: format.id,
    contentType: contentType.slice(0, 200),
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    source: actorKey(actor),
    sourceId: source,
    sourceOrganisationId: organisation,
    errorBehaviour,
    state: "waiting",
    ...(atOnce ? { tries: 1, begunAt: sql`now()` } : {}),
    success: false,
    startedAt: now,
  });
  await tx.execute(sql`select public.queue_job('take-document', ${JSON.stringify({ id })}::json, ${jobOf(id)}::text, now() + ${atOnce ? LEASE : "0"}::interval, null::text)`);
  const result: ReceivedDocument = { id, size: bytes.length, atOnce };
  return {
    result,
    audit: {
      action: "document.receive",
      subject: { kind: "feed-document", id },
      facts: { bytes: bytes.length, contentType: contentType.slice(0, 80), ...(source === null ? {} : { source }), ...(replaces === undefined ? {} : { replaces }) },
    },
  };
});

/** A body as bytes. A text is UTF-8 whatever its XML declaration says, and a byte order mark says so. */
export function bytesOf(body: string | Uint8Array): Uint8Array {
  if (typeof body !== "string") return body;
  return Buffer.from(/^\s*<\?xml[^>]*\sencoding/.test(body) ? `\uFEFF${body}` : body, "utf8");
}

/** The key of the job that takes a document in. */
export const jobOf = (id: string): string => `take-document:${id}`;

/** What the house reads on behalf of a source is its organisation's. */
async function senderOf(tx: Transaction, actor: Actor, source: number | null): Promise<number> {
  const own = organisationOf(actor);
  if (actor.kind !== "system" || own !== 0 || source === null) return own;
  const [known] = await tx.select({ organisation: feedSources.organisationId }).from(feedSources).where(eq(feedSources.id, source));
  return known?.organisation ?? own;
}

/** Whose a document within the actor's scope is. Throws where there is none. */
async function originalOf(tx: Transaction, id: string): Promise<{ readonly organisation: number; readonly source: number | null }> {
  const [original] = await tx.select({ organisation: feedDocuments.sourceOrganisationId, source: feedDocuments.sourceId }).from(feedDocuments).where(eq(feedDocuments.id, id));
  if (original === undefined) throw new Refusal("not-found", "unknown-capture", { id });
  return original;
}

/** Whether an older document of the organisation waits that nobody is busy with: then a new one waits its turn behind it. */
async function olderWaits(tx: Transaction, organisation: number): Promise<boolean> {
  const [found] = await tx.execute(sql`
    select 1 from feed_documents where state = 'waiting' and source_organisation_id = ${organisation} and (begun_at is null or begun_at < now() - ${LEASE}::interval) limit 1`);
  return found !== undefined;
}

/** The bytes as they are kept: a short text as it is, the rest packed. A text with a byte order mark or U+0000 is bytes. */
function kept(bytes: Uint8Array): { readonly body: string } | { readonly packed: Uint8Array } {
  if (bytes.length > PLAIN_BYTES) return { packed: pack(bytes) };
  const text = Buffer.from(bytes).toString("utf8");
  return !text.includes("\u0000") && Buffer.from(text, "utf8").equals(bytes) ? { body: text } : { packed: pack(bytes) };
}

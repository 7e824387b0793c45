import { desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedDocuments, feedEvents } from "#db/schema/feeds";
import type { EventOutcome } from "../event.ts";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";
import type { OutcomeCounts, Received, ReceivedEvent } from "../received.ts";

/** A capture job as its sender sees it; documents are read at once, so that it never runs. */
export type CaptureJob = {
  readonly id: string;
  readonly success: boolean;
  readonly errorBehaviour: "rollback" | "proceed";
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly outcomes: readonly EventOutcome[];
};

const job = { id: feedDocuments.id, success: feedDocuments.success, errorBehaviour: feedDocuments.errorBehaviour, startedAt: feedDocuments.startedAt, finishedAt: feedDocuments.finishedAt, outcomes: feedDocuments.outcomes };

/** One capture job; undefined when there is none within the actor's scope. */
export async function captureJob(tx: Transaction, id: string): Promise<CaptureJob | undefined> {
  const [found] = await tx.select(job).from(feedDocuments).where(eq(feedDocuments.id, id));
  return found;
}

/** Capture jobs, the newest first. `after` is the id of the last one seen. */
export async function listCaptures(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<CaptureJob>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(job).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows, page.limit, ({ id }) => id);
}

const senderName = sql<string>`coalesce(
  (select api_keys.name from api_keys where api_keys.id = substring(${feedDocuments.source} from '^key:([0-9]+)$')::bigint),
  (select people.name from people where people.id = substring(${feedDocuments.source} from '^person:([0-9]+)$')::bigint), ${feedDocuments.source})`;
const counted = sql<Partial<OutcomeCounts>>`coalesce((select jsonb_object_agg(outcome, events) from (
  select one ->> 'outcome' as outcome, count(*) as events from jsonb_array_elements(${feedDocuments.outcomes}) as one group by 1) as counts), '{}'::jsonb)`;
const received = { id: feedDocuments.id, at: feedDocuments.startedAt, format: feedDocuments.format, success: feedDocuments.success, errorBehaviour: feedDocuments.errorBehaviour, sha256: feedDocuments.sha256, bytes: sql<number>`octet_length(${feedDocuments.body})`, sender: senderName, counts: counted };
const NO_OUTCOMES: OutcomeCounts = { accepted: 0, warning: 0, duplicate: 0, rejected: 0 };

/** Captured documents with what became of their events, the newest first. `after` is the id of the last one seen. */
export async function listReceived(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<Received>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(received).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows.map((row) => ({ ...row, counts: { ...NO_OUTCOMES, ...row.counts } })), page.limit, ({ id }) => id);
}

/** One captured document with some of its events, from an index on, each with what is stored of it; undefined when there is none within the scope. */
export async function receivedDocument(tx: Transaction, id: string, page: { readonly from: number; readonly limit: number }): Promise<{ readonly document: Received; readonly events: readonly ReceivedEvent[]; readonly next: number | null } | undefined> {
  const [row] = await tx.select({ ...received, outcomes: feedDocuments.outcomes }).from(feedDocuments).where(eq(feedDocuments.id, id));
  if (row === undefined) return undefined;
  const { outcomes, counts, ...document } = row;
  const some = outcomes.slice(page.from, page.from + page.limit);
  const ids = some.flatMap(({ eventID, outcome }) => (eventID === null || outcome === "rejected" ? [] : [eventID]));
  const stored = ids.length === 0 ? [] : await tx.select({ eventId: feedEvents.eventId, type: feedEvents.type, bizStep: feedEvents.bizStep, at: feedEvents.eventTime }).from(feedEvents).where(inArray(feedEvents.eventId, ids));
  const known = new Map(stored.map(({ eventId, ...event }) => [eventId, event]));
  const next = page.from + page.limit < outcomes.length ? page.from + page.limit : null;
  return { document: { ...document, counts: { ...NO_OUTCOMES, ...counts } }, events: some.map((one) => ({ ...one, stored: (one.outcome !== "rejected" && known.get(one.eventID ?? "")) || null })), next };
}

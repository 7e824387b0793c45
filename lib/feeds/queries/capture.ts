import { desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { unpack } from "#db/packed";
import { feedDocuments, feedEvents } from "#db/schema/feeds";
import type { EventOutcome, EventProblem } from "../event.ts";
import { paged } from "../page.ts";
import type { Page } from "../page.ts";
import type { OutcomeCounts, Received, ReceivedEvent } from "../received.ts";

/** A capture job as its sender sees it: `waiting` while it runs, `failed` when the document could not be read at all, and then `problems` say why. */
export type CaptureJob = {
  readonly id: string;
  readonly state: "waiting" | "taken" | "failed";
  readonly success: boolean;
  readonly errorBehaviour: "rollback" | "proceed";
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: OutcomeCounts;
  readonly problems: readonly EventProblem[];
  readonly outcomes: readonly EventOutcome[];
};

const NO_OUTCOMES: OutcomeCounts = { accepted: 0, warning: 0, duplicate: 0, rejected: 0 };
const counted = sql<Partial<OutcomeCounts> | null>`coalesce(${feedDocuments.counts}, (select jsonb_object_agg(outcome, events) from (
  select one ->> 'outcome' as outcome, count(*) as events from json_array_elements(${feedDocuments.outcomes}) as one group by 1) as counts))`;
const { id, state, success, errorBehaviour, startedAt, finishedAt, problems, outcomes, packedOutcomes } = feedDocuments;
const job = { id, state, success, errorBehaviour, startedAt, finishedAt, problems, counts: counted };
const kept = { outcomes, packedOutcomes };

/** The outcomes of a document, packed or not. */
function unpacked(row: { readonly outcomes: readonly EventOutcome[] | null; readonly packedOutcomes: Uint8Array | null }): readonly EventOutcome[] {
  return row.packedOutcomes === null ? (row.outcomes ?? []) : (JSON.parse(Buffer.from(unpack(row.packedOutcomes)).toString("utf8")) as EventOutcome[]);
}

/** One capture job; undefined when there is none within the actor's scope. */
export async function captureJob(tx: Transaction, wanted: string): Promise<CaptureJob | undefined> {
  const [found] = await tx.select({ ...job, ...kept }).from(feedDocuments).where(eq(id, wanted));
  if (found === undefined) return undefined;
  const { outcomes: plain, packedOutcomes: packed, ...rest } = found;
  return { ...rest, problems: rest.problems ?? [], counts: { ...NO_OUTCOMES, ...rest.counts }, outcomes: unpacked({ outcomes: plain, packedOutcomes: packed }) };
}

/** Capture jobs without their outcomes, the newest first. `after` is the id of the last one seen. */
export async function listCaptures(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<CaptureJob>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(job).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows.map((row) => ({ ...row, problems: row.problems ?? [], counts: { ...NO_OUTCOMES, ...row.counts }, outcomes: [] })), page.limit, (row) => row.id);
}

const senderName = sql<string>`coalesce(
  (select api_keys.name from api_keys where api_keys.id = substring(${feedDocuments.source} from '^key:([0-9]+)$')::bigint),
  (select people.name from people where people.id = substring(${feedDocuments.source} from '^person:([0-9]+)$')::bigint), ${feedDocuments.source})`;
const received = {
  id,
  at: startedAt,
  format: feedDocuments.format,
  state,
  success,
  errorBehaviour,
  problems,
  sha256: feedDocuments.sha256,
  bytes: sql<number>`coalesce(${feedDocuments.size}, octet_length(${feedDocuments.body}))`,
  sender: senderName,
  counts: counted,
};

/** Captured documents with what became of their events, the newest first. `after` is the id of the last one seen. */
export async function listReceived(tx: Transaction, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<Received>> {
  const older = page.after === undefined ? undefined : sql`(${feedDocuments.startedAt}, ${feedDocuments.id}) < (select d.started_at, d.id from feed_documents d where d.id = ${page.after})`;
  const rows = await tx.select(received).from(feedDocuments).where(older).orderBy(desc(feedDocuments.startedAt), desc(feedDocuments.id)).limit(page.limit + 1);
  return paged(rows.map((row) => ({ ...row, problems: row.problems ?? [], counts: { ...NO_OUTCOMES, ...row.counts } })), page.limit, (row) => row.id);
}

/** One captured document with some of its events, from an index on, each with what is stored of it; undefined when there is none within the scope. */
export async function receivedDocument(
  tx: Transaction,
  wanted: string,
  page: { readonly from: number; readonly limit: number },
): Promise<{ readonly document: Received; readonly events: readonly ReceivedEvent[]; readonly next: number | null } | undefined> {
  const [row] = await tx.select({ ...received, ...kept }).from(feedDocuments).where(eq(id, wanted));
  if (row === undefined) return undefined;
  const { outcomes: plain, packedOutcomes: packed, counts, ...document } = row;
  const all = unpacked({ outcomes: plain, packedOutcomes: packed });
  const some = all.slice(page.from, page.from + page.limit);
  const ids = some.flatMap(({ eventID, outcome }) => (eventID === null || outcome === "rejected" ? [] : [eventID]));
  const stored =
    ids.length === 0
      ? []
      : await tx
          .select({ eventId: feedEvents.eventId, type: feedEvents.type, bizStep: feedEvents.bizStep, at: feedEvents.eventTime })
          .from(feedEvents)
          .where(inArray(feedEvents.eventId, ids));
  const known = new Map(stored.map(({ eventId, ...event }) => [eventId, event]));
  const next = page.from + page.limit < all.length ? page.from + page.limit : null;
  return {
    document: { ...document, problems: document.problems ?? [], counts: { ...NO_OUTCOMES, ...counts } },
    events: some.map((one) => ({ ...one, stored: (one.outcome !== "rejected" && known.get(one.eventID ?? "")) || null })),
    next,
  };
}

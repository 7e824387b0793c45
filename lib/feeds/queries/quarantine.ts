import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client";
import { feedDocuments } from "#db/schema/feeds";
import { quarantined } from "#db/schema/feeds-quarantine";
import type { QuarantineEntry, QuarantineFilter, QuarantineRow } from "../quarantine.ts";
import { withinEvent } from "../truth.ts";

/** How many wait in quarantine, up to 1,000: nobody needs to know it finer. */
export async function openInQuarantine(tx: Transaction): Promise<number> {
  const part = tx.select({ one: sql`1` }).from(quarantined).where(eq(quarantined.state, "open")).limit(1000).as("part");
  const [found] = await tx.select({ n: sql<number>`count(*)::int` }).from(part);
  return found?.n ?? 0;
}

/** The name behind an actor's key (`person:7`, `key:3`), else the key itself. */
export const nameOf = (actor: PgColumn | SQL) => sql<string>`coalesce(
  (select api_keys.name from api_keys where api_keys.id = substring(${actor} from '^key:([0-9]+)$')::bigint),
  (select people.name from people where people.id = substring(${actor} from '^person:([0-9]+)$')::bigint), ${actor})`;

const row = {
  id: quarantined.id,
  documentId: quarantined.documentId,
  eventIndex: quarantined.eventIndex,
  eventId: quarantined.eventId,
  format: quarantined.format,
  sender: nameOf(feedDocuments.source),
  at: quarantined.createdAt,
  state: quarantined.state,
  problems: quarantined.problems,
  pointer: quarantined.pointer,
};
const entry = {
  ...row,
  body: quarantined.body,
  bodyEncoding: quarantined.bodyEncoding,
  contentType: quarantined.contentType,
  context: quarantined.context,
  resolvedAt: quarantined.resolvedAt,
  resolvedBy: sql<string | null>`case when ${quarantined.resolvedBy} is not null then ${nameOf(quarantined.resolvedBy)} end`,
  resolvedDocumentId: quarantined.resolvedDocumentId,
  reason: quarantined.reason,
  note: quarantined.note,
};

const ofDocument = eq(feedDocuments.id, quarantined.documentId);

/** What is in quarantine within the scope, the newest first. `after` is the id of the last one seen. */
export async function listQuarantine(tx: Transaction, filter: QuarantineFilter, page: Asked): Promise<QuarantinePage<QuarantineRow>> {
  const found = await tx.select(row).from(quarantined).innerJoin(feedDocuments, ofDocument).where(and(...conditionsOf(filter, page))).orderBy(desc(quarantined.id)).limit(page.limit + 1);
  return paged(found, page.limit);
}

/** The same with each thing whole. */
export async function pageOfQuarantine(tx: Transaction, filter: QuarantineFilter, page: Asked): Promise<QuarantinePage<QuarantineEntry>> {
  const found = await tx.select(entry).from(quarantined).innerJoin(feedDocuments, ofDocument).where(and(...conditionsOf(filter, page))).orderBy(desc(quarantined.id)).limit(page.limit + 1);
  return paged(found, page.limit);
}

/** Which page is asked for: behind which id. */
type Asked = { readonly limit: number; readonly after?: number | undefined };
type QuarantinePage<Row> = { readonly rows: readonly Row[]; readonly next: number | null };

function paged<Row extends Pick<QuarantineEntry, "id" | "pointer" | "problems">>(found: readonly Row[], limit: number): QuarantinePage<Row> {
  const rows = found.slice(0, limit).map((each) => ({ ...each, problems: each.problems.map((problem) => withinEvent(each.pointer, problem)) }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

function conditionsOf({ state, sender, code, day, documentId }: QuarantineFilter, { after }: Asked): (SQL | undefined)[] {
  return [
    after === undefined ? undefined : lt(quarantined.id, after),
    state && eq(quarantined.state, state),
    sender === undefined ? undefined : eq(feedDocuments.source, sender),
    code === undefined ? undefined : sql`${quarantined.problems} @> ${JSON.stringify([{ code }])}::jsonb`,
    day === undefined ? undefined : sql`${quarantined.createdAt} >= ${day}::date::timestamp at time zone 'Asia/Shanghai' and ${quarantined.createdAt} < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'`,
    documentId === undefined ? undefined : eq(quarantined.documentId, documentId),
  ];
}

/** One thing in quarantine, whole; undefined when there is none within the scope. Its problems point from the event on. */
export async function quarantineEntry(tx: Transaction, id: number): Promise<QuarantineEntry | undefined> {
  const [found] = await tx.select(entry).from(quarantined).innerJoin(feedDocuments, ofDocument).where(eq(quarantined.id, id));
  return found && { ...found, problems: found.problems.map((problem) => withinEvent(found.pointer, problem)) };
}

/** A few words of what is in quarantine to choose a filter by: senders and problem codes, out of the newest 2,000 of a state. */
export async function quarantineChoices(tx: Transaction, state: QuarantineFilter["state"]): Promise<{ readonly senders: readonly { readonly key: string; readonly name: string }[]; readonly codes: readonly string[] }> {
  const newest = tx
    .select({ source: feedDocuments.source, problems: quarantined.problems })
    .from(quarantined)
    .innerJoin(feedDocuments, ofDocument)
    .where(state && eq(quarantined.state, state))
    .orderBy(desc(quarantined.id))
    .limit(2000)
    .as("newest");
  const senders = await tx.selectDistinct({ key: newest.source, name: nameOf(sql`${newest.source}`) }).from(newest).limit(100);
  const codes = await tx.execute<{ code: string }>(
    sql`select distinct one ->> 'code' as code from (${tx.select({ problems: newest.problems }).from(newest)}) as part, jsonb_array_elements(part.problems) as one order by 1 limit 100`,
  );
  return { senders: senders.toSorted((a, b) => (a.name < b.name ? -1 : 1)), codes: codes.map(({ code }) => code) };
}

/** What of a document stands in quarantine, open and in all, and what of the quarantine it was sent again as: its id, null for a document that came by itself. */
export async function quarantineOf(tx: Transaction, documentId: string): Promise<{ readonly open: number; readonly all: number; readonly again: number | null }> {
  const [counted] = await tx.select({ open: sql<number>`count(*) filter (where ${quarantined.state} = 'open')::int`, all: sql<number>`count(*)::int` }).from(quarantined).where(eq(quarantined.documentId, documentId));
  const [from] = await tx.select({ id: quarantined.id }).from(quarantined).where(eq(quarantined.resolvedDocumentId, documentId)).orderBy(quarantined.id).limit(1);
  return { open: counted?.open ?? 0, all: counted?.all ?? 0, again: from?.id ?? null };
}

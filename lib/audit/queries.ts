import { and, desc, eq, gte, inArray, like, lt, or, sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { auditEntries } from "#db/schema/audit";

/** What the log is searched by; all hold together. `actor` is a key (`person:7`) or the beginning of a login or name; `action` its beginning; the period is half-open. */
export type AuditFilter = {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

/** Where a page of the log ends; the next begins after it. */
export type AuditCursor = { readonly at: Date; readonly id: number };

/** One entry as it was written. */
export type AuditRow = typeof auditEntries.$inferSelect;

/** The log, newest first, `limit` entries after a cursor; `next` is undefined on the last page. */
export async function auditPage(
  tx: Transaction,
  filter: AuditFilter,
  { limit, after }: { readonly limit: number; readonly after?: AuditCursor | undefined },
): Promise<{ rows: AuditRow[]; next: AuditCursor | undefined }> {
  const conditions = [
    filter.actor ? byActor(filter.actor) : undefined,
    filter.action ? like(auditEntries.action, `${escapeLike(filter.action)}%`) : undefined,
    filter.subjectKind ? eq(auditEntries.subjectKind, filter.subjectKind) : undefined,
    filter.subjectId ? eq(auditEntries.subjectId, filter.subjectId) : undefined,
    filter.from ? gte(auditEntries.at, filter.from) : undefined,
    filter.to ? lt(auditEntries.at, filter.to) : undefined,
    after ? sql`(${auditEntries.at}, ${auditEntries.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})` : undefined,
  ];
  const found = await tx.select().from(auditEntries).where(and(...conditions)).orderBy(desc(auditEntries.at), desc(auditEntries.id)).limit(limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { at: last.at, id: last.id } : undefined };
}

/** Every action the log has ever seen, in order. Steps through the index, so that it costs one probe an action. */
export async function auditActions(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ action: string }>(sql`
    with recursive seen as (
      (select action from audit_entries order by action limit 1)
      union all
      select (select action from audit_entries where action > seen.action order by action limit 1) from seen where seen.action is not null
    ) select action from seen where action is not null`);
  return rows.map((row) => row.action);
}

function byActor(text: string): SQL | undefined {
  const begins = `${escapeLike(text.toLowerCase())}%`;
  const named = sql`(
    select 'person:' || id from people where login like ${begins} or lower(name) like ${begins} or name_zh like ${begins}
    union all select 'key:' || id from api_keys where lower(name) like ${begins})`;
  return or(eq(auditEntries.actorId, text), inArray(auditEntries.actorId, named));
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

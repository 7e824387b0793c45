import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql, type Column, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { apiKeys } from "#db/schema/access";
import { feedSources, sourceCaptures, sourceFiles, sourceGaps, sourceRuns, sourceSilences } from "#db/schema/feeds-sources";
import { organisations } from "#db/schema/parties";
import { paged, type Page } from "../page.ts";
import { dayCounts, type DayCounts } from "../sourceHealth.ts";

const DAY = 86_400_000;

const lastNewAt = sql<Date | null>`(select max(came.at) from source_captures as came where came.source_id = ${feedSources.id} and came.accepted + came.warning > 0)`.mapWith(sourceCaptures.at);
const lastEventAt = sql<Date | null>`(select max(came.last_event_at) from source_captures as came where came.source_id = ${feedSources.id})`.mapWith(sourceCaptures.at);

const columns = {
  id: feedSources.id,
  code: feedSources.code,
  name: feedSources.name,
  organisation: organisations.code,
  organisationEn: organisations.nameEn,
  organisationZh: organisations.nameZh,
  kind: feedSources.kind,
  settings: feedSources.settings,
  hasSecret: sql<boolean>`${feedSources.secret} is not null`,
  schedule: feedSources.schedule,
  state: feedSources.state,
  stateSince: feedSources.stateSince,
  staleAfterMinutes: feedSources.staleAfterMinutes,
  cursor: feedSources.cursor,
  lastSuccessAt: feedSources.lastSuccessAt,
  failures: feedSources.failures,
  problem: feedSources.problem,
  breakerUntil: feedSources.breakerUntil,
  nextRunAt: feedSources.nextRunAt,
  version: feedSources.version,
  lastNewAt,
  lastEventAt,
};

/** A source as screens and the interface show it; never its secret. `lastNewAt` is when its last new event came, `lastEventAt` when the latest happened. */
export type SourceRecord = Awaited<ReturnType<typeof select>>[number] & { readonly day: DayCounts };

function select(tx: Transaction, where: SQL | undefined, limit: number) {
  return tx.select(columns).from(feedSources).innerJoin(organisations, eq(organisations.id, feedSources.organisationId)).where(where).orderBy(asc(feedSources.code)).limit(limit);
}

/** Sources in the order of their codes, with what came of each in the day before `now`. */
export async function listSources(tx: Transaction, { limit, after, now }: { readonly limit: number; readonly after?: string | undefined; readonly now: Date }): Promise<Page<SourceRecord>> {
  const { rows, next } = paged(await select(tx, after === undefined ? undefined : gt(feedSources.code, after), limit + 1), limit, ({ code }) => code);
  const days = await daysOf(tx, rows.map(({ id }) => id), now);
  return { rows: rows.map((row) => ({ ...row, day: dayCounts(days.get(row.id) ?? []) })), next };
}

/** One source by its code. */
export async function sourceByCode(tx: Transaction, code: string, now: Date): Promise<SourceRecord | undefined> {
  const [row] = await select(tx, eq(feedSources.code, code), 1);
  if (row === undefined) return undefined;
  return { ...row, day: dayCounts((await daysOf(tx, [row.id], now)).get(row.id) ?? []) };
}

type DayRow = Parameters<typeof dayCounts>[0][number];

/** What came of sources in the day before `now`: the counts in one row each, the delays added up by step. */
async function daysOf(tx: Transaction, ids: readonly number[], now: Date): Promise<ReadonlyMap<number, DayRow[]>> {
  if (ids.length === 0) return new Map();
  const since = new Date(now.getTime() - DAY);
  const within = and(inArray(sourceCaptures.sourceId, [...ids]), gt(sourceCaptures.at, since));
  const total = (column: Column) => sql<number>`coalesce(sum(${column}), 0)::float8`;
  const counts = await tx
    .select({
      id: sourceCaptures.sourceId,
      accepted: total(sourceCaptures.accepted),
      warning: total(sourceCaptures.warning),
      duplicate: total(sourceCaptures.duplicate),
      rejected: total(sourceCaptures.rejected),
      documents: sql<number>`count(*)::float8`,
    })
    .from(sourceCaptures).where(within).groupBy(sourceCaptures.sourceId);
  const steps = await tx.execute<{ id: string; step: string; n: number }>(sql`
    select source_id as id, step, sum(n::int)::float8 as n from source_captures, jsonb_each_text(delays) as counted (step, n) where ${within} group by 1, 2`);
  const delays = new Map<number, Record<string, number>>();
  for (const { id, step, n } of steps) delays.set(Number(id), { ...delays.get(Number(id)), [step]: n });
  return new Map(counts.map(({ id, ...row }) => [id, [{ ...row, delays: delays.get(id) ?? {} }]]));
}

/** A run with what became of the documents it read. */
export type SourceRun = Awaited<ReturnType<typeof sourceRunsOf>>["rows"][number];

/** The runs of a source, the newest first. */
export async function sourceRunsOf(tx: Transaction, sourceId: number, { limit, after }: { readonly limit: number; readonly after?: number | undefined }) {
  const total = (name: string) => sql<number>`coalesce((select sum(${sql.identifier(name)}) from source_captures as came where came.run_id = ${sourceRuns.id}), 0)::float8`;
  const rows = await tx
    .select({
      id: sourceRuns.id,
      reason: sourceRuns.reason,
      startedAt: sourceRuns.startedAt,
      finishedAt: sourceRuns.finishedAt,
      outcome: sourceRuns.outcome,
      pages: sourceRuns.pages,
      bytes: sourceRuns.bytes,
      problem: sourceRuns.problem,
      cursorBefore: sourceRuns.cursorBefore,
      cursorAfter: sourceRuns.cursorAfter,
      accepted: total("accepted"),
      warning: total("warning"),
      duplicate: total("duplicate"),
      rejected: total("rejected"),
    })
    .from(sourceRuns)
    .where(and(eq(sourceRuns.sourceId, sourceId), after === undefined ? undefined : lt(sourceRuns.id, after)))
    .orderBy(desc(sourceRuns.id))
    .limit(limit + 1);
  return paged(rows, limit, ({ id }) => String(id));
}

/** The documents that came from a source last. */
export async function sourceDocuments(tx: Transaction, sourceId: number, limit: number) {
  return tx.select().from(sourceCaptures).where(eq(sourceCaptures.sourceId, sourceId)).orderBy(desc(sourceCaptures.at)).limit(limit);
}

/** What is known of a source's completeness, the newest first. */
export async function sourceGapsOf(tx: Transaction, sourceId: number, limit: number) {
  return tx.select().from(sourceGaps).where(eq(sourceGaps.sourceId, sourceId)).orderBy(desc(sourceGaps.id)).limit(limit);
}

/** The files of a folder that were taken last. */
export async function sourceFilesOf(tx: Transaction, sourceId: number, limit: number) {
  return tx.select().from(sourceFiles).where(eq(sourceFiles.sourceId, sourceId)).orderBy(desc(sourceFiles.takenAt)).limit(limit);
}

/** The keys with which a source pushes, the newest first. */
export async function sourceKeys(tx: Transaction, sourceId: number) {
  return tx.select({ id: apiKeys.id, recordedAt: apiKeys.recordedAt, revokedAt: apiKeys.revokedAt }).from(apiKeys).where(eq(apiKeys.sourceId, sourceId)).orderBy(desc(apiKeys.id)).limit(50);
}

/** Sources that are silent now, as the frame tells of them. */
export async function silentSources(tx: Transaction): Promise<{ code: string; name: string; since: Date }[]> {
  return tx
    .select({ code: feedSources.code, name: feedSources.name, since: sourceSilences.since })
    .from(sourceSilences)
    .innerJoin(feedSources, eq(feedSources.id, sourceSilences.sourceId))
    .where(and(isNull(sourceSilences.endedAt), eq(feedSources.state, "on")))
    .orderBy(asc(feedSources.code))
    .limit(50);
}

/** Sources whose silence is to be looked at: those that are on and may not be silent for ever, and those that are told to be silent. */
export async function watchedSources(tx: Transaction) {
  return tx
    .select({ id: feedSources.id, code: feedSources.code, state: feedSources.state, stateSince: feedSources.stateSince, staleAfterMinutes: feedSources.staleAfterMinutes, lastNewAt, silence: sourceSilences.id })
    .from(feedSources)
    .leftJoin(sourceSilences, and(eq(sourceSilences.sourceId, feedSources.id), isNull(sourceSilences.endedAt)))
    .where(or(and(eq(feedSources.state, "on"), sql`${feedSources.staleAfterMinutes} is not null`), sql`${sourceSilences.id} is not null`));
}

import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";
import { quarantined, truthSettings } from "#db/schema/feeds-quarantine";
import type { EventProblem } from "../event.ts";
import type { TruthCode, TruthOutcome } from "../truthTable.ts";
import { nameOf } from "./quarantine.ts";

/** One change of a check's setting. */
export type SettingChange = { readonly code: string; readonly outcome: TruthOutcome; readonly reason: string; readonly by: string; readonly at: Date };

/** How many events a check concerned: kept with the doubt, and kept out. */
export type Concerned = { readonly kept: number; readonly out: number };

/** No more events with doubts than these are counted; beyond, the counts are least counts. */
const MOST_COUNTED = 50_000;

/** How many events since an instant each check concerned, by its code; `more` when there are too many to count all. */
export async function concernedByChecks(tx: Transaction, since: Date): Promise<{ readonly counts: ReadonlyMap<string, Concerned>; readonly more: boolean }> {
  const doubted = and(gte(feedEvents.recordTime, since), sql`${feedEvents.problems} <> '[]'::jsonb`);
  const events = tx.select({ problems: feedEvents.problems }).from(feedEvents).where(doubted).orderBy(desc(feedEvents.recordTime)).limit(MOST_COUNTED).as("events");
  const rejected = tx.select({ problems: quarantined.problems }).from(quarantined).where(gte(quarantined.createdAt, since)).orderBy(desc(quarantined.id)).limit(MOST_COUNTED).as("rejected");
  const kept = await tx.execute<{ code: string; n: number; of: number }>(sql`
    with part as materialized (${tx.select().from(events)}) select code, count(*)::int as n, (select count(*)::int from part) as of from part, lateral (select distinct one ->> 'code' as code from jsonb_array_elements(part.problems) as one) as codes group by 1`);
  const out = await tx.execute<{ code: string; n: number }>(sql`
    select code, count(*)::int as n from (${tx.select().from(rejected)}) as part, lateral (select distinct one ->> 'code' as code from jsonb_array_elements(part.problems) as one) as codes group by 1`);
  const counts = new Map<string, Concerned>(kept.map(({ code, n }) => [code, { kept: n, out: 0 }]));
  for (const { code, n } of out) counts.set(code, { kept: counts.get(code)?.kept ?? 0, out: n });
  return { counts, more: (kept[0]?.of ?? 0) >= MOST_COUNTED };
}

const change = { code: truthSettings.code, outcome: truthSettings.outcome, reason: truthSettings.reason, by: nameOf(truthSettings.changedBy), at: truthSettings.changedAt };

/** The last change of each check that was changed, by its code. */
export async function lastChanges(tx: Transaction): Promise<ReadonlyMap<string, SettingChange>> {
  const rows = await tx.selectDistinctOn([truthSettings.code], change).from(truthSettings).orderBy(truthSettings.code, desc(truthSettings.id));
  return new Map(rows.map((row) => [row.code, row]));
}

/** Every change of one check's setting, the newest first. */
export async function changesOf(tx: Transaction, code: TruthCode): Promise<SettingChange[]> {
  return tx.select(change).from(truthSettings).where(eq(truthSettings.code, code)).orderBy(desc(truthSettings.id)).limit(100);
}

/** An event that a check concerned. */
export type ConcernedEvent = {
  readonly pk: number;
  readonly eventId: string;
  readonly type: string;
  readonly bizStep: string | null;
  readonly eventTime: Date;
  readonly recordTime: Date;
  readonly problem: Pick<EventProblem, "code" | "detail" | "facts">;
};

/** Events kept since an instant with the doubt of a check, the newest first. `after` is the key of the last one seen. */
export async function eventsConcerned(
  tx: Transaction,
  code: TruthCode,
  since: Date,
  page: { readonly limit: number; readonly after?: number | undefined },
): Promise<{ readonly rows: readonly ConcernedEvent[]; readonly next: number | null }> {
  const { id, eventId, type, bizStep, eventTime, recordTime, problems } = feedEvents;
  const older = page.after === undefined ? undefined : sql`(${recordTime}, ${id}) < (select e.record_time, e.id from feed_events e where e.id = ${page.after})`;
  const problem = sql<ConcernedEvent["problem"]>`(select one from jsonb_array_elements(${problems}) as one where one ->> 'code' = ${code} limit 1)`;
  const found = await tx.select({ pk: id, eventId, type, bizStep, eventTime, recordTime, problem }).from(feedEvents)
    .where(and(gte(recordTime, since), sql`${problems} <> '[]'::jsonb`, sql`${problems} @> ${JSON.stringify([{ code }])}::jsonb`, older)).orderBy(desc(recordTime), desc(id)).limit(page.limit + 1);
  const rows = found.slice(0, page.limit);
  return { rows, next: found.length > page.limit ? (rows.at(-1)?.pk ?? null) : null };
}

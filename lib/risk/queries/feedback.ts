import { and, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { outcomes, snoozes } from "#db/schema/risk-feedback";
import type { FalseAlarmReason, OutcomeResult } from "../outcome.ts";
import type { SnoozeRow } from "./snoozes.ts";

/** What was said of one finding. */
export type Word = { readonly finding: number; readonly result: OutcomeResult; readonly reason: FalseAlarmReason | null; readonly note: string; readonly byName: string; readonly at: Date };

/** How earlier declarations of the same importer or producer turned out on which a rule fired too, other than for information; only those with a known outcome. */
export type Earlier = { readonly rule: string; readonly confirmed: number; readonly known: number; readonly lastNumber: string };

/** What stands beside the findings of one declaration. */
export type FindingFeedback = { readonly words: readonly Word[]; readonly earlier: readonly Earlier[]; readonly snoozes: readonly SnoozeRow[] };

/** As many of a party's latest declarations are looked through for earlier outcomes. */
const LOOKED_BACK = 500;

/** What was said of the findings of a declaration, what became of earlier ones of the same rules and parties, and what is snoozed for its parties. */
export async function feedbackOn(tx: Transaction, { declarationId, importerId, siteId }: { readonly declarationId: number; readonly importerId: number; readonly siteId: number }, now: Date): Promise<FindingFeedback> {
  const [words, earlier, snoozed] = await Promise.all([
    tx
      .select({ finding: outcomes.findingId, result: outcomes.result, reason: outcomes.reason, note: outcomes.note, byName: outcomes.byName, at: outcomes.at })
      .from(outcomes)
      .where(and(eq(outcomes.declarationId, declarationId), isNotNull(outcomes.findingId)))
      .orderBy(desc(outcomes.id)),
    earlierOutcomes(tx, declarationId, importerId, siteId),
    tx.select().from(snoozes).where(and(
      isNull(snoozes.endedAt), gt(snoozes.until, now),
      or(and(eq(snoozes.partyKind, "importer"), eq(snoozes.partyId, importerId)), and(eq(snoozes.partyKind, "site"), inArray(snoozes.partyId, [siteId]))),
    )),
  ]);
  return { words: words.flatMap(({ finding, ...word }) => (finding === null ? [] : [{ finding, ...word }])), earlier, snoozes: snoozed };
}

async function earlierOutcomes(tx: Transaction, declarationId: number, importerId: number, siteId: number): Promise<Earlier[]> {
  const rows = await tx.execute<{ rule: string; confirmed: number; known: number; last_number: string }>(sql`
    with party as (
      select * from (select id, number from consignments where importer_id = ${importerId} and id <> ${declarationId} order by id desc limit ${LOOKED_BACK}) as of_importer
      union
      select * from (select id, number from consignments where site_id = ${siteId} and site_id <> 0 and id <> ${declarationId} order by id desc limit ${LOOKED_BACK}) as of_site
    ), known as (
      select party.id, party.number, labels.confirmed from party cross join lateral (select confirmed from declaration_labels where declaration_id = party.id) as labels
    ), fired as (
      select distinct on (findings.rule, known.id) findings.rule, known.id, known.number,
        known.confirmed and not exists (select from outcomes where outcomes.declaration_id = known.id and outcomes.rule = findings.rule and outcomes.source = 'review' and outcomes.result = 'not-confirmed') as confirmed
      from known join findings on findings.declaration_id = known.id
      where findings.severity <> 'info' and findings.rule in (select rule from findings where declaration_id = ${declarationId})
    )
    select rule, count(*) filter (where confirmed)::int as confirmed, count(*)::int as known, (array_agg(number order by id desc))[1] as last_number from fired group by rule`);
  return rows.map(({ rule, confirmed, known, last_number }) => ({ rule, confirmed, known, lastNumber: last_number }));
}

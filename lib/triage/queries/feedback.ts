import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { shareOf } from "#lib/risk/interval";
import type { FalseAlarmReason } from "#lib/risk/outcome";
import type { FeedbackSpan, OfficerTurned, RandomTold, RuleTurned, Turned } from "../feedback.ts";
import { turned } from "../feedback.ts";
import { LANE_FLOOR } from "../lane.ts";

/** The first instant of a China day. */
const begins = (day: string): SQL => sql`(${`${day}T00:00:00+08:00`}::timestamptz)`;

/** The declarations lodged in a span, with how they turned out where that is known. */
function spanned({ from, to, office }: FeedbackSpan): SQL {
  const atOffice = office === null ? sql`` : sql` and consignments.office_code = ${office}`;
  return sql`spanned as materialized (
    select consignments.id, consignments.office_code, consignments.origin_country, labels.confirmed
    from consignments left join declaration_labels as labels on labels.declaration_id = consignments.id
    where consignments.lodged_at >= ${begins(from)} and consignments.lodged_at < ${begins(to)}${atOffice})`;
}

/** Each rule that fired on declarations of a span; information without weight is no firing. What was said to be a false alarm of a rule counts as known and not confirmed for that rule alone. */
export async function turnedByRule(tx: Transaction, span: FeedbackSpan): Promise<RuleTurned[]> {
  const rows = await tx.execute<{ rule: string; declared: number; known: number; confirmed: number; reasons: Partial<Record<FalseAlarmReason, number>> | null }>(sql`
    with ${spanned(span)}, alarms as materialized (
      select distinct on (outcomes.declaration_id, outcomes.rule) outcomes.declaration_id, outcomes.rule, outcomes.result, outcomes.reason
      from outcomes join spanned on spanned.id = outcomes.declaration_id where outcomes.source = 'review' order by outcomes.declaration_id, outcomes.rule, outcomes.id desc
    ), fired as (select distinct findings.rule, spanned.id, spanned.confirmed from findings join spanned on spanned.id = findings.declaration_id where findings.severity <> 'info')
    select fired.rule, count(*)::int as declared,
      count(*) filter (where fired.confirmed is not null or alarms.result is not null)::int as known,
      count(*) filter (where case when alarms.result is not null then alarms.result = 'confirmed' else coalesce(fired.confirmed, false) end)::int as confirmed,
      (select jsonb_object_agg(counted.reason, counted.n) from (select reason, count(*)::int as n from alarms as each where each.rule = fired.rule and each.reason is not null group by reason) as counted) as reasons
    from fired left join alarms on alarms.declaration_id = fired.id and alarms.rule = fired.rule
    group by fired.rule order by 4 desc, 2 desc, 1`);
  return rows.map(({ rule, reasons, ...row }) => ({ ...turned({ ...row, key: rule }), falseAlarms: reasons ?? {} }));
}

/** Declarations of a span by office, or by country of origin. */
export async function turnedBy(tx: Transaction, by: "office" | "origin", span: FeedbackSpan): Promise<Turned[]> {
  const column = by === "office" ? sql`office_code` : sql`origin_country`;
  const rows = await tx.execute<{ key: string; declared: number; known: number; confirmed: number }>(sql`
    with ${spanned(span)} select ${column} as key, count(*)::int as declared, count(confirmed)::int as known, count(*) filter (where confirmed)::int as confirmed
    from spanned group by 1 having count(confirmed) > 0 order by 4 desc, 3 desc, 1`);
  return rows.map(turned);
}

/** Who ordered examinations in a span, and what those that were reported found. */
export async function turnedByOfficer(tx: Transaction, { from, to, office }: FeedbackSpan): Promise<OfficerTurned[]> {
  const atOffice = office === null ? sql`` : sql` and office_code = ${office}`;
  const rows = await tx.execute<{ officer: string; ordered: number; reported: number; found: number }>(sql`
    select ordered_by_name as officer, count(*) filter (where status <> 'cancelled')::int as ordered, count(*) filter (where status = 'reported')::int as reported, count(*) filter (where result = 'discrepancy')::int as found
    from examinations where ordered_at >= ${begins(from)} and ordered_at < ${begins(to)}${atOffice} group by ordered_by, 1 order by 4 desc, 3 desc, 1`);
  return rows.map(({ officer, ordered, reported, found }) => ({ officer, ordered, confirmed: shareOf(found, reported) }));
}

/** What the random draws of a span found; a declaration counts as a hit of the rules by the last score before its outcome was known. */
export async function toldByDraws(tx: Transaction, span: FeedbackSpan): Promise<RandomTold> {
  const [row] = await tx.execute<{ drawn: number; known: number; wrong: number; hit: number }>(sql`
    with ${spanned(span)}, drawn as (
      select spanned.confirmed, (select assessments.score from assessments where assessments.declaration_id = spanned.id and assessments.at <= coalesce(labels.labelled_at, 'infinity') order by assessments.id desc limit 1) as score
      from spanned join selections on selections.declaration_id = spanned.id and selections.drawn left join declaration_labels as labels on labels.declaration_id = spanned.id
    )
    select count(*)::int as drawn, count(confirmed)::int as known, count(*) filter (where confirmed)::int as wrong, count(*) filter (where confirmed and score >= ${LANE_FLOOR.red})::int as hit from drawn`);
  const { drawn, known, wrong, hit } = row ?? { drawn: 0, known: 0, wrong: 0, hit: 0 };
  return { drawn, wrong: shareOf(wrong, known), recall: shareOf(hit, wrong) };
}

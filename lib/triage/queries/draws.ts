import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { drawSeeds, examinerAssignments, selections } from "#db/schema/selection";
import { consignments } from "#db/schema/triage";
import type { PlainDate } from "#lib/measures/period";
import { recheck, type Recheck, type RecordedDuty } from "../drawn.ts";
import type { Lane, LaneReason } from "../lane.ts";

/** A day's draw at an office: what was committed and when; the seed once the day has ended and it was shown. */
export type Draw = { readonly office: string; readonly day: string; readonly commitment: string; readonly committedAt: Date; readonly late: boolean; readonly seed: string | null; readonly revealedAt: Date | null };

/** A declaration in a draw. Its fraction is told once the seed is. */
export type DrawnRow = {
  readonly id: number;
  readonly number: string;
  readonly fraction: string | null;
  readonly randomRate: number;
  readonly drawn: boolean;
  readonly at: Date;
  readonly lane: Lane | null;
  readonly laneBy: LaneReason | null;
};

/** A draw of an examiner: its text, whom it chose from, and who was chosen. */
export type DutyDrawRow = RecordedDuty & { readonly name: string | null; readonly at: Date };

/** The draws of an office, the newest day first. */
export async function drawsOf(tx: Transaction, office: string, limit: number): Promise<(Draw & { readonly arrivals: number; readonly drawn: number })[]> {
  const rows = await tx.select().from(drawSeeds).where(eq(drawSeeds.officeCode, office)).orderBy(desc(drawSeeds.day)).limit(limit);
  const counts = await tx
    .select({ day: selections.day, arrivals: sql<number>`count(*)::int`, drawn: sql<number>`(count(*) filter (where ${selections.drawn}))::int` })
    .from(selections)
    .where(and(eq(selections.officeCode, office), sql`${selections.day} >= ${rows.at(-1)?.day ?? "9999-12-31"}`))
    .groupBy(selections.day);
  return rows.map((row) => {
    const day = counts.find((one) => one.day === row.day);
    return { ...drawFrom(row), arrivals: day?.arrivals ?? 0, drawn: day?.drawn ?? 0 };
  });
}

/** The draw of an office's day; undefined when none was committed. */
export async function drawOf(tx: Transaction, office: string, day: PlainDate): Promise<Draw | undefined> {
  const [row] = await tx.select().from(drawSeeds).where(and(eq(drawSeeds.officeCode, office), eq(drawSeeds.day, day)));
  return row === undefined ? undefined : drawFrom(row);
}

function drawFrom({ officeCode, day, commitment, committedAt, late, seed, revealedAt }: typeof drawSeeds.$inferSelect): Draw {
  return { office: officeCode, day, commitment, committedAt, late, seed, revealedAt };
}

/** The declarations of a day's draw in the order of their arrival, or those alone that were drawn; `after` is the `next` of the page before. */
export async function drawnPage(
  tx: Transaction,
  { office, day, seed }: Draw,
  { limit, after, drawn }: { readonly limit: number; readonly after?: number | undefined; readonly drawn?: boolean | undefined },
): Promise<{ readonly items: DrawnRow[]; readonly next: number | undefined }> {
  const rows = await tx
    .select({
      id: selections.declarationId,
      number: selections.number,
      fraction: selections.fraction,
      randomRate: selections.randomRate,
      drawn: selections.drawn,
      at: selections.at,
      lane: consignments.lane,
      laneBy: consignments.laneBy,
    })
    .from(selections)
    .leftJoin(consignments, eq(consignments.id, selections.declarationId))
    .where(and(eq(selections.officeCode, office), eq(selections.day, day), after === undefined ? undefined : gt(selections.declarationId, after), drawn === true ? eq(selections.drawn, true) : undefined))
    .orderBy(asc(selections.declarationId))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => ({ ...row, fraction: seed === null ? null : row.fraction }));
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}

/** The draws of examiners at an office on a day. */
export async function dutyDraws(tx: Transaction, office: string, day: string): Promise<DutyDrawRow[]> {
  const rows = await tx
    .select()
    .from(examinerAssignments)
    .where(and(eq(examinerAssignments.officeCode, office), eq(examinerAssignments.day, day), isNotNull(examinerAssignments.draw)))
    .orderBy(asc(examinerAssignments.id))
    .limit(2_000);
  return rows.flatMap(({ draw, personId, personName, at }) => (draw === null ? [] : [{ text: draw.text, fraction: draw.fraction, from: draw.from, person: personId, name: personName, at }]));
}

/** Recomputes every draw of a day from its seed; undefined until the seed is shown. */
export async function recheckDraw(tx: Transaction, draw: Draw): Promise<Recheck | undefined> {
  if (draw.seed === null) return undefined;
  const rows = await tx
    .select({ number: selections.number, fraction: selections.fraction, randomRate: selections.randomRate, drawn: selections.drawn })
    .from(selections)
    .where(and(eq(selections.officeCode, draw.office), eq(selections.day, draw.day)));
  return recheck(draw.seed, draw.commitment, rows, await dutyDraws(tx, draw.office, draw.day));
}


/** The office and day whose draw a declaration was part of; null where it was in none. */
export async function drawOfDeclaration(tx: Transaction, declarationId: number): Promise<{ readonly office: string; readonly day: string } | null> {
  const [row] = await tx.select({ office: selections.officeCode, day: selections.day }).from(selections).where(eq(selections.declarationId, declarationId));
  return row ?? null;
}

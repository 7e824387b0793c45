import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";

/** Another event in a correction: whether it is stored here within the scope. */
export type Correction = { readonly eventId: string; readonly stored: boolean };

/** How an event was declared to be in error, what corrects it, and which events in error it corrects itself. */
export type Corrections = { readonly declaredAt: string | null; readonly reason: string | null; readonly correctedBy: readonly Correction[]; readonly corrects: readonly Correction[] };

const MOST = 50;

/** The corrections around an event, both ways. */
export async function correctionsOf(tx: Transaction, eventId: string): Promise<Corrections> {
  const declaration = sql`${feedEvents.body} -> 'errorDeclaration'`;
  const [declared] = await tx
    .select({
      at: sql<string | null>`${declaration} ->> 'declarationTime'`,
      reason: sql<string | null>`${declaration} ->> 'reason'`,
      by: sql<unknown>`${declaration} -> 'correctiveEventIDs'`,
    })
    .from(feedEvents)
    .where(and(eq(feedEvents.eventId, eventId), eq(feedEvents.declaresError, true))).orderBy(desc(feedEvents.id)).limit(1);
  const by = Array.isArray(declared?.by) ? declared.by.filter((id): id is string => typeof id === "string").slice(0, MOST) : [];
  const known = by.length === 0 ? [] : await tx.selectDistinct({ eventId: feedEvents.eventId }).from(feedEvents).where(inArray(feedEvents.eventId, by));
  const corrects = await tx
    .selectDistinct({ eventId: feedEvents.eventId })
    .from(feedEvents)
    .where(and(sql`${feedEvents.declaresError}`, sql`${declaration} -> 'correctiveEventIDs' @> ${JSON.stringify([eventId])}::jsonb`))
    .limit(MOST);
  const there = new Set(known.map((each) => each.eventId));
  return {
    declaredAt: declared?.at ?? null,
    reason: declared?.reason ?? null,
    correctedBy: by.map((id) => ({ eventId: id, stored: there.has(id) })),
    corrects: corrects.map((each) => ({ eventId: each.eventId, stored: true })),
  };
}

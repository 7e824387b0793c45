import { desc } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { truthSettings as rows } from "#db/schema/feeds-quarantine";
import type { EventProblem, ReadEvent } from "../event.ts";
import type { TruthSettings } from "../truth.ts";
import { isTruthCode } from "../truthTable.ts";

/** What each truth check is set to now; checks that nobody touched are left out. */
export async function truthSettings(tx: Transaction): Promise<TruthSettings> {
  const set = await tx.selectDistinctOn([rows.code], { code: rows.code, outcome: rows.outcome }).from(rows).orderBy(rows.code, desc(rows.id));
  return new Map(set.flatMap(({ code, outcome }) => (isTruthCode(code) ? [[code, outcome] as const] : [])));
}

/**
 * Doubts about events that only what is stored, or the rest of their block, can raise, by the event's index: a lot seen before it was made, one piece at two places
 * at once, goods expired before they were shipped, a container within itself. Queues a recheck of stored events that these shed new light on.
 */
export async function doubtsFromHistory(_tx: Transaction, _events: readonly ReadEvent[], _now: Date): Promise<ReadonlyMap<number, EventProblem[]>> {
  return new Map();
}

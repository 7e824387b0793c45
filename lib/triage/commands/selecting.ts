import type { Transaction } from "#db/client";
import type { Assessment } from "#lib/risk/assess";
import type { Subject } from "#lib/risk/subject";
import { laneOf, type Selected } from "../lane.ts";

/** A declaration that was assessed and is to be sorted into a lane. */
export type Sortable = { readonly subject: Subject; readonly assessment: Assessment };

/** The lanes of assessed declarations, by their ids. */
export async function selectLanes(_tx: Transaction, assessed: readonly Sortable[], _now: Date): Promise<ReadonlyMap<number, Selected>> {
  return new Map(assessed.map(({ subject, assessment }) => [subject.declarationId, { lane: laneOf(assessment.score), by: "score" }]));
}

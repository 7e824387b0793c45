import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { selections } from "#db/schema/selection";
import type { LaneSorter } from "#lib/risk/backtest";
import { pastSorter } from "../past-lanes.ts";
import { settingsInForce } from "./selection.ts";

/** Sorts declarations of past days by the settings that offices have now; those of the block that were drawn then are drawn again. */
export async function sorterOf(tx: Transaction, ids: readonly number[]): Promise<LaneSorter> {
  const settings = await settingsInForce(tx);
  if (settings.size === 0) return pastSorter(settings, new Set());
  const rows = await tx.select({ id: selections.declarationId }).from(selections).where(and(inArray(selections.declarationId, [...ids]), eq(selections.drawn, true)));
  return pastSorter(settings, new Set(rows.map(({ id }) => id)));
}

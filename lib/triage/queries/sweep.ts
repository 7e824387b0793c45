import { desc } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { sweeps } from "#db/schema/risk-reading";
import type { Sweep } from "../sweep.ts";

/** The newest assessment of everything, running or done; undefined before the first. */
export async function latestSweep(tx: Transaction): Promise<Sweep | undefined> {
  const [row] = await tx.select().from(sweeps).orderBy(desc(sweeps.id)).limit(1);
  return row;
}

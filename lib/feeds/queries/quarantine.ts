import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { quarantined } from "#db/schema/feeds-quarantine";

/** How many wait in quarantine, up to 1,000: nobody needs to know it finer. */
export async function openInQuarantine(tx: Transaction): Promise<number> {
  const some = tx.select({ one: sql`1` }).from(quarantined).where(eq(quarantined.state, "open")).limit(1000).as("some");
  const [found] = await tx.select({ n: sql<number>`count(*)::int` }).from(some);
  return found?.n ?? 0;
}

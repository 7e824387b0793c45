import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { siteLedgers } from "#db/schema/certificates";

/** Marks the ledgers of these sites as behind what is known, and queues their re-judging, in the caller's transaction. */
export async function markForRejudging(tx: Transaction, siteIds: readonly number[]): Promise<void> {
  const ordered = [...new Set(siteIds)].toSorted((a, b) => a - b);
  if (ordered.length === 0) return;
  await tx
    .insert(siteLedgers)
    .values(ordered.map((siteId) => ({ siteId, certificatesVersion: 1 })))
    .onConflictDoUpdate({ target: siteLedgers.siteId, set: { certificatesVersion: sql`${siteLedgers.certificatesVersion} + 1` } });
  for (const siteId of ordered) await queueJob(tx, "rejudge-site", { siteId }, { jobKey: `rejudge-site:${siteId}` });
}

import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";

/**
 * Takes the locks of some sites' ledgers, in the order of their ids so that nobody waits in a circle, and says which sites have
 * certificate changes that their accounts do not know yet. Everything that posts or settles goes through here (docs/capacity.md rule 9).
 */
export async function lockLedgers(tx: Transaction, siteIds: readonly number[]): Promise<{ readonly stale: number[] }> {
  const wanted = [...new Set(siteIds)].filter((id) => id > 0).toSorted((a, b) => a - b);
  if (wanted.length === 0) return { stale: [] };
  const take = () => tx.execute<{ site_id: bigint; stale: boolean }>(sql`
    select site_id, settled_version < certificates_version as stale from site_ledgers where site_id in ${wanted} order by site_id for update`);
  let rows = await take();
  if (rows.length < wanted.length) {
    await tx.execute(sql`insert into site_ledgers (site_id) select id from sites where id in ${wanted} order by id on conflict do nothing`);
    rows = await take();
  }
  return { stale: rows.filter((row) => row.stale).map((row) => Number(row.site_id)) };
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { settleSite } from "./settle.ts";

const HOUSE: Actor = { kind: "system", name: "ledger" };

/** Brings the accounts of a site up to what is known now; answers the declarations whose verdict changed. */
export const settleNow = command("system.run", z.object({ siteId: z.number() }), async ({ tx, now }, { siteId }) => {
  const { changed } = await settleSite(tx, siteId, now);
  return { result: changed, audit: { action: "capacity.settle", subject: { kind: "site", id: String(siteId) }, facts: { changed: changed.length } } };
});

/** Settles a site whose accounts do not know of a decision yet, so that whoever asks after a certificate was decided on sees it. */
export async function settleStale(siteId: number): Promise<void> {
  const [ledger] = await reading(HOUSE, "system.run", (tx) => tx.execute<{ stale: boolean }>(sql`select settled_version < certificates_version as stale from site_ledgers where site_id = ${siteId}`));
  if (ledger?.stale === true) await settleNow(HOUSE, { siteId });
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import { queueJobs } from "#db/jobs";
import { lotMovements, lotStatements } from "#db/schema/feeds";
import { siteIdentifiers } from "#db/schema/parties";
import type { Actor } from "#lib/access/actor";
import { command } from "#lib/audit/command";
import { settleLots } from "./commands/facts.ts";
import { lookUpByIndex } from "./commands/storing.ts";
import type { LotKey } from "./lot.ts";

const WORKER: Actor = { kind: "system", name: "worker" };

/** Task `settle-site-events` {siteId}: a site was registered or got another GLN; what events said of its lots before is now known to be its. */
export async function settleSiteEvents(payload: unknown): Promise<void> {
  await settle(WORKER, payload);
}

/** Task `lots-known` {lots}: much is known anew of many lots; those that a declaration names, or that were made of others or into others, are judged one by one. */
export async function lotsKnown(payload: unknown): Promise<void> {
  await pickLots(WORKER, payload);
}

const pickLots = command("system.run", z.object({ lots: z.array(z.object({ gtin: z.string(), lot: z.string() })) }), async ({ tx }, { lots }) => {
  await lookUpByIndex(tx);
  const concerned = await tx.execute<LotKey>(sql`
    select k.gtin, k.lot from json_to_recordset(${JSON.stringify(lots)}::json) as k(gtin text, lot text)
    where (select 1 from document_names where kind = 'declared-lot' and name = k.lot limit 1) is not null
      or (select 1 from event_items where gtin = k.gtin::char(14) and lot = k.lot and role in ('input', 'output') limit 1) is not null`);
  await queueJobs(tx, "lot-known", concerned.map(({ gtin, lot }) => ({ gtin, lot })));
  return { result: concerned.length, audit: { action: "lot.pick", subject: { kind: "lots", id: `${lots[0]?.gtin ?? ""}/${lots[0]?.lot ?? ""}` }, facts: { lots: lots.length, concerned: concerned.length } } };
});

const settle = command("system.run", z.object({ siteId: z.number() }), async ({ tx, now }, { siteId }) => {
  const glns = sql`(select coalesce(array_agg(${siteIdentifiers.value}), '{}') from ${siteIdentifiers} where ${siteIdentifiers.siteId} = ${siteId})`;
  const named = await tx.execute<LotKey>(sql`
    select ${lotStatements.gtin} as gtin, ${lotStatements.lot} as lot from ${lotStatements} where ${lotStatements.glns} && ${glns}
    union
    select ${lotMovements.gtin}, ${lotMovements.lot} from ${lotMovements} where ${lotMovements.lot} is not null and (${lotMovements.originGlns} && ${glns} or ${lotMovements.destinationGlns} && ${glns})`);
  const lots = named.map(({ gtin, lot }) => ({ gtin, lot }));
  await settleLots(tx, lots, now);
  return { result: lots.length, audit: { action: "site.settle-events", subject: { kind: "site", id: String(siteId) }, facts: { lots: lots.length } } };
});

import { eq, and, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJobs } from "#db/jobs";
import { declarationLines } from "#db/schema/consignments";
import { consignments } from "#db/schema/triage";
import { command } from "#lib/audit/command";
import { namesLot } from "#lib/consignments/queries";

/** As many declarations are looked at by one job. */
const AT_ONCE = 100;

/** Has what is open of a category looked at again. */
export async function lookAgainAtCategory(tx: Transaction, category: string, cause: string): Promise<number> {
  return lookAgain(tx, eq(declarationLines.category, category), cause);
}

/** Has what is open with one of some lots looked at again: something new is known of them. */
export const lookAgainAtLots = command("system.run", z.object({ lots: z.array(z.string()).max(1000) }), async ({ tx }, { lots }) => {
  const found = lots.length === 0 ? 0 : await lookAgain(tx, namesLot(lots), "lot-known");
  return { result: found, audit: { action: "lot.look-again", subject: { kind: "lots", id: lots[0] ?? "" }, facts: { lots: lots.length, declarations: found } } };
});

/** Has what is open with goods of a site looked at again: its certificates changed, and findings tell of them where no verdict does. Safe to repeat. */
export const lookAgainAtSite = command("system.run", z.object({ siteId: z.int().positive() }), async ({ tx }, { siteId }) => {
  const found = await lookAgain(tx, eq(declarationLines.siteId, siteId), "certificate-changed");
  return { result: found, audit: { action: "site.look-again", subject: { kind: "site", id: String(siteId) }, facts: { declarations: found } } };
});

/** So many things that carry goods are followed inwards by one look, so many steps. */
const MOST_CARRIERS = 5_000;
const DEEPEST = 8;

/**
 * Has what is open looked at again whose goods are in something that events recorded since an instant tell of: a container's temperatures or a pallet's place name no lot
 * themselves. Safe to repeat.
 */
export const lookAgainAtCarried = command("system.run", z.object({ minutes: z.int().min(1).max(1440) }), async ({ tx, now }, { minutes }) => {
  const rows = await tx.execute<{ lot: string }>(sql`
    with recursive carried (item, depth) as (
      select item, 0 from (
        select distinct i.item from feed_events e join event_items i on i.event_pk = e.id
        where e.record_time > ${new Date(now.getTime() - minutes * 60_000).toISOString()}::timestamptz and i.gtin is null and i.role in ('epc', 'parent') limit ${MOST_CARRIERS}) told
      union
      select c.item, carried.depth + 1 from carried
      cross join lateral (select event_pk from event_items where item = carried.item and role = 'parent' offset 0) p
      cross join lateral (select item from event_items where event_pk = p.event_pk and role = 'child' offset 0) c
      where carried.depth < ${DEEPEST})
    select distinct named.lot from (select distinct item from carried where depth > 0) inside
    cross join lateral (select lot from event_items where item = inside.item and lot is not null limit 1) named`);
  const found = rows.length === 0 ? 0 : await lookAgain(tx, namesLot(rows.map(({ lot }) => lot)), "way-known");
  return { result: found, audit: { action: "way.look-again", subject: { kind: "lots", id: rows[0]?.lot ?? "" }, facts: { lots: rows.length, declarations: found } } };
});

async function lookAgain(tx: Transaction, lines: SQL, cause: string): Promise<number> {
  const rows = await tx
    .selectDistinct({ id: consignments.id })
    .from(declarationLines)
    .innerJoin(consignments, and(eq(consignments.id, declarationLines.declarationId), consignments.open))
    .where(and(lines, sql`${declarationLines.standing}`))
    .orderBy(consignments.id);
  const ids = rows.map(({ id }) => id);
  await queueJobs(tx, "assess", Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ({ declarations: ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE), cause })));
  return ids.length;
}

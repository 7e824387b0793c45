import { arrayOverlaps, eq, and, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJobs } from "#db/jobs";
import { declarationLines } from "#db/schema/consignments";
import { consignments } from "#db/schema/triage";
import { command } from "#lib/audit/command";

/** As many declarations are looked at by one job. */
const AT_ONCE = 100;

/** Has what is open of a category looked at again. */
export async function lookAgainAtCategory(tx: Transaction, category: string, cause: string): Promise<number> {
  return lookAgain(tx, eq(declarationLines.category, category), cause);
}

/** Has what is open with one of some lots looked at again: something new is known of them. */
export const lookAgainAtLots = command("system.run", z.object({ lots: z.array(z.string()).max(1000) }), async ({ tx }, { lots }) => {
  const found = lots.length === 0 ? 0 : await lookAgain(tx, arrayOverlaps(declarationLines.lots, lots), "lot-known");
  return { result: found, audit: { action: "lot.look-again", subject: { kind: "lots", id: lots[0] ?? "" }, facts: { lots: lots.length, declarations: found } } };
});

async function lookAgain(tx: Transaction, lines: SQL, cause: string): Promise<number> {
  const rows = await tx.selectDistinct({ id: consignments.id }).from(declarationLines).innerJoin(consignments, and(eq(consignments.id, declarationLines.declarationId), consignments.open)).where(and(lines, sql`${declarationLines.standing}`)).orderBy(consignments.id);
  const ids = rows.map(({ id }) => id);
  await queueJobs(tx, "assess", Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ({ declarations: ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE), cause })));
  return ids.length;
}

import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { declarationLines } from "#db/schema/consignments";
import { siteQuestions } from "#db/schema/parties";
import type { Actor } from "#lib/access/actor";
import { command } from "#lib/audit/command";
import { namesLot } from "#lib/consignments/queries";
import { foldName } from "#lib/parties/site";
import { checkLedger } from "./commands/check.ts";
import { settleNow } from "./commands/current.ts";
import { settleSite } from "./commands/settle.ts";

const WORKER: Actor = { kind: "system", name: "worker" };

/** Task `rejudge-site`: a certificate, carry-over, product or shipment of the site changed (docs/capacity.md rule 10). */
export async function rejudgeSite(payload: unknown): Promise<void> {
  await settleNow(WORKER, payload);
}

/** Task `lot-known`: an event or report told when a lot was made; the lines that name it may belong to another period (rule 3). */
export async function lotKnown(payload: unknown): Promise<void> {
  await settleLot(WORKER, payload);
}

/** Task `settle-site-question`: a person said which site a name means; the lines that waited for it are posted there. */
export async function settleSiteQuestion(payload: unknown): Promise<void> {
  await settleQuestion(WORKER, payload);
}

const settleLot = command("system.run", z.object({ gtin: z.string(), lot: z.string() }), async ({ tx, now }, { gtin, lot }) => {
  const lines = await tx.selectDistinct({ siteId: declarationLines.siteId }).from(declarationLines).where(and(namesLot([lot]), eq(declarationLines.standing, true)));
  for (const siteId of lines.map((line) => line.siteId).filter((id) => id > 0).toSorted((a, b) => a - b)) await settleSite(tx, siteId, now);
  return { result: lines.length, audit: { action: "capacity.settle-lot", subject: { kind: "lot", id: `${gtin}/${lot}` }, facts: { sites: lines.length } } };
});

const settleQuestion = command("system.run", z.object({ questionId: z.number() }), async ({ tx, now }, { questionId }) => {
  const [question] = await tx.select().from(siteQuestions).where(eq(siteQuestions.id, questionId));
  const siteId = question?.answerSiteId;
  if (question === undefined || siteId === null || siteId === undefined) throw new Error(`question ${questionId} has no answer`);
  const waiting = await tx.selectDistinct({ name: declarationLines.declaredSite }).from(declarationLines).where(eq(declarationLines.siteId, 0));
  const names = waiting.map((line) => line.name).filter((name) => foldName(name) === question.folded);
  if (names.length > 0) await tx.update(declarationLines).set({ siteId, missing: null }).where(and(eq(declarationLines.siteId, 0), inArray(declarationLines.declaredSite, names)));
  const { changed } = await settleSite(tx, siteId, now);
  return { result: changed, audit: { action: "capacity.settle-question", subject: { kind: "site-question", id: String(questionId) }, facts: { siteId, names, changed: changed.length } } };
});

/** Task `reconcile-ledger`, every night: recomputes all accounts; a difference is logged by name and kept with the check. */
export async function reconcileLedger(): Promise<void> {
  const { differences } = await checkLedger(WORKER, {});
  for (const found of differences) console.error(`ledger: site ${found.siteId} account ${found.accountId} ${found.what}: recorded ${found.recorded}, recomputed ${found.recomputed}`);
}

import { and, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJobs } from "#db/jobs";
import { inspectionReports } from "#db/schema/certificates";
import { declarationLines } from "#db/schema/consignments";
import { lotStatements } from "#db/schema/feeds";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { asHouse, command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { namesLot } from "#lib/consignments/queries";
import { settleLots } from "#lib/feeds/commands/facts";
import { hashOf } from "#lib/parties/body";
import { markForRejudging } from "#lib/parties/commands/rejudging";
import { productsWithPacking } from "#lib/parties/queries";
import { reportBody, sharedBy } from "../report.ts";
import type { LotFact } from "../report.ts";
import { issuerOf, requireSite } from "./submit.ts";

/** A submitted report; `created` is false when the same body had been submitted before. */
export type SubmittedReport = { readonly number: string; readonly created: boolean };

/**
 * Records a pre-shipment inspection report of the actor's own organisation and what it says of its lots, which are then looked at
 * again wherever they were declared. Refusals: `unknown-site`, `unknown-product`; `number-taken` when another body or issuer has the number.
 */
export const submitInspectionReport = command("inspection-report.submit", reportBody, async ({ tx, actor, now }, body): Promise<Done<SubmittedReport>> => {
  const issuerId = issuerOf(actor);
  const siteId = await requireSite(tx, body.site);
  await requireProducts(tx, body.lots);
  const bodyHash = hashOf(body);
  const [made] = await tx
    .insert(inspectionReports)
    .values({
      number: body.number, kind: body.kind, siteId, issuerId, submittedBy: actorKey(actor),
      gtin: sharedBy(body.lots, "gtin"), productionDate: sharedBy(body.lots, "productionDate"),
      lots: [...new Set(body.lots.map((fact) => fact.lot))], lotFacts: body.lots,
      quantityValue: body.quantity.value, quantityUnit: body.quantity.unit,
      container: body.container ?? null, seals: body.seals, results: body.results, documentSha256: body.document ?? null, bodyHash, recordedAt: now,
    })
    .onConflictDoNothing()
    .returning({ number: inspectionReports.number });
  if (made === undefined) await requireSame(tx, body.number, issuerId, bodyHash);
  else await learnLots(tx, body.number, siteId, body.lots, now);
  return {
    result: { number: body.number, created: made !== undefined },
    audit: {
      action: made === undefined ? "inspection-report.repeat" : "inspection-report.submit",
      subject: { kind: "inspection-report", id: body.number },
      facts: { kind: body.kind, site: body.site, lots: body.lots, quantity: body.quantity, bodyHash },
    },
  };
});

async function requireProducts(tx: Transaction, facts: readonly LotFact[]): Promise<void> {
  const gtins = facts.flatMap((fact) => fact.gtin ?? []);
  const known = await productsWithPacking(tx, gtins);
  const unknown = facts.flatMap(({ gtin }, index) => (gtin === null || known.has(gtin) ? [] : [{ pointer: `/lots/${index}`, code: "unknown-product", detail: `${gtin} is not recorded` }]));
  if (unknown.length > 0) throw new Refusal("unprocessable", "unknown-product", { products: unknown.length }, unknown);
}

async function requireSame(tx: Transaction, number: string, issuerId: number, bodyHash: string): Promise<void> {
  const [before] = await tx.select({ bodyHash: inspectionReports.bodyHash }).from(inspectionReports).where(and(eq(inspectionReports.number, number), eq(inspectionReports.issuerId, issuerId)));
  if (before?.bodyHash !== bodyHash)
    throw new Refusal("conflict", "number-taken", { number }, [
      { pointer: "/number", code: "number-taken", detail: `${number} is already there with another body: a changed report has a new number` },
    ]);
}

async function sitesDeclaring(tx: Transaction, names: readonly string[]): Promise<number[]> {
  const rows = await tx.selectDistinct({ siteId: declarationLines.siteId }).from(declarationLines).where(and(namesLot(names), eq(declarationLines.standing, true), gt(declarationLines.siteId, 0)));
  return rows.map((row) => row.siteId);
}

/**
 * States what the report says of each lot beside what events say, and has every declaration of these lots looked at again. The ledgers of the
 * sites that declared them are behind from here on: whoever lodges next is judged on accounts that know the dates.
 */
async function learnLots(tx: Transaction, number: string, siteId: number, facts: readonly LotFact[], now: Date): Promise<void> {
  const named = facts.flatMap(({ gtin, lot, productionDate }) => (gtin === null ? [] : [{ gtin, lot, productionDate }]));
  const once = [...new Map(named.map((fact) => [`${fact.gtin}/${fact.lot}`, fact])).values()];
  if (once.length === 0) return;
  await tx
    .insert(lotStatements)
    .values(
      once.map(({ gtin, lot, productionDate }) => ({
        gtin,
        lot,
        sourceKind: "inspection-report" as const,
        sourceId: number,
        statedAt: now,
        glns: [],
        siteId,
        producedOn: productionDate,
        expiresOn: null,
      })),
    );
  await settleLots(tx, once, now);
  await asHouse(tx, async () => markForRejudging(tx, await sitesDeclaring(tx, once.map(({ lot }) => lot))));
  await queueJobs(tx, "lot-known", once.map(({ gtin, lot }) => ({ gtin, lot })));
  await queueJobs(tx, "recheck-truth", once.length === 0 ? [] : [{ lots: once.map(({ gtin, lot }) => ({ gtin, lot })), items: [] }]);
}

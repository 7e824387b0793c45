import { asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { declarationLines, declarationRevisions, declarations } from "#db/schema/consignments";
import { Refusal, type InputProblem } from "#lib/access/refusal";
import { gtinsOf, type LedgerProduct } from "#lib/capacity/chargeable";
import type { KnownLot } from "#lib/capacity/produced";
import { knownLots } from "#lib/capacity/queries/ledger";
import type { Declared } from "#lib/consignments/declaration";
import { productsWithPacking, resolveSites, type SiteResolution } from "#lib/parties/queries";

/** The facts that declarations point at, read once for all that are lodged together. */
export type Facts = {
  readonly products: ReadonlyMap<string, LedgerProduct>;
  readonly sites: ReadonlyMap<string, SiteResolution>;
  readonly lots: ReadonlyMap<string, KnownLot>;
  /** Sites that earlier revisions of these declarations have lines on: their accounts move too. */
  readonly formerSites: readonly number[];
};

/** A declaration as recorded, with every revision known of it. */
export type Recorded = {
  readonly row: Pick<typeof declarations.$inferSelect, "id" | "lodgerOrganisationId" | "importerId" | "releasedRevision" | "revision">;
  readonly revisions: readonly (typeof declarationRevisions.$inferSelect)[];
  readonly answers: readonly (typeof lineAnswers.$inferSelect)[];
};

export async function gatherFacts(tx: Transaction, items: readonly Declared[]): Promise<Facts> {
  const lines = items.flatMap((item) => item.lines);
  const [products, sites, former] = await Promise.all([
    productsWithPacking(tx, [...new Set(lines.map((line) => line.gtin))]),
    resolveSites(tx, [...new Set(lines.map((line) => line.site))]),
    tx.selectDistinct({ siteId: declarationLines.siteId }).from(declarationLines).innerJoin(declarations, eq(declarations.id, declarationLines.declarationId)).where(inArray(declarations.number, items.map((item) => item.number))),
  ]);
  const lots = await knownLots(tx, lines.flatMap((line) => gtinsOf(line.gtin, products).flatMap((gtin) => line.lots.map((lot) => ({ gtin, lot })))));
  return { products, sites, lots, formerSites: former.map((line) => line.siteId).filter((id) => id > 0) };
}

/** The refusal of a declaration that names sites or products this house does not know; undefined when all are known. */
export function refusalOf(item: Declared, facts: Facts): Refusal | undefined {
  const problems = item.lines.flatMap((line, index): InputProblem[] => [
    ...(facts.products.has(line.gtin) ? [] : [{ pointer: `/lines/${index}/gtin`, code: "unknown-product", detail: `No product ${line.gtin} is registered. Register it with PUT /api/v1/products/${line.gtin}, then lodge again.` }]),
    ...(facts.sites.get(line.site)?.kind === "unknown" || !facts.sites.has(line.site) ? [{ pointer: `/lines/${index}/site`, code: "unknown-site", detail: `No production site is known as ${line.site}. Register it with PUT /api/v1/sites/{id}, then lodge again.` }] : []),
  ]);
  if (problems.length === 0) return undefined;
  return new Refusal("unprocessable", problems[0]?.code ?? "unknown-reference", { number: item.number }, problems);
}

/** The recorded declarations of some numbers, locked against other revisions, with all that was said of them before. */
export async function recordedOf(tx: Transaction, numbers: readonly string[]): Promise<Map<string, Recorded>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.select().from(declarations).where(inArray(declarations.number, [...numbers])).orderBy(asc(declarations.number)).for("update");
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return new Map();
  const [revisions, answers] = await Promise.all([
    tx.select().from(declarationRevisions).where(inArray(declarationRevisions.declarationId, ids)),
    tx.select().from(lineAnswers).where(inArray(lineAnswers.declarationId, ids)),
  ]);
  return new Map(rows.map((row) => [row.number, {
    row,
    revisions: revisions.filter((one) => one.declarationId === row.id),
    answers: answers.filter((one) => one.declarationId === row.id),
  }]));
}

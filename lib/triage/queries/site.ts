import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarationLines } from "#db/schema/consignments";
import { sites } from "#db/schema/parties";
import { consignments } from "#db/schema/triage";
import { foldName } from "#lib/parties/site";

/** A consignment as a site's page and a question name it. */
export type SiteConsignment = Pick<typeof consignments.$inferSelect, "number" | "status" | "lane" | "verdict" | "importerName" | "goodsEn" | "goodsZh" | "quantity" | "officeCode" | "lodgedAt">;

const shown = {
  number: consignments.number, status: consignments.status, lane: consignments.lane, verdict: consignments.verdict, importerName: consignments.importerName,
  goodsEn: consignments.goodsEn, goodsZh: consignments.goodsZh, quantity: consignments.quantity, officeCode: consignments.officeCode, lodgedAt: consignments.lodgedAt,
};

/** How many consignments of each site are open. */
export async function openCountsOf(tx: Transaction, siteIds: readonly number[]): Promise<Map<number, number>> {
  if (siteIds.length === 0) return new Map();
  const rows = await tx
    .select({ siteId: consignments.siteId, count: sql<number>`count(*)::int` })
    .from(consignments)
    .where(and(inArray(consignments.siteId, [...siteIds]), eq(consignments.open, true)))
    .groupBy(consignments.siteId);
  return new Map(rows.map((row) => [row.siteId, row.count]));
}

/** The latest consignments of each of these sites, so many at most of one, whatever became of them. */
export async function latestOfSites(tx: Transaction, siteIds: readonly number[], limit: number): Promise<Map<number, SiteConsignment[]>> {
  if (siteIds.length === 0) return new Map();
  const latest = tx.select({ id: consignments.id }).from(consignments).where(eq(consignments.siteId, sites.id)).orderBy(desc(consignments.lodgedAt), desc(consignments.id)).limit(limit).as("latest");
  const rows = await tx
    .select({ siteId: consignments.siteId, ...shown })
    .from(sites)
    .crossJoinLateral(latest)
    .innerJoin(consignments, eq(consignments.id, latest.id))
    .where(inArray(sites.id, [...siteIds]))
    .orderBy(desc(consignments.lodgedAt), desc(consignments.id));
  return new Map([...Map.groupBy(rows, (row) => row.siteId)].map(([siteId, group]) => [siteId, group.map(({ siteId: _, ...row }) => row)]));
}

/** The latest consignments of a site, so many at most, whatever became of them. */
export async function latestOfSite(tx: Transaction, siteId: number, limit: number): Promise<SiteConsignment[]> {
  return (await latestOfSites(tx, [siteId], limit)).get(siteId) ?? [];
}

/** The consignments that wait for the meaning of declared names, by the name's comparable form. */
export async function waitingForNames(tx: Transaction, names: readonly string[]): Promise<Map<string, SiteConsignment[]>> {
  if (names.length === 0) return new Map();
  const wanted = new Set(names.map(foldName));
  const spelled = await tx.selectDistinct({ declared: declarationLines.declaredSite }).from(declarationLines).where(eq(declarationLines.siteId, 0));
  const spellings = spelled.map((row) => row.declared).filter((name) => wanted.has(foldName(name)));
  if (spellings.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([consignments.id, declarationLines.declaredSite], { declared: declarationLines.declaredSite, ...shown })
    .from(declarationLines)
    .innerJoin(consignments, eq(consignments.id, declarationLines.declarationId))
    .where(and(eq(declarationLines.siteId, 0), inArray(declarationLines.declaredSite, spellings)))
    .orderBy(desc(consignments.id), declarationLines.declaredSite)
    .limit(500);
  const grouped = Map.groupBy(rows, (row) => foldName(row.declared));
  return new Map([...grouped].map(([folded, group]) => [folded, group.map(({ declared: _, ...row }) => row)]));
}

import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { caseConsignments, cases } from "#db/schema/cases";
import { capacityCertificates } from "#db/schema/certificates";
import { declarationLines, declarations } from "#db/schema/consignments";
import { lots } from "#db/schema/feeds";
import { organisations, sites } from "#db/schema/parties";
import { dateIn } from "#lib/measures/period";
import type { RelatedCertificate, RelatedLine } from "../relation.ts";

/** The lines of a case's declarations as they stand, the first lodged first, with their lots, producers and certificates; lines whose site is a question are left out. */
export async function relatedLines(tx: Transaction, number: string): Promise<RelatedLine[]> {
  const rows = await tx
    .select({
      id: declarations.id, number: declarations.number, lodgedAt: declarations.lodgedAt, no: declarationLines.no, verdict: declarationLines.verdict, lots: declarationLines.lots,
      certificates: lineAnswers.answer, siteId: sites.id, siteName: sites.name, importerCode: organisations.code, importerEn: organisations.nameEn, importerZh: organisations.nameZh,
    })
    .from(cases)
    .innerJoin(caseConsignments, eq(caseConsignments.caseId, cases.id))
    .innerJoin(declarations, eq(declarations.id, caseConsignments.declarationId))
    .innerJoin(declarationLines, eq(declarationLines.declarationId, declarations.id))
    .innerJoin(sites, eq(sites.id, declarationLines.siteId))
    .innerJoin(organisations, eq(organisations.id, declarations.importerId))
    .leftJoin(lineAnswers, and(eq(lineAnswers.declarationId, declarations.id), eq(lineAnswers.revision, declarations.revision), eq(lineAnswers.no, declarationLines.no)))
    .where(eq(cases.number, number))
    .orderBy(asc(declarations.lodgedAt), asc(declarations.id), asc(declarationLines.no));
  const produced = await producedOn(tx, rows.map(({ siteId, lots: named }) => ({ siteId, lots: named })));
  const certificates = await certificatesBy(tx, rows.flatMap(({ certificates: answer }) => answer?.certificates ?? []));
  return rows.map((row) => ({
    number: row.number,
    lodgedOn: dateIn(row.lodgedAt),
    verdict: row.verdict,
    importer: { code: row.importerCode, name: { en: row.importerEn, zh: row.importerZh } },
    site: { id: row.siteId, name: row.siteName },
    lots: row.lots.map((lot) => ({ lot, producedOn: produced.get(`${row.siteId} ${lot}`) ?? null })),
    certificates: (row.certificates?.certificates ?? []).flatMap((one) => certificates.get(one) ?? []),
  }));
}

/** When lots were made, as events and reports say, by site and lot. */
async function producedOn(tx: Transaction, named: readonly { readonly siteId: number; readonly lots: readonly string[] }[]): Promise<Map<string, string>> {
  const [siteIds, wanted] = [[...new Set(named.map(({ siteId }) => siteId))], [...new Set(named.flatMap(({ lots: each }) => each))]];
  if (wanted.length === 0) return new Map();
  const rows = await tx.select({ siteId: lots.siteId, lot: lots.lot, producedOn: lots.producedOn }).from(lots).where(and(inArray(lots.siteId, siteIds), inArray(lots.lot, wanted)));
  return new Map(rows.flatMap(({ siteId, lot, producedOn: day }) => (day === null ? [] : [[`${siteId} ${lot}`, day] as const])));
}

async function certificatesBy(tx: Transaction, numbers: readonly string[]): Promise<Map<string, RelatedCertificate>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select({ number: capacityCertificates.number, status: capacityCertificates.status, from: capacityCertificates.producedFrom, to: capacityCertificates.producedTo, en: organisations.nameEn, zh: organisations.nameZh })
    .from(capacityCertificates)
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(inArray(capacityCertificates.number, [...new Set(numbers)]));
  return new Map(rows.map(({ en, zh, ...row }) => [row.number, { ...row, issuer: { en, zh } }]));
}

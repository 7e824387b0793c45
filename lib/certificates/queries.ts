import { and, arrayOverlaps, asc, count, desc, eq, gte, inArray, like, lt, lte, max, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates, capacityPolicies, capacityPolicyVersions, carryOvers, certificateDecisions, inspectionReports } from "#db/schema/certificates";
import { organisations, sites } from "#db/schema/parties";
import { asHouse } from "#lib/audit/command";
import type { Page, PageAsked, SiteRecord } from "#lib/parties/queries";
import { sitesByIds } from "#lib/parties/queries";
import { DECISIONS_ALLOWED } from "./certificate.ts";
import type { CapacityCertificate, CertificateScope, CertificateStatus, Decision } from "./certificate.ts";
import type { ReportRow } from "./report.ts";
import { scopeOfRecord } from "./scope.ts";

/** A certificate's row as recorded. */
export type CertificateRecord = typeof capacityCertificates.$inferSelect;

/** Proven stock of a site as recorded; it counts once `approvedAt` is set. */
export type CarryOverRecord = typeof carryOvers.$inferSelect;

/** A pre-shipment inspection report as recorded. */
export type InspectionReport = typeof inspectionReports.$inferSelect;

/** Every certificate of a site with its decisions in the order they became known, whatever its status. */
export async function certificatesOfSite(tx: Transaction, siteId: number): Promise<CapacityCertificate[]> {
  const rows = await tx.select().from(capacityCertificates).where(eq(capacityCertificates.siteId, siteId)).orderBy(asc(capacityCertificates.id));
  const decisions = Map.groupBy(await decisionsOf(tx, rows.map((row) => row.id)), (decision) => decision.certificateId);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    siteId: row.siteId,
    scope: scopeOfRecord(row),
    dimension: row.dimension,
    base: row.base,
    unit: row.quantityUnit,
    unitPacks: row.unitPacks,
    from: row.producedFrom,
    to: row.producedTo,
    supersedesId: row.supersedesId,
    extractOfId: row.extractOfId,
    recordedAt: row.recordedAt,
    decisions: (decisions.get(row.id) ?? []).map(({ decision, effective, recordedAt }) => ({ decision, effective, recordedAt })),
  }));
}

function decisionsOf(tx: Transaction, certificateIds: readonly number[]): Promise<(typeof certificateDecisions.$inferSelect)[]> {
  if (certificateIds.length === 0) return Promise.resolve([]);
  return tx.select().from(certificateDecisions).where(inArray(certificateDecisions.certificateId, [...certificateIds])).orderBy(asc(certificateDecisions.id));
}

/** A certificate as the interface and its own screen show it. Quantities are as certified; dates half-open. */
export type CertificateView = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly version: number;
  readonly site: SiteRecord;
  readonly issuer: { readonly id: number; readonly code: string; readonly nameEn: string; readonly nameZh: string };
  readonly submittedBy: string;
  readonly scope: CertificateScope;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly production: { readonly from: string; readonly to: string };
  readonly supersedes: string | null;
  readonly supersededBy: readonly string[];
  readonly extractOf: string | null;
  readonly extracts: readonly string[];
  /** Those of the numbers above that belong to other bodies and that the reader cannot open. */
  readonly ofOthers: readonly string[];
  readonly decisions: readonly { readonly decision: Decision; readonly effective: string; readonly reason: string; readonly decidedBy: string; readonly decidedByName: string; readonly recordedAt: Date }[];
  /** Which decisions its status allows; who may make them is another question. */
  readonly allowed: readonly Decision[];
  /** SHA-256 of the certificate's own document, where one was handed in. */
  readonly documentSha256: string | null;
  readonly recordedAt: Date;
};

/** One certificate by its number, undefined when there is none within the reader's scope. */
export async function certificateView(tx: Transaction, number: string): Promise<CertificateView | undefined> {
  const [row] = await tx
    .select({ certificate: capacityCertificates, issuer: organisations })
    .from(capacityCertificates)
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(eq(capacityCertificates.number, number));
  if (row === undefined) return undefined;
  const { certificate, issuer } = row;
  const site = (await sitesByIds(tx, [certificate.siteId])).get(certificate.siteId);
  if (site === undefined) throw new Error(`certificate ${number} has no site`);
  const related = await relatedTo(tx, certificate);
  return {
    number: certificate.number,
    status: certificate.status,
    version: certificate.version,
    site,
    issuer: { id: issuer.id, code: issuer.code, nameEn: issuer.nameEn, nameZh: issuer.nameZh },
    submittedBy: certificate.submittedBy,
    scope: scopeOfRecord(certificate),
    quantity: { value: certificate.quantityValue, unit: certificate.quantityUnit },
    production: { from: certificate.producedFrom, to: certificate.producedTo },
    ...related,
    decisions: (await decisionsOf(tx, [certificate.id])).map(({ decision, effective, reason, decidedBy, decidedByName, recordedAt }) => ({ decision, effective, reason, decidedBy, decidedByName, recordedAt })),
    allowed: DECISIONS_ALLOWED[certificate.status],
    documentSha256: certificate.documentSha256,
    recordedAt: certificate.recordedAt,
  };
}

/** What a certificate replaces and is taken from, and what replaces it: of other bodies the number alone, once somebody has decided on it. */
async function relatedTo(tx: Transaction, certificate: CertificateRecord): Promise<Pick<CertificateView, "supersedes" | "supersededBy" | "extractOf" | "extracts" | "ofOthers">> {
  const named = [certificate.supersedesId, certificate.extractOfId].filter((id) => id !== null);
  const related = and(
    eq(capacityCertificates.siteId, certificate.siteId),
    or(eq(capacityCertificates.supersedesId, certificate.id), eq(capacityCertificates.extractOfId, certificate.id), named.length > 0 ? inArray(capacityCertificates.id, named) : undefined),
  );
  const columns = { id: capacityCertificates.id, number: capacityCertificates.number, supersedesId: capacityCertificates.supersedesId, extractOfId: capacityCertificates.extractOfId };
  const own = await tx.select(columns).from(capacityCertificates).where(related);
  const decided = await asHouse(tx, () => tx.select(columns).from(capacityCertificates).where(and(related, ne(capacityCertificates.status, "submitted"))));
  const others = decided.filter((row) => !own.some((one) => one.id === row.id));
  const rows = [...own, ...others].toSorted((one, two) => one.id - two.id);
  const numberOf = (id: number | null) => rows.find((row) => row.id === id)?.number ?? null;
  return {
    supersedes: numberOf(certificate.supersedesId),
    supersededBy: rows.filter((row) => row.supersedesId === certificate.id).map((row) => row.number),
    extractOf: numberOf(certificate.extractOfId),
    extracts: rows.filter((row) => row.extractOfId === certificate.id).map((row) => row.number),
    ofOthers: others.map((row) => row.number),
  };
}

/** Which certificates: those of a status, a site, an issuer. */
export type CertificateFilter = { readonly status?: CertificateStatus | undefined; readonly siteId?: number | undefined; readonly issuerId?: number | undefined };

/** A certificate as a row of a list. */
export type CertificateRow = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly version: number;
  readonly siteId: number;
  readonly siteName: string;
  readonly issuerNameEn: string;
  readonly issuerNameZh: string;
  readonly scope: CertificateScope;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly production: { readonly from: string; readonly to: string };
  readonly recordedAt: Date;
};

/** Certificates, the newest first; `q` finds the beginning of a number. `after` is the `next` of the page before. */
export async function listCertificates(tx: Transaction, filter: CertificateFilter, { q, limit, after }: PageAsked): Promise<Page<CertificateRow>> {
  const asked = q?.trim() ?? "";
  const rows = await tx
    .select({ certificate: capacityCertificates, siteName: sites.name, issuerNameEn: organisations.nameEn, issuerNameZh: organisations.nameZh })
    .from(capacityCertificates)
    .innerJoin(sites, eq(sites.id, capacityCertificates.siteId))
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(and(
      filter.status === undefined ? undefined : eq(capacityCertificates.status, filter.status),
      filter.siteId === undefined ? undefined : eq(capacityCertificates.siteId, filter.siteId),
      filter.issuerId === undefined ? undefined : eq(capacityCertificates.issuerId, filter.issuerId),
      asked === "" ? undefined : like(capacityCertificates.number, `${asked.replace(/[\\%_]/g, (character) => `\\${character}`)}%`),
      after === undefined ? undefined : lt(capacityCertificates.id, Number(after)),
    ))
    .orderBy(desc(capacityCertificates.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const items = page.map(({ certificate: { siteId, status, number, version, recordedAt, ...rest }, ...names }) => ({
    number, status, version, siteId, ...names,
    scope: scopeOfRecord(rest),
    quantity: { value: rest.quantityValue, unit: rest.quantityUnit },
    production: { from: rest.producedFrom, to: rest.producedTo },
    recordedAt,
  }));
  return { items, next: rows.length > limit ? String(page.at(-1)?.certificate.id) : null };
}

/** Certificates in use whose production period ends in [from, to), the earliest end first: what will have to be renewed. */
export async function certificatesEnding(
  tx: Transaction,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Pick<CertificateRow, "number" | "status" | "siteId" | "siteName" | "scope" | "production">[]> {
  const rows = await tx
    .select({ certificate: capacityCertificates, siteName: sites.name })
    .from(capacityCertificates)
    .innerJoin(sites, eq(sites.id, capacityCertificates.siteId))
    .where(and(gte(capacityCertificates.producedTo, from), lt(capacityCertificates.producedTo, to), inArray(capacityCertificates.status, ["submitted", "approved", "suspended"])))
    .orderBy(asc(capacityCertificates.producedTo), asc(capacityCertificates.number))
    .limit(500);
  return rows.map(({ certificate, siteName }) => ({
    number: certificate.number,
    status: certificate.status,
    siteId: certificate.siteId,
    siteName,
    scope: scopeOfRecord(certificate),
    production: { from: certificate.producedFrom, to: certificate.producedTo },
  }));
}

/** The bodies that have issued a certificate within the reader's scope, by name. */
export async function issuersOfCertificates(tx: Transaction): Promise<{ readonly id: number; readonly nameEn: string; readonly nameZh: string }[]> {
  return tx
    .selectDistinct({ id: organisations.id, nameEn: organisations.nameEn, nameZh: organisations.nameZh })
    .from(capacityCertificates)
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .orderBy(asc(organisations.nameEn));
}

/** What an inspection body did for a site: certificates it submitted, how many of them are revoked, inspection reports, and its latest act. */
export type BodyOfSite = { readonly id: number; readonly nameEn: string; readonly nameZh: string; readonly certificates: number; readonly revoked: number; readonly reports: number; readonly latest: Date | null };

/** The inspection bodies of a site, the one with most certificates first. */
export async function bodiesOfSite(tx: Transaction, siteId: number): Promise<BodyOfSite[]> {
  const certified = await tx
    .select({ id: capacityCertificates.issuerId, certificates: count(), latest: max(capacityCertificates.recordedAt), kept: sql<number>`(count(*) filter (where ${ne(capacityCertificates.status, "revoked")}))::int` })
    .from(capacityCertificates).where(eq(capacityCertificates.siteId, siteId)).groupBy(capacityCertificates.issuerId);
  const reported = await tx
    .select({ id: inspectionReports.issuerId, reports: count(), latest: max(inspectionReports.recordedAt) })
    .from(inspectionReports)
    .where(eq(inspectionReports.siteId, siteId))
    .groupBy(inspectionReports.issuerId);
  const ids = [...new Set([...certified, ...reported].map((row) => row.id))];
  const names = ids.length === 0 ? [] : await tx.select({ id: organisations.id, nameEn: organisations.nameEn, nameZh: organisations.nameZh }).from(organisations).where(inArray(organisations.id, ids));
  return names.map((name): BodyOfSite => {
    const [own, reports] = [certified.find((row) => row.id === name.id), reported.find((row) => row.id === name.id)];
    const instants = [own?.latest, reports?.latest].filter((at) => at instanceof Date).toSorted((a, b) => a.getTime() - b.getTime());
    return { ...name, certificates: own?.certificates ?? 0, revoked: (own?.certificates ?? 0) - (own?.kept ?? 0), reports: reports?.reports ?? 0, latest: instants.at(-1) ?? null };
  }).toSorted((a, b) => b.certificates - a.certificates || b.reports - a.reports || a.id - b.id);
}

/** Warning level and reserve of one category, in thousandths. */
export type CapacityPolicy = { readonly warningPermille: number; readonly reservePermille: number; readonly version: number };

/** What holds where no policy was set: a warning at nine tenths, no reserve. Version 0, since nobody wrote it. */
export const DEFAULT_POLICY: CapacityPolicy = { warningPermille: 900, reservePermille: 0, version: 0 };

/** The policies by category; `*`, which is always there, holds for every category that has none. With `asOf` those that were known at that instant. */
export async function policies(tx: Transaction, asOf?: Date): Promise<Map<string, CapacityPolicy>> {
  const rows = await (asOf === undefined ? tx.select().from(capacityPolicies).orderBy(asc(capacityPolicies.category)) : policiesKnown(tx, asOf));
  const permille = (share: string) => Math.round(Number(share) * 1000);
  return new Map([["*", DEFAULT_POLICY], ...rows.map((row) => [row.category, { warningPermille: permille(row.warningShare), reservePermille: permille(row.reserveShare), version: row.version }] as const)]);
}

function policiesKnown(tx: Transaction, asOf: Date) {
  const { category, version } = capacityPolicyVersions;
  return tx.selectDistinctOn([category]).from(capacityPolicyVersions).where(lte(capacityPolicyVersions.recordedAt, asOf)).orderBy(asc(category), desc(version));
}

/** Carried-over stock of a site, approved or waiting. */
export async function carryOversOfSite(tx: Transaction, siteId: number): Promise<CarryOverRecord[]> {
  return tx.select().from(carryOvers).where(eq(carryOvers.siteId, siteId)).orderBy(asc(carryOvers.id));
}

/** Carried-over stock that waits for a second person, oldest first. */
export async function waitingCarryOvers(tx: Transaction): Promise<(CarryOverRecord & { readonly siteName: string })[]> {
  const rows = await tx.select({ carryOver: carryOvers, siteName: sites.name }).from(carryOvers).innerJoin(sites, eq(sites.id, carryOvers.siteId)).where(sql`${carryOvers.approvedAt} is null`).orderBy(asc(carryOvers.id));
  return rows.map(({ carryOver, siteName }) => ({ ...carryOver, siteName }));
}

/** The inspection reports that name any of these lots, of the same trade item or of none in particular, in the order they became known. */
export async function reportsForLots(tx: Transaction, lots: readonly { readonly gtin: string; readonly lot: string }[]): Promise<InspectionReport[]> {
  if (lots.length === 0) return [];
  const rows = await tx.select().from(inspectionReports).where(arrayOverlaps(inspectionReports.lots, lots.map(({ lot }) => lot))).orderBy(asc(inspectionReports.id));
  return rows.filter((report) => report.lotFacts.some((fact) => lots.some(({ gtin, lot }) => fact.lot === lot && (fact.gtin === null || fact.gtin === gtin))));
}

/** Pre-shipment reports that the reader may see, a body its own, the newest first, `limit` after the one of an id. */
export async function listReports(tx: Transaction, { limit, after }: Pick<PageAsked, "limit" | "after">): Promise<Page<ReportRow>> {
  const rows = await tx
    .select()
    .from(inspectionReports)
    .where(after === undefined ? undefined : lt(inspectionReports.id, Number(after)))
    .orderBy(desc(inspectionReports.id))
    .limit(limit + 1);
  const named = await sitesByIds(tx, [...new Set(rows.map(({ siteId }) => siteId))]);
  const items = rows.slice(0, limit).map(({ id, number, kind, siteId, lots, quantityValue, quantityUnit, results, recordedAt }): ReportRow => {
    const [site, said] = [named.get(siteId), results["conclusion"] ?? results["results"]];
    return { id, number, kind, lots, siteName: site?.name ?? "", sitePublicId: site?.publicId ?? "", quantity: { value: quantityValue, unit: quantityUnit }, result: typeof said === "string" ? said : null, recordedAt };
  });
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? String(last.id) : null };
}

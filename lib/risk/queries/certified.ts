import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates } from "#db/schema/certificates";
import { organisations } from "#db/schema/parties";
import { bodyRecords } from "#db/schema/risk-goods";
import { scopeOfRecord } from "#lib/certificates/scope";
import type { BodyRecord } from "../bodyRecord.ts";
import { overlapsAmong, type Overlap } from "../overlap.ts";
import type { Subject } from "../subject.ts";

/** How the bodies turned out whose certificates cover some declarations, in one statement. */
export async function bodiesOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly BodyRecord[]>> {
  const numbers = [...new Set(subjects.flatMap(certificatesOf))];
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select({ number: capacityCertificates.number, issuerId: capacityCertificates.issuerId, en: organisations.nameEn, zh: organisations.nameZh, record: bodyRecords })
    .from(capacityCertificates)
    .innerJoin(bodyRecords, eq(bodyRecords.issuerId, capacityCertificates.issuerId))
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(sql`${capacityCertificates.number} = any(${sql.param(numbers)}::text[])`);
  if (rows.length === 0) return new Map();
  const known = new Map(rows.map((row) => [row.number, row]));
  return new Map(subjects.map((subject) => {
    const own = certificatesOf(subject).toSorted().flatMap((number) => known.get(number) ?? []);
    const bodies = Map.groupBy(own, ({ issuerId }) => issuerId);
    return [subject.declarationId, [...bodies].flatMap(([issuerId, group]): BodyRecord[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { certificates, overrun, confirmed, contradicted } = first.record;
      return [{ issuerId, body: { en: first.en, zh: first.zh }, certificates, overrun, confirmed, contradicted, numbers: group.map(({ number }) => number) }];
    })];
  }));
}

/** The approved certificates that overlap at the producers of some declarations, in one statement. */
export async function overlapsOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly Overlap[]>> {
  const sites = [...new Set(subjects.flatMap(sitesOf))];
  if (sites.length === 0) return new Map();
  const rows = await tx
    .select({ certificate: capacityCertificates, en: organisations.nameEn, zh: organisations.nameZh })
    .from(capacityCertificates)
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(and(inArray(capacityCertificates.siteId, sites), eq(capacityCertificates.status, "approved"), isNull(capacityCertificates.extractOfId)))
    .orderBy(asc(capacityCertificates.id));
  const known = Map.groupBy(rows, ({ certificate }) => certificate.siteId);
  const overlaps = new Map([...known].map(([siteId, group]) => [siteId, overlapsAmong(siteId, group.map(({ certificate, en, zh }) => {
    const { id, number, issuerId, dimension, producedFrom: from, producedTo: to, supersedesId, extractOfId } = certificate;
    return { id, number, issuerId, body: { en, zh }, scope: scopeOfRecord(certificate), dimension, from, to, supersedesId, extractOfId };
  }))]));
  return new Map(subjects.flatMap((subject) => {
    const own = sitesOf(subject).flatMap((siteId) => overlaps.get(siteId) ?? []);
    return own.length === 0 ? [] : [[subject.declarationId, own] as const];
  }));
}

function certificatesOf(subject: Subject): string[] {
  return [...new Set(subject.accounts.flatMap(({ segment }) => segment.certificates))];
}

function sitesOf(subject: Subject): number[] {
  return [...new Set(subject.lines.flatMap(({ standing, site }) => (standing && site.kind === "site" ? [site.id] : [])))];
}

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList, readRows } from "#db/columns";
import { capacityCertificates } from "#db/schema/certificates";
import { organisations } from "#db/schema/parties";
import { bodyRecords } from "#db/schema/risk-goods";
import { scopeOfRecord } from "#lib/certificates/scope";
import type { BodyRecord } from "../bodyRecord.ts";
import { overlapsAmong, type Overlap, type OverlapCertificate } from "../overlap.ts";
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

type OverlapRow = Omit<OverlapCertificate, "body" | "scope" | "extractOfId"> & {
  readonly siteId: number;
  readonly en: string;
  readonly zh: string;
  readonly scopeKind: OverlapCertificate["scope"]["kind"];
  readonly scopeValues: readonly string[];
};

/** The approved certificates that overlap at the producers of some declarations, in one statement. */
export async function overlapsOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly Overlap[]>> {
  const sites = [...new Set(subjects.flatMap(sitesOf))];
  if (sites.length === 0) return new Map();
  const rows = await readRows<OverlapRow>(tx, {
    siteId: "c.site_id",
    id: "c.id",
    number: "c.number",
    issuerId: "c.issuer_id",
    en: "o.name_en",
    zh: "o.name_zh",
    scopeKind: "c.scope_kind",
    scopeValues: "c.scope_values",
    dimension: "c.dimension",
    from: "c.produced_from",
    to: "c.produced_to",
    supersedesId: "c.supersedes_id",
  }, sql`from (select *, count(*) over (partition by site_id) as beside from capacity_certificates where site_id = any${idList(sites)} and status = 'approved' and extract_of_id is null) c join organisations o on o.id = c.issuer_id where c.beside > 1`);
  if (rows.length === 0) return new Map();
  const known = Map.groupBy(rows.toSorted((a, b) => a.id - b.id), ({ siteId }) => siteId);
  const overlaps = new Map(
    [...known].map(([siteId, group]) => [
      siteId,
      overlapsAmong(
        siteId,
        group.map(({ en, zh, scopeKind, scopeValues, siteId: _, ...certificate }) => ({
          ...certificate,
          body: { en, zh },
          scope: scopeOfRecord({ scopeKind, scopeValues }),
          extractOfId: null,
        })),
      ),
    ]),
  );
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

import { asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates } from "#db/schema/certificates";
import { organisations } from "#db/schema/parties";
import type { CasePage } from "#lib/cases/queries/cases";
import { sitesByIds } from "#lib/parties/queries";
import type { RecordCertificate, RecordParty } from "../record.ts";

/** The parties of a case: importers, producers, and the bodies whose certificates it rests on. */
export async function partiesOf(tx: Transaction, page: CasePage, certificates: readonly Pick<RecordCertificate, "issuer">[]): Promise<RecordParty[]> {
  const importerIds = [...new Set(page.consignments.map((consignment) => consignment.importerId))];
  const siteIds = [...new Set(page.consignments.map((consignment) => consignment.siteId))].filter((id) => id !== 0);
  const [importers, producers] = await Promise.all([
    importerIds.length === 0 ? [] : tx.select().from(organisations).where(inArray(organisations.id, importerIds)).orderBy(asc(organisations.id)),
    sitesByIds(tx, siteIds),
  ]);
  const bodies = [...new Map(certificates.map(({ issuer }) => [issuer.code, issuer])).values()];
  return [
    ...importers.map((row): RecordParty => ({ role: "importer", code: row.code, name: { en: row.nameEn, zh: row.nameZh } })),
    ...[...producers.values()].map((site): RecordParty => ({ role: "producer", code: site.publicId, name: { en: site.name, zh: site.name } })),
    ...bodies.map(({ code, en, zh }): RecordParty => ({ role: "inspection-body", code, name: { en, zh } })),
  ];
}

/** The bodies that issued the certificates among a case's exhibits. */
export async function bodiesOf(tx: Transaction, page: CasePage): Promise<Pick<RecordCertificate, "issuer">[]> {
  const numbers = page.exhibits.filter((exhibit) => exhibit.kind === "certificate").map((exhibit) => exhibit.reference);
  if (numbers.length === 0) return [];
  const rows = await tx
    .selectDistinct({ code: organisations.code, en: organisations.nameEn, zh: organisations.nameZh })
    .from(capacityCertificates)
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(inArray(capacityCertificates.number, numbers))
    .orderBy(asc(organisations.code));
  return rows.map((issuer) => ({ issuer }));
}

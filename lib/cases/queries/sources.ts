import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { accountLimits, lineAnswers, postings } from "#db/schema/capacity";
import { capacityCertificates, certificateDecisions, inspectionReports } from "#db/schema/certificates";
import { declarationLines, declarationRevisions, declarations } from "#db/schema/consignments";
import { feedEvents } from "#db/schema/feeds";
import { findings } from "#db/schema/risk";
import { triageDecisions } from "#db/schema/triage";
import { gtinsOf } from "#lib/capacity/chargeable";
import { reportsForLots } from "#lib/certificates/queries";
import { productsWithPacking } from "#lib/parties/queries";
import type { ExhibitKind, ExhibitSource } from "../exhibit.ts";
import { formerRecords, recordOf } from "../exhibit-record.ts";

/**
 * The records that speak of some consignments, in the order a court reads them: every revision of the declarations, the certificates
 * concerned with their decisions, the inspection reports of their lots, the findings, the decisions.
 */
export async function sourcesOf(tx: Transaction, declarationIds: readonly number[]): Promise<ExhibitSource[]> {
  if (declarationIds.length === 0) return [];
  const ids = [...declarationIds];
  const revisions = await revisionSources(tx, ids);
  const certificates = await certificateSources(tx, await certificatesConcerned(tx, ids));
  const reports = await reportSources(tx, ids);
  const seen = await findingSources(tx, await idsOf(tx, findings, ids));
  const decided = await decisionSources(tx, await idsOf(tx, triageDecisions, ids));
  return [...revisions, ...certificates, ...reports, ...seen, ...decided];
}

/** One record by kind and reference as it is now; undefined when there is none. A dossier hashes it again and compares. */
export async function sourceOf(tx: Transaction, kind: ExhibitKind, reference: string): Promise<ExhibitSource | undefined> {
  const id = /^\d{1,15}$/.test(reference) ? Number(reference) : 0;
  switch (kind) {
    case "declaration": {
      const cut = reference.lastIndexOf("/");
      const [row] = await tx.select({ id: declarations.id }).from(declarations).where(eq(declarations.number, reference.slice(0, cut)));
      return row === undefined ? undefined : (await revisionSources(tx, [row.id])).find((source) => source.reference === reference);
    }
    case "certificate":
      return (await certificateSources(tx, [reference]))[0];
    case "inspection-report":
      return (await tx.select().from(inspectionReports).where(eq(inspectionReports.number, reference))).map(reportSource)[0];
    case "finding":
      return (await findingSources(tx, [id]))[0];
    case "decision":
      return (await decisionSources(tx, [id]))[0];
    case "event": {
      const [event] = await tx.select().from(feedEvents).where(eq(feedEvents.eventId, reference));
      return event === undefined
        ? undefined
        : {
            kind,
            reference,
            title: `${event.type} ${event.bizStep ?? ""}`.trim(),
            record: { eventId: event.eventId, hash: event.hash, recordTime: event.recordTime, body: event.body },
          };
    }
  }
}

async function revisionSources(tx: Transaction, ids: readonly number[]): Promise<ExhibitSource[]> {
  const rows = await tx.select().from(declarationRevisions).where(inArray(declarationRevisions.declarationId, [...ids])).orderBy(asc(declarationRevisions.declarationId), asc(declarationRevisions.revision));
  return rows.map(({ revision, body, bodyHash, lodgedBy, recordedAt }) => ({
    kind: "declaration",
    reference: `${body.number}/${revision}`,
    title: `${body.number} · ${revision} · ${body.importer.name}`,
    record: { revision, body, bodyHash, lodgedBy, recordedAt },
  }));
}

/** The numbers of the certificates that answered the lines or limit their accounts now. */
async function certificatesConcerned(tx: Transaction, ids: readonly number[]): Promise<string[]> {
  const [answers, limits] = await Promise.all([
    tx.select({ answer: lineAnswers.answer }).from(lineAnswers).where(inArray(lineAnswers.declarationId, [...ids])),
    tx
      .selectDistinct({ certificates: accountLimits.certificates })
      .from(postings)
      .innerJoin(accountLimits, and(eq(accountLimits.siteId, postings.siteId), eq(accountLimits.accountId, postings.accountId)))
      .where(inArray(postings.declarationId, [...ids])),
  ]);
  return [...new Set([...answers.flatMap((row) => row.answer.certificates), ...limits.flatMap((row) => row.certificates)])].toSorted();
}

async function certificateSources(tx: Transaction, numbers: readonly string[]): Promise<ExhibitSource[]> {
  if (numbers.length === 0) return [];
  const rows = await tx.select().from(capacityCertificates).where(inArray(capacityCertificates.number, [...numbers])).orderBy(asc(capacityCertificates.number));
  const decided = await tx.select().from(certificateDecisions).where(inArray(certificateDecisions.certificateId, rows.map((row) => row.id))).orderBy(asc(certificateDecisions.id));
  return rows.map((certificate) => {
    const decisions = decided.filter((decision) => decision.certificateId === certificate.id).map((decision) => recordOf("certificate-decision", decision));
    return {
      kind: "certificate",
      reference: certificate.number,
      title: `${certificate.number} · ${certificate.quantityValue} ${certificate.quantityUnit} · ${certificate.producedFrom}/${certificate.producedTo}`,
      record: { ...recordOf("certificate", certificate), decisions },
    };
  });
}

async function reportSources(tx: Transaction, ids: readonly number[]): Promise<ExhibitSource[]> {
  const lines = await tx.select({ gtin: declarationLines.gtin, lots: declarationLines.lots }).from(declarationLines).where(inArray(declarationLines.declarationId, [...ids]));
  const products = await productsWithPacking(tx, [...new Set(lines.map((line) => line.gtin))]);
  const wanted = lines.flatMap((line) => gtinsOf(line.gtin, products).flatMap((gtin) => line.lots.map((lot) => ({ gtin, lot }))));
  return (await reportsForLots(tx, wanted)).map(reportSource);
}

function reportSource(report: typeof inspectionReports.$inferSelect): ExhibitSource {
  return { kind: "inspection-report", reference: report.number, title: `${report.number} · ${report.quantityValue} ${report.quantityUnit} · ${report.lots.join(", ")}`, record: recordOf("inspection-report", report) };
}

async function findingSources(tx: Transaction, ids: readonly number[]): Promise<ExhibitSource[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ finding: findings, number: declarations.number })
    .from(findings)
    .innerJoin(declarations, eq(declarations.id, findings.declarationId))
    .where(inArray(findings.id, [...ids]))
    .orderBy(asc(findings.id));
  return rows.map(({ finding, number }) => ({
    kind: "finding",
    reference: String(finding.id),
    title: `${number} · ${finding.rule} · ${finding.version}`,
    record: recordOf("finding", finding),
    former: formerRecords("finding", finding),
  }));
}

async function decisionSources(tx: Transaction, ids: readonly number[]): Promise<ExhibitSource[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ decision: triageDecisions, number: declarations.number })
    .from(triageDecisions)
    .innerJoin(declarations, eq(declarations.id, triageDecisions.declarationId))
    .where(inArray(triageDecisions.id, [...ids]))
    .orderBy(asc(triageDecisions.id));
  return rows.map(({ decision, number }) => ({ kind: "decision", reference: String(decision.id), title: `${number} · ${decision.decision} · ${decision.decidedByName}`, record: recordOf("decision", decision) }));
}

async function idsOf(tx: Transaction, table: typeof findings | typeof triageDecisions, declarationIds: readonly number[]): Promise<number[]> {
  const rows = await tx.select({ id: table.id }).from(table).where(inArray(table.declarationId, [...declarationIds])).orderBy(asc(table.id));
  return rows.map((row) => row.id);
}

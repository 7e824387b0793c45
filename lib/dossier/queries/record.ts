import { asc, desc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { inspectionReports } from "#db/schema/certificates";
import { declarationLines } from "#db/schema/consignments";
import { organisations } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { findings } from "#db/schema/risk";
import type { CasePage } from "#lib/cases/queries/cases";
import { caseTimeline } from "#lib/cases/queries/timeline";
import { certificateView } from "#lib/certificates/queries";
import { examinationsOf, type ExaminationView } from "#lib/inspections/queries";
import { productsWithPacking } from "#lib/parties/queries";
import { folded } from "../moment.ts";
import type { CaseRecord, RecordCertificate, RecordConsignment, RecordFinding, RecordLine, RecordReport } from "../record.ts";
import { accountsOf } from "./account.ts";
import { partiesOf } from "./party.ts";
import { recordSources } from "./source.ts";

/** Everything that belongs to a case, as it stands in this transaction: what its dossier is composed of. */
export async function caseRecord(tx: Transaction, page: CasePage): Promise<CaseRecord> {
  const ids = page.consignments.map((consignment) => consignment.id);
  const { number } = page.case;
  const numberOf = new Map(page.consignments.map((consignment) => [consignment.id, consignment.number]));
  const accounts = await accountsOf(tx, page.consignments);
  const moments = await caseTimeline(tx, number);
  const examinations = await examinationsIn(tx, ids);
  const sources = await recordSources(tx, page, { accounts, moments, examinations });
  const referencesOf = (kind: string) => sources.filter((source) => source.kind === kind).map((source) => source.reference);
  const certificates = await certificatesNamed(tx, referencesOf("certificate"));
  return {
    head: page.case,
    parties: await partiesOf(tx, page, certificates),
    facts: page.facts,
    consignments: await consignmentsOf(tx, page),
    accounts,
    certificates,
    reports: await reportsNamed(tx, referencesOf("inspection-report")),
    findings: await findingsOn(tx, ids, numberOf),
    examinations,
    notes: inOrder(page.notes),
    tasks: inOrder(page.tasks),
    moments: folded(moments, number),
    sources,
  };
}

/** What was written, in the order it was written. */
function inOrder<Written extends { readonly id: number }>(written: readonly Written[]): Written[] {
  return written.toSorted((a, b) => a.id - b.id);
}

async function examinationsIn(tx: Transaction, ids: readonly number[]): Promise<ExaminationView[]> {
  const found: ExaminationView[] = [];
  for (const id of ids) found.push(...(await examinationsOf(tx, id)));
  return found.toSorted((a, b) => a.id - b.id);
}

async function consignmentsOf(tx: Transaction, page: CasePage): Promise<RecordConsignment[]> {
  const ids = page.consignments.map((consignment) => consignment.id);
  const [lines, offered, importers] = await Promise.all([
    linesOf(tx, ids),
    tx.select().from(offices).where(inArray(offices.code, page.consignments.map((consignment) => consignment.officeCode))),
    tx.select().from(organisations).where(inArray(organisations.id, page.consignments.map((consignment) => consignment.importerId))),
  ]);
  return page.consignments.map((row) => {
    const office = offered.find((each) => each.code === row.officeCode);
    const importer = importers.find((each) => each.id === row.importerId);
    return {
      number: row.number, revision: row.revision, producer: row.siteName, tradeMode: row.tradeMode, lodgedAt: row.lodgedAt, lane: row.lane, score: row.score, verdict: row.verdict, status: row.status,
      importer: { en: importer?.nameEn ?? row.importerName, zh: importer?.nameZh ?? row.importerName },
      office: { code: row.officeCode, en: office?.nameEn ?? row.officeCode, zh: office?.nameZh ?? row.officeCode },
      lines: lines.get(row.id) ?? [],
    };
  });
}

async function linesOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, RecordLine[]>> {
  if (ids.length === 0) return new Map();
  const [rows, answers] = await Promise.all([
    tx.select().from(declarationLines).where(inArray(declarationLines.declarationId, [...ids])).orderBy(asc(declarationLines.declarationId), asc(declarationLines.no)),
    tx.select().from(lineAnswers).where(inArray(lineAnswers.declarationId, [...ids])),
  ]);
  const products = await productsWithPacking(tx, [...new Set(rows.map((row) => row.gtin))]);
  const laid = rows.map((row) => {
    const product = products.get(row.gtin);
    const answer = answers.find((each) => each.declarationId === row.declarationId && each.revision === row.revision && each.no === row.no)?.answer ?? null;
    const line: RecordLine = {
      no: row.no, gtin: row.gtin, goods: { en: product?.nameEn ?? row.gtin, zh: product?.nameZh ?? row.gtin }, quantity: { value: row.quantityValue, unit: row.quantityUnit }, lots: row.lots,
      vintage: row.vintage, productionDate: row.productionDate, declaredSite: row.declaredSite, originCountry: row.originCountry, answer,
    };
    return { id: row.declarationId, line };
  });
  return new Map([...Map.groupBy(laid, (each) => each.id)].map(([id, group]) => [id, group.map((each) => each.line)]));
}

async function certificatesNamed(tx: Transaction, numbers: readonly string[]): Promise<RecordCertificate[]> {
  const found: RecordCertificate[] = [];
  for (const number of numbers) {
    const view = await certificateView(tx, number);
    if (view === undefined) continue;
    const { status, scope, quantity, production, supersedes, extractOf, recordedAt, decisions } = view;
    found.push({
      number,
      status,
      scope,
      quantity,
      production,
      supersedes,
      extractOf,
      recordedAt,
      decisions,
      site: view.site.name,
      country: view.site.country,
      issuer: { code: view.issuer.code, en: view.issuer.nameEn, zh: view.issuer.nameZh },
    });
  }
  return found;
}

async function reportsNamed(tx: Transaction, numbers: readonly string[]): Promise<RecordReport[]> {
  if (numbers.length === 0) return [];
  const rows = await tx
    .select({ report: inspectionReports, en: organisations.nameEn, zh: organisations.nameZh })
    .from(inspectionReports)
    .innerJoin(organisations, eq(organisations.id, inspectionReports.issuerId))
    .where(inArray(inspectionReports.number, [...numbers]))
    .orderBy(asc(inspectionReports.id));
  return rows.map(({ report, en, zh }) => ({
    number: report.number,
    kind: report.kind,
    issuer: { en, zh },
    quantity: { value: report.quantityValue, unit: report.quantityUnit },
    lots: report.lots,
    productionDate: report.productionDate,
    recordedAt: report.recordedAt,
  }));
}

async function findingsOn(tx: Transaction, ids: readonly number[], numberOf: ReadonlyMap<number, string>): Promise<RecordFinding[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select().from(findings).where(inArray(findings.declarationId, [...ids])).orderBy(desc(findings.points), asc(findings.id));
  return rows.map(({ id, declarationId, lineNo, rule, version, severity, points, facts, wording, firedAt, clearedAt }) => ({
    id,
    number: numberOf.get(declarationId) ?? "",
    lineNo,
    rule,
    version,
    severity,
    points,
    facts,
    wording,
    firedAt,
    clearedAt,
  }));
}

import { and, arrayOverlaps, asc, between, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { accounts, lineAnswers, postings } from "#db/schema/capacity";
import { capacityCertificates, certificateDecisions, inspectionReports } from "#db/schema/certificates";
import { declarationLines, declarationRevisions, declarations, transportDocuments } from "#db/schema/consignments";
import { lots } from "#db/schema/feeds";
import { organisations, sites } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { lotBalances } from "#db/schema/trace";
import type { Account } from "#lib/capacity/account";
import { inAccountUnit } from "#lib/capacity/answer";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { papersOfLists } from "#lib/consignments/queries";
import { dateIn } from "#lib/measures/period";
import { productsWithPacking, resolveSites } from "#lib/parties/queries";
import type { Context } from "../assess.ts";
import { composed, type Gathered, type SiteFacts } from "../composition.ts";
import { REPORT_WINDOW, type RecordedReport } from "../report-link.ts";
import { withFacts } from "./facts.ts";
import { decidingPosting, standingPostings, type RecordedPosting } from "../standing-account.ts";
import type { AccountCertificate, Sharing, Subject, Wording } from "../subject.ts";

/** As many declarations are gathered by one round of reads. */
const BLOCK = 500;

/** How many of the earlier declarations on an account a finding names. */
const SHARING_SHOWN = 12;

/** The rules that will look at subjects, and when. */
export type Looking = Pick<Context, "rules" | "now">;

/**
 * The facts of declarations that rules may look at, by block and never row by row; ids that are no declaration are left out. Groups of facts that
 * a rule asks for by its `needs` are read for the rules given, and none without.
 */
export async function subjectsOf(tx: Transaction, declarationIds: readonly number[], { rules, now }: Looking = { rules: [], now: new Date(0) }): Promise<Subject[]> {
  const ids = [...new Set(declarationIds)];
  const needed = new Set(rules.flatMap(({ rule }) => rule.needs));
  const subjects: Subject[] = [];
  for (let at = 0; at < ids.length; at += BLOCK) subjects.push(...(await withFacts(tx, composed(await gathered(tx, ids.slice(at, at + BLOCK))), needed, now)));
  return subjects;
}

async function gathered(tx: Transaction, ids: readonly number[]): Promise<Gathered> {
  const [heads, revisions, lines, answers, posted] = await Promise.all([
    headsOf(tx, ids),
    tx.select({ declarationId: declarationRevisions.declarationId, revision: declarationRevisions.revision, body: declarationRevisions.body }).from(declarationRevisions).where(inArray(declarationRevisions.declarationId, [...ids])).orderBy(asc(declarationRevisions.revision)),
    tx.select().from(declarationLines).where(inArray(declarationLines.declarationId, [...ids])).orderBy(asc(declarationLines.declarationId), asc(declarationLines.no)),
    tx.select().from(lineAnswers).where(inArray(lineAnswers.declarationId, [...ids])),
    tx.select().from(postings).where(and(inArray(postings.declarationId, [...ids]), ne(postings.kind, "elsewhere"))),
  ]);
  const standing = standingPostings(posted);
  const siteIds = [...new Set([...lines.map((line) => line.siteId), ...posted.map((posting) => posting.siteId)])].filter((id) => id !== 0);
  const open = (await openAccounts(tx, siteIds)).filter((account) => standing.some((posting) => posting.accountId === account.id));
  const [products, siteFacts, resolutions, lotRows, reports, sharing, certificates, papers, transports, balances] = await Promise.all([
    productsWithPacking(tx, [...new Set(lines.map((line) => line.gtin))]),
    sitesWith(tx, siteIds),
    resolveSites(tx, lines.filter((line) => line.siteId === 0).map((line) => line.declaredSite)),
    lotsNamed(tx, [...new Set(lines.flatMap((line) => line.lots))]),
    reportsOn(tx, siteIds, [...new Set(lines.flatMap((line) => line.lots))], heads.map((head) => head.lodgedAt.getTime())),
    sharingOf(tx, open, standing),
    certificatesOf(tx, open),
    papersOfLists(tx, heads.map((head) => head.number)),
    transportsOn(tx, heads.map((head) => head.number), [...new Set(lines.flatMap((line) => line.lots))]),
    balancesOf(tx, [...new Set(lines.flatMap((line) => line.lots))]),
  ]);
  return { heads, revisions, lines, answers, standing, accounts: open, products, siteFacts, resolutions, lots: lotRows, reports, sharing, certificates, papers, transports, balances };
}

async function headsOf(tx: Transaction, ids: readonly number[]): Promise<Gathered["heads"]> {
  const rows = await tx
    .select({ declaration: declarations, importerNameEn: organisations.nameEn, importerVerified: organisations.verified, officeVerified: offices.verified })
    .from(declarations)
    .innerJoin(organisations, eq(organisations.id, declarations.importerId))
    .leftJoin(offices, eq(offices.code, declarations.officeCode))
    .where(inArray(declarations.id, [...ids]))
    .orderBy(asc(declarations.id));
  return rows.map(({ declaration, ...rest }) => ({ ...declaration, importerNameEn: rest.importerNameEn, importerVerified: rest.importerVerified, officeVerified: rest.officeVerified ?? false }));
}

async function sitesWith(tx: Transaction, siteIds: readonly number[]): Promise<Map<number, SiteFacts>> {
  if (siteIds.length === 0) return new Map();
  const [rows, certified] = await Promise.all([
    tx.select({ id: sites.id, name: sites.name, country: sites.country }).from(sites).where(inArray(sites.id, [...siteIds])),
    tx
      .selectDistinct({ siteId: capacityCertificates.siteId, en: organisations.nameEn, zh: organisations.nameZh })
      .from(capacityCertificates)
      .innerJoin(certificateDecisions, and(eq(certificateDecisions.certificateId, capacityCertificates.id), eq(certificateDecisions.decision, "approve")))
      .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
      .where(inArray(capacityCertificates.siteId, [...siteIds]))
      .orderBy(asc(organisations.nameEn)),
  ]);
  const bodies = Map.groupBy(certified, (row) => row.siteId);
  return new Map(rows.map((site) => [site.id, { ...site, bodies: (bodies.get(site.id) ?? []).map(({ en, zh }) => ({ en, zh })) }]));
}

async function lotsNamed(tx: Transaction, names: readonly string[]): Promise<Gathered["lots"]> {
  if (names.length === 0) return [];
  return tx
    .select({ gtin: lots.gtin, lot: lots.lot, siteId: lots.siteId, siteName: sites.name, producedOn: lots.producedOn, source: lots.sourceKind, sourceId: lots.sourceId })
    .from(lots)
    .leftJoin(sites, eq(sites.id, lots.siteId))
    .where(inArray(lots.lot, [...names]));
}

/** The reports of some sites that name one of the lots, or lie close enough to one of the lodgings to be of the same shipment. */
async function reportsOn(tx: Transaction, siteIds: readonly number[], lotNames: readonly string[], lodgedAt: readonly number[]): Promise<RecordedReport[]> {
  if (siteIds.length === 0 || lotNames.length === 0) return [];
  const close = between(inspectionReports.recordedAt, new Date(Math.min(...lodgedAt) - REPORT_WINDOW), new Date(Math.max(...lodgedAt) + REPORT_WINDOW));
  const rows = await tx
    .select({ report: inspectionReports, en: organisations.nameEn, zh: organisations.nameZh, country: sites.country })
    .from(inspectionReports)
    .innerJoin(organisations, eq(organisations.id, inspectionReports.issuerId))
    .innerJoin(sites, eq(sites.id, inspectionReports.siteId))
    .where(and(inArray(inspectionReports.siteId, [...siteIds]), or(arrayOverlaps(inspectionReports.lots, [...lotNames]), close)));
  return rows.map(({ report, en, zh, country }) => ({
    number: report.number, kind: report.kind, siteId: report.siteId, body: { en, zh }, gtin: report.gtin, lots: report.lots,
    quantity: { value: report.quantityValue, unit: report.quantityUnit },
    productionDate: report.productionDate, lotDates: report.lotFacts,
    country: typeof report.results["originCountry"] === "string" ? report.results["originCountry"] : country,
    container: report.container, seals: report.seals,
    recordedAt: report.recordedAt,
  }));
}

/** The transport documents that name one of some declarations or lots. */
async function transportsOn(tx: Transaction, numbers: readonly string[], lotNames: readonly string[]): Promise<Gathered["transports"]> {
  const named = arrayOverlaps(transportDocuments.declarations, [...numbers]);
  return tx.select().from(transportDocuments).where(lotNames.length === 0 ? named : or(named, arrayOverlaps(transportDocuments.lots, [...lotNames])));
}

/** The mass balances of lots of some names. */
async function balancesOf(tx: Transaction, names: readonly string[]): Promise<Gathered["balances"]> {
  if (names.length === 0) return [];
  return tx.select({ gtin: lotBalances.gtin, lot: lotBalances.lot, balance: lotBalances.balance }).from(lotBalances).where(inArray(lotBalances.lot, [...names]));
}

/** For each declaration on an account that is near its limit or above it, the latest declarations that stood there before it; keyed `account:declaration`. */
async function sharingOf(tx: Transaction, open: readonly Account[], standing: readonly RecordedPosting[]): Promise<Map<string, Sharing[]>> {
  const known = new Map(open.map((account) => [account.id, account]));
  const groups = Map.groupBy(standing, (posting) => `${posting.accountId}:${posting.declarationId}`);
  const asked = [...groups.values()].flatMap((group) => {
    const deciding = decidingPosting(group);
    const account = known.get(deciding?.accountId ?? 0);
    if (deciding === undefined || account === undefined || (deciding.verdict !== "exceeds" && deciding.verdict !== "near")) return [];
    return [{ site_id: account.siteId, account_id: account.id, seq: deciding.seq, declaration_id: deciding.declarationId }];
  });
  if (asked.length === 0) return new Map();
  const before = await tx.execute<{ account_id: bigint; for_id: bigint; declaration_id: bigint }>(sql`
    select asked.account_id, asked.declaration_id as for_id, before.declaration_id
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (site_id bigint, account_id bigint, seq integer, declaration_id bigint)
    cross join lateral (
      select p.declaration_id, p.seq from postings p
      where p.site_id = asked.site_id and p.account_id = asked.account_id and p.seq < asked.seq and p.kind = 'line' and p.declaration_id <> asked.declaration_id
      order by p.seq desc limit ${2 * SHARING_SHOWN}
    ) before
    order by before.seq desc`);
  const others = await sharers(tx, [...new Set(before.map((row) => Number(row.declaration_id)))]);
  const found = Map.groupBy(before, (row) => `${row.account_id}:${row.for_id}`);
  return new Map([...found].map(([key, rows]) => [key, sharingShown(rows.map((row) => Number(row.declaration_id)), known.get(Number(rows[0]?.account_id)), others)]));
}

type Sharer = { readonly id: number; readonly number: string; readonly office: string; readonly importer: Wording; readonly lodgedAt: Date; readonly standing: readonly RecordedPosting[] };

/** The declarations of some ids with what stands of them on accounts. */
async function sharers(tx: Transaction, ids: readonly number[]): Promise<Map<number, Sharer>> {
  if (ids.length === 0) return new Map();
  const [rows, posted] = await Promise.all([
    tx.select({ declaration: declarations, en: organisations.nameEn, zh: organisations.nameZh }).from(declarations).innerJoin(organisations, eq(organisations.id, declarations.importerId)).where(inArray(declarations.id, [...ids])),
    tx.select().from(postings).where(and(inArray(postings.declarationId, [...ids]), ne(postings.kind, "elsewhere"))),
  ]);
  const standing = Map.groupBy(standingPostings(posted), (posting) => posting.declarationId);
  return new Map(rows.map(({ declaration: { id, number, officeCode, lodgedAt }, en, zh }) => [id, { id, number, office: officeCode, importer: { en, zh }, lodgedAt, standing: standing.get(id) ?? [] }]));
}

/** Of declarations that were on an account, newest first, those that still stand there, each once. */
function sharingShown(ids: readonly number[], account: Account | undefined, others: ReadonlyMap<number, Sharer>): Sharing[] {
  if (account === undefined) return [];
  const shown = [...new Set(ids)].flatMap((id): Sharing[] => {
    const other = others.get(id);
    const own = other?.standing.filter((posting) => posting.accountId === account.id) ?? [];
    if (other === undefined || own.length === 0) return [];
    const quantity = inAccountUnit(account, own.reduce((sum, posting) => sum + posting.amount, 0n));
    return [{ number: other.number, office: other.office, importer: other.importer, quantity, lodgedOn: dateIn(other.lodgedAt) }];
  });
  return shown.slice(0, SHARING_SHOWN);
}

/** The certificates in force of each account: its own scope and period, approved, and no extract of another. */
async function certificatesOf(tx: Transaction, open: readonly Account[]): Promise<Map<number, AccountCertificate[]>> {
  if (open.length === 0) return new Map();
  const rows = await tx
    .select({ accountId: accounts.id, number: capacityCertificates.number, base: capacityCertificates.base, en: organisations.nameEn, zh: organisations.nameZh })
    .from(accounts)
    .innerJoin(capacityCertificates, and(
      eq(capacityCertificates.siteId, accounts.siteId), eq(capacityCertificates.scopeKey, accounts.scopeKey), eq(capacityCertificates.dimension, accounts.dimension),
      eq(capacityCertificates.producedFrom, accounts.producedFrom), eq(capacityCertificates.producedTo, accounts.producedTo),
      eq(capacityCertificates.status, "approved"), sql`${capacityCertificates.extractOfId} is null`,
    ))
    .innerJoin(organisations, eq(organisations.id, capacityCertificates.issuerId))
    .where(inArray(accounts.id, open.map((account) => account.id)))
    .orderBy(asc(capacityCertificates.number));
  const grouped = Map.groupBy(rows, (row) => row.accountId);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ number, base, en, zh }) => ({ number, base, body: { en, zh } }))]));
}

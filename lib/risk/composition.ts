import { parseQuantity } from "#lib/measures/measured";
import type { Account } from "#lib/capacity/account";
import { gtinsOf, packingFrom, type LedgerProduct } from "#lib/capacity/chargeable";
import type { LineCapacity, Verdict } from "#lib/capacity/verdict";
import type { Declared } from "#lib/consignments/declaration";
import type { Papers } from "#lib/consignments/tradePaper";
import { amountsOf } from "./amount.ts";
import type { LotBalance } from "#lib/trace/massBalance";
import { reportsOf, type RecordedReport } from "./report-link.ts";
import { standingAccount, type RecordedPosting } from "./standing-account.ts";
import { transportsOf, type RecordedTransport } from "./transport-link.ts";
import { NO_FACTS, type AccountCertificate, type LotFact, type ReleasedRevision, type Sharing, type Subject, type SubjectLine, type SubjectSite, type Wording } from "./subject.ts";

/** A site as the rules see it, with the bodies that ever had a certificate of it approved. */
export type SiteFacts = { readonly id: number; readonly name: string; readonly country: string; readonly bodies: readonly Wording[] };

type Head = {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly status: Declared["status"];
  readonly lodgedAt: Date;
  readonly officeCode: string;
  readonly tradeMode: string;
  readonly importerId: number;
  readonly importerNameEn: string;
  readonly importerVerified: boolean;
  readonly officeVerified: boolean;
  readonly lodgerOrganisationId: number;
  readonly releasedRevision: number | null;
};

type Line = {
  readonly siteId: number;
  readonly declarationId: number;
  readonly no: number;
  readonly revision: number;
  readonly gtin: string;
  readonly hsCode: string;
  readonly category: string;
  readonly declaredSite: string;
  readonly quantityValue: string;
  readonly quantityUnit: string;
  readonly lots: readonly string[];
  readonly productionDate: string | null;
  readonly vintage: number | null;
  readonly producedFrom: string;
  readonly producedTo: string;
  readonly priceMinor: bigint | null;
  readonly priceCurrency: string | null;
  readonly originCountry: string;
  readonly effect: SubjectLine["effect"];
  readonly standing: boolean;
  readonly verdict: Verdict;
  readonly missing: string | null;
};

type Resolution = { readonly kind: "site" } | { readonly kind: "question"; readonly candidates: readonly { readonly name: string }[] } | { readonly kind: "unknown" };

/** Everything read for a block of declarations, before it is put together by declaration. */
export type Gathered = {
  readonly heads: readonly Head[];
  readonly revisions: readonly { readonly declarationId: number; readonly revision: number; readonly body: Declared }[];
  readonly lines: readonly Line[];
  readonly answers: readonly { readonly declarationId: number; readonly revision: number; readonly no: number; readonly answer: LineCapacity }[];
  readonly standing: readonly RecordedPosting[];
  readonly accounts: readonly Account[];
  readonly products: ReadonlyMap<string, LedgerProduct & { readonly nameEn: string; readonly nameZh: string }>;
  readonly siteFacts: ReadonlyMap<number, SiteFacts>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
  readonly lots: readonly (LotFact & { readonly gtin: string })[];
  readonly reports: readonly RecordedReport[];
  readonly transports: readonly RecordedTransport[];
  readonly balances: readonly { readonly gtin: string; readonly lot: string; readonly balance: LotBalance }[];
  /** Keyed `account:declaration`. */
  readonly sharing: ReadonlyMap<string, readonly Sharing[]>;
  readonly certificates: ReadonlyMap<number, readonly AccountCertificate[]>;
  /** Keyed by the declaration's number. */
  readonly papers: ReadonlyMap<string, Papers>;
};

/** Puts the facts of a block together by declaration. */
export function composed(all: Gathered): Subject[] {
  const indexed = {
    all,
    revisions: Map.groupBy(all.revisions, (row) => row.declarationId),
    lines: Map.groupBy(all.lines, (row) => row.declarationId),
    postings: Map.groupBy(all.standing, (row) => row.declarationId),
    answers: new Map(all.answers.map((row) => [`${row.declarationId}:${row.revision}:${row.no}`, row.answer])),
    lots: Map.groupBy(all.lots, (row) => row.lot),
    reports: Map.groupBy(all.reports, (row) => row.siteId),
    accounts: new Map(all.accounts.map((account) => [account.id, account])),
  };
  return all.heads.map((head) => subjectFrom(head, indexed));
}

type Indexed = {
  readonly all: Gathered;
  readonly revisions: ReadonlyMap<number, Gathered["revisions"]>;
  readonly lines: ReadonlyMap<number, readonly Line[]>;
  readonly postings: ReadonlyMap<number, readonly RecordedPosting[]>;
  readonly answers: ReadonlyMap<string, LineCapacity>;
  readonly lots: ReadonlyMap<string, Gathered["lots"]>;
  readonly reports: ReadonlyMap<number, readonly RecordedReport[]>;
  readonly accounts: ReadonlyMap<number, Account>;
};

function subjectFrom(head: Head, indexed: Indexed): Subject {
  const revisions = (indexed.revisions.get(head.id) ?? []).toSorted((a, b) => a.revision - b.revision);
  const body = revisions.find((row) => row.revision === head.revision)?.body;
  return {
    declarationId: head.id,
    number: head.number,
    revision: head.revision,
    status: head.status,
    lodgedAt: head.lodgedAt,
    tradeMode: head.tradeMode,
    office: { code: head.officeCode, verified: head.officeVerified },
    importer: { id: head.importerId, name: body?.importer.name ?? head.importerNameEn, verified: head.importerVerified },
    lodgerOrganisationId: head.lodgerOrganisationId,
    declared: body?.lines ?? [],
    released: releasedOf(head, revisions),
    lines: (indexed.lines.get(head.id) ?? []).map((line) => lineFrom(line, head, indexed)),
    accounts: accountsOf(head.id, indexed),
    papers: indexed.all.papers.get(head.number) ?? null,
    facts: NO_FACTS,
  };
}

/** The first revision after which the goods were out: the one this house released, or one that arrived as released. */
function releasedOf(head: Head, revisions: Gathered["revisions"]): ReleasedRevision | null {
  const numbers = revisions.filter((row) => row.body.status === "released").map((row) => row.revision);
  const first = Math.min(...numbers, head.releasedRevision ?? Number.POSITIVE_INFINITY);
  const released = revisions.find((row) => row.revision === first);
  return released === undefined ? null : { revision: released.revision, lines: released.body.lines };
}

function lineFrom(line: Line, head: Head, indexed: Indexed): SubjectLine {
  const { products, siteFacts, resolutions } = indexed.all;
  const product = products.get(line.gtin);
  const packing = packingFrom(line.gtin, products);
  const gtins = gtinsOf(line.gtin, products);
  const quantity = { value: line.quantityValue, unit: line.quantityUnit };
  const amounts = amountsOf(quantity, packing);
  const reported = { siteId: line.siteId, gtins, lots: line.lots, packing, amounts };
  const { no, gtin, category, hsCode, declaredSite, lots, productionDate, vintage, producedFrom, producedTo, originCountry, effect, standing, verdict, missing } = line;
  return {
    no, gtin, category, hsCode, declaredSite, quantity, amounts, lots, productionDate, vintage, producedFrom, producedTo, originCountry, effect, standing, verdict, missing,
    goods: product === undefined ? { en: gtin, zh: gtin } : { en: product.nameEn, zh: product.nameZh },
    site: siteOf(siteFacts.get(line.siteId), resolutions.get(declaredSite)),
    price: totalOf(line),
    atLodging: indexed.answers.get(`${head.id}:${line.revision}:${no}`) ?? null,
    lotFacts: lots.flatMap((lot) => (indexed.lots.get(lot) ?? []).filter((fact) => gtins.includes(fact.gtin)).slice(0, 1)),
    transports: transportsOf({ gtins, lots, packing, alone: (indexed.lines.get(head.id) ?? []).length === 1 }, head, indexed.all.transports, (wanted) => packingFrom(wanted, products)),
    balances: lots.flatMap((lot) => indexed.all.balances.filter((one) => one.lot === lot && gtins.includes(one.gtin)).map((one) => one.balance)),
    reports: reportsOf(reported, head.lodgedAt, indexed.reports.get(line.siteId) ?? [], (wanted) => packingFrom(wanted, products)),
  };
}

/** The price is declared for one of the declared unit (成交单价); what the line costs in all is that times the quantity. */
function totalOf(line: Line): SubjectLine["price"] {
  const quantity = parseQuantity({ value: line.quantityValue, unit: line.quantityUnit });
  if (line.priceMinor === null || line.priceCurrency === null || !quantity.ok) return null;
  return { minor: (line.priceMinor * quantity.declared.digits) / 10n ** BigInt(quantity.declared.scale), currency: line.priceCurrency };
}

function siteOf(site: SiteFacts | undefined, resolution: Resolution | undefined): SubjectSite {
  if (site !== undefined) return { kind: "site", id: site.id, name: site.name, country: site.country, certified: site.bodies.length > 0, bodies: site.bodies };
  if (resolution?.kind === "question") return { kind: "question", candidates: resolution.candidates.map((candidate) => candidate.name) };
  return { kind: "unknown" };
}

function accountsOf(declarationId: number, { all, postings, accounts }: Indexed): Subject["accounts"] {
  const byAccount = Map.groupBy(postings.get(declarationId) ?? [], (posting) => posting.accountId);
  return [...byAccount].flatMap(([accountId, group]) => {
    const account = accounts.get(accountId);
    if (account === undefined) return [];
    const siteName = all.siteFacts.get(account.siteId)?.name ?? "";
    return standingAccount(account, siteName, group, all.sharing.get(`${accountId}:${declarationId}`) ?? [], all.certificates.get(accountId) ?? []) ?? [];
  });
}

import { gtinsOf, packingFrom } from "#lib/capacity/chargeable";
import type { Packing } from "#lib/measures/packing";
import { amountsOf } from "./amount.ts";
import type { Gathered, Head, Line, NamedProduct, Resolution, Revision, SiteFacts } from "./gathered.ts";
import { totalOf } from "./price.ts";
import { reportsOf, type RecordedReport } from "./report-link.ts";
import { standingAccount, type RecordedPosting } from "./standing-account.ts";
import { NO_FACTS, type LotFact, type ReleasedRevision, type Subject, type SubjectAccount, type SubjectLine, type SubjectSite } from "./subject.ts";
import { transportsOf, type RecordedTransport } from "./transport-link.ts";

/** How a declared product is packed, from the declared GTIN down; worked out once for a block. */
export type Packed = { readonly packing: Packing | undefined; readonly gtins: readonly string[] };

type Indexed = {
  readonly all: Gathered;
  readonly packed: (gtin: string) => Packed;
  readonly revisions: ReadonlyMap<number, readonly Revision[]>;
  readonly lines: ReadonlyMap<number, readonly Line[]>;
  readonly postings: ReadonlyMap<number, readonly RecordedPosting[]>;
  /** Keyed `gtin/lot`. */
  readonly lots: ReadonlyMap<string, LotFact>;
  readonly balances: ReadonlyMap<string, Gathered["balances"][number]>;
  readonly reportsOfSite: ReadonlyMap<number, readonly RecordedReport[]>;
  readonly reportsOfLot: ReadonlyMap<string, readonly RecordedReport[]>;
  /** By the declarations and the lots they name. */
  readonly transports: ReadonlyMap<string, readonly RecordedTransport[]>;
  readonly transportsOfLot: ReadonlyMap<string, readonly RecordedTransport[]>;
};

/** How products are packed, each GTIN worked out once. */
export function packedBy(products: ReadonlyMap<string, NamedProduct>): (gtin: string) => Packed {
  const known = new Map<string, Packed>();
  return (gtin) => {
    const found = known.get(gtin) ?? { packing: packingFrom(gtin, products), gtins: gtinsOf(gtin, products) };
    known.set(gtin, found);
    return found;
  };
}

/** Puts the facts of a block together by declaration. */
export function composed(all: Gathered, packed: (gtin: string) => Packed): Subject[] {
  const indexed: Indexed = {
    all,
    packed,
    revisions: Map.groupBy(all.revisions, (row) => row.declarationId),
    lines: Map.groupBy(all.lines, (row) => row.declarationId),
    postings: Map.groupBy(all.standing, (row) => row.declarationId),
    lots: new Map(all.lots.map((fact) => [`${fact.gtin}/${fact.lot}`, fact])),
    balances: new Map(all.balances.map((one) => [`${one.gtin}/${one.lot}`, one])),
    reportsOfSite: Map.groupBy(all.reports, (report) => report.siteId),
    reportsOfLot: byName(all.reports, (report) => report.lots),
    transports: byName(all.transports, (document) => document.declarations),
    transportsOfLot: byName(all.transports, (document) => document.lots),
  };
  return all.heads.map((head) => subjectFrom(head, indexed));
}

function byName<Item>(items: readonly Item[], namesOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    for (const name of new Set(namesOf(item))) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [item]);
      else known.push(item);
    }
  }
  return found;
}

function subjectFrom(head: Head, indexed: Indexed): Subject {
  const revisions = indexed.revisions.get(head.id) ?? [];
  const importer = indexed.all.importers.get(head.importerId);
  return {
    declarationId: head.id,
    number: head.number,
    revision: head.revision,
    status: head.status,
    lodgedAt: head.lodgedAt,
    tradeMode: head.tradeMode,
    office: { code: head.officeCode, verified: indexed.all.verifiedOffices.has(head.officeCode) },
    importer: { id: head.importerId, name: head.importerName ?? importer?.name ?? "", verified: importer?.verified ?? false },
    lodgerOrganisationId: head.lodgerOrganisationId,
    declared: revisions.find((row) => row.revision === head.revision)?.lines ?? [],
    released: revisions.length === 0 ? null : releasedOf(head, revisions),
    lines: (indexed.lines.get(head.id) ?? []).map((line) => lineFrom(line, head, indexed)),
    accounts: accountsOf(head.id, indexed),
    papers: indexed.all.papers.get(head.number) ?? null,
    facts: NO_FACTS,
  };
}

/** The first revision after which the goods were out: the one this house released, or one that arrived as released. */
function releasedOf(head: Head, revisions: readonly Revision[]): ReleasedRevision | null {
  const numbers = revisions.filter((row) => row.status === "released").map((row) => row.revision);
  const first = Math.min(...numbers, head.releasedRevision ?? Number.POSITIVE_INFINITY);
  const released = revisions.find((row) => row.revision === first);
  return released === undefined ? null : { revision: released.revision, lines: released.lines };
}

const NONE: readonly never[] = [];

function lineFrom(line: Line, head: Head, indexed: Indexed): SubjectLine {
  const { products, siteFacts, resolutions } = indexed.all;
  const product = products.get(line.gtin);
  const { packing, gtins } = indexed.packed(line.gtin);
  const quantity = { value: line.quantityValue, unit: line.quantityUnit };
  const amounts = amountsOf(quantity, packing);
  const { no, gtin, baseGtin, category, hsCode, declaredSite, lots, productionDate, vintage, producedFrom, producedTo, originCountry, effect, standing, verdict, missing } = line;
  return {
    no, gtin, baseGtin, gtins, category, hsCode, declaredSite, quantity, amounts, lots, productionDate, vintage, producedFrom, producedTo, originCountry, effect, standing, verdict, missing,
    atLodging: answerOf(line),
    goods: product === undefined ? { en: gtin, zh: gtin } : { en: product.nameEn, zh: product.nameZh },
    site: siteOf(siteFacts.get(line.siteId), resolutions.get(declaredSite)),
    price: line.priceMinor === null || line.priceCurrency === null ? null : totalOf({ minor: line.priceMinor, per: BigInt(line.pricePer), currency: line.priceCurrency }, quantity),
    lotFacts: lots.length === 0 ? NONE : lots.flatMap((lot) => gtins.flatMap((one) => indexed.lots.get(`${one}/${lot}`) ?? NONE).slice(0, 1)),
    transports: transportsOn(line, head, indexed),
    balances: lots.length === 0 || indexed.balances.size === 0 ? NONE : lots.flatMap((lot) => gtins.flatMap((one) => indexed.balances.get(`${one}/${lot}`)?.balance ?? NONE)),
    reports: reportsOn({ siteId: line.siteId, gtins, lots, packing, amounts }, head, indexed),
  };
}

/** The transport documents that name the line's declaration, else those that name one of its lots. */
function transportsOn(line: Line, head: Head, { transports, transportsOfLot, packed, lines }: Indexed): SubjectLine["transports"] {
  const naming = transports.get(head.number) ?? NONE;
  const recorded = naming.length > 0 || transportsOfLot.size > 0 ? [...new Set([...naming, ...line.lots.flatMap((lot) => transportsOfLot.get(lot) ?? NONE)])] : NONE;
  if (recorded.length === 0) return NONE;
  const { packing, gtins } = packed(line.gtin);
  return transportsOf({ gtins, lots: line.lots, packing, alone: (lines.get(head.id) ?? NONE).length === 1 }, head, recorded, (wanted) => packed(wanted).packing);
}

/** The reports that name one of the line's lots, else the one of its site that is likely of the same shipment. */
function reportsOn(line: Parameters<typeof reportsOf>[0], head: Head, { reportsOfSite, reportsOfLot, packed }: Indexed): SubjectLine["reports"] {
  if (line.lots.length === 0) return NONE;
  const packingOf = (gtin: string): Packing | undefined => packed(gtin).packing;
  const naming = [...new Set(line.lots.flatMap((lot) => reportsOfLot.get(lot) ?? NONE))];
  const named = naming.length === 0 ? NONE : reportsOf(line, head.lodgedAt, naming, packingOf);
  if (named.some((report) => report.linkedBy === "lot")) return named;
  const others = reportsOfSite.get(line.siteId) ?? NONE;
  return others.length === 0 ? NONE : reportsOf(line, head.lodgedAt, others, packingOf);
}

function answerOf({ answered, answeredUsed, answeredAsk }: Line): SubjectLine["atLodging"] {
  if (answered === null) return null;
  return answeredAsk === null ? { verdict: answered, used: answeredUsed } : { verdict: answered, used: answeredUsed, ask: answeredAsk };
}

function siteOf(site: SiteFacts | undefined, resolution: Resolution | undefined): SubjectSite {
  if (site !== undefined) return { kind: "site", id: site.id, name: site.name, country: site.country, certified: site.bodies.length > 0, bodies: site.bodies };
  if (resolution?.kind === "question") return { kind: "question", candidates: resolution.candidates.map((candidate) => candidate.name) };
  return { kind: "unknown" };
}

function accountsOf(declarationId: number, { all, postings }: Indexed): readonly SubjectAccount[] {
  const own = postings.get(declarationId) ?? NONE;
  if (own.length === 0) return NONE;
  return [...Map.groupBy(own, (posting) => posting.accountId)].flatMap(([accountId, group]) => {
    const account = all.accounts.get(accountId);
    if (account === undefined) return [];
    const siteName = all.siteFacts.get(account.siteId)?.name ?? "";
    return standingAccount(account, siteName, group, all.sharing.get(`${accountId}:${declarationId}`) ?? NONE, all.certificates.get(accountId) ?? NONE) ?? [];
  });
}

import type { Transaction } from "#db/client";
import { papersOfLists } from "#lib/consignments/queries";
import { resolveSites } from "#lib/parties/queries";
import { amountsOf } from "../amount.ts";
import type { Context } from "../assess.ts";
import { composed, packedBy, type Packed } from "../composition.ts";
import { writtenAs } from "../report-link.ts";
import { standingPostings } from "../standing-account.ts";
import type { Subject } from "../subject.ts";
import { accountsOf, sharingOf } from "./accounts.ts";
import { declaredRows, recordsOf, revisionsOf, type DeclaredRows, type SitePosting } from "./declared.ts";
import { reportsOn, transportsOn, type LottedLine } from "./documents.ts";
import { withFacts } from "./facts.ts";
import { balancesOf, lotsNamed, productsOf, sitesAndCertificates, type LotName } from "./surroundings.ts";

/** As many declarations are gathered by one round of reads. */
const BLOCK = 5000;

/** The rules that will look at subjects, and when. */
export type Looking = Pick<Context, "rules" | "now">;

/**
 * The facts of declarations that rules may look at, by block and never row by row; ids that are no declaration are left out. Groups of facts that
 * a rule asks for by its `needs` are read for the rules given, where they ask for them, and none without.
 */
export async function subjectsOf(tx: Transaction, declarationIds: readonly number[], { rules, now }: Looking = { rules: [], now: new Date(0) }): Promise<Subject[]> {
  const ids = [...new Set(declarationIds)];
  const subjects: Subject[] = [];
  for (let at = 0; at < ids.length; at += BLOCK) {
    const [records, some] = await Promise.all([recordsOf(tx), gathered(tx, ids.slice(at, at + BLOCK))]);
    subjects.push(...(await withFacts(tx, some, { rules, records, now })));
  }
  return subjects;
}

/** Three rounds of reads, each told together: what is declared; what surrounds it by its own columns; what by the packing of its goods and the limits of its accounts. */
async function gathered(tx: Transaction, ids: readonly number[]): Promise<Subject[]> {
  const declared = await declaredRows(tx, ids);
  const { heads, lines } = declared;
  if (heads.length === 0) return [];
  const standing = standingPostings<SitePosting>(declared.postings);
  const siteIds = [...new Set([...lines.map((line) => line.siteId), ...declared.postings.map((posting) => posting.siteId)])].filter((id) => id !== 0);
  const numbers = heads.map((head) => head.number);
  const open = lines.filter((line) => line.siteId === 0).map((line) => line.declaredSite);
  const [products, accounts, revisions, papers, transports, resolutions] = await Promise.all([
    productsOf(tx, [...new Set(lines.map((line) => line.gtin))]),
    accountsOf(tx, standing),
    revisionsOf(tx, declared),
    papersOfLists(tx, numbers),
    transportsOn(tx, numbers, [...new Set(lines.flatMap((line) => line.lots))]),
    resolveSites(tx, open),
  ]);
  const packed = packedBy(products);
  const lots = lotsOf(declared, packed);
  const [sites, sharing, lotRows, balances, reports] = await Promise.all([
    sitesAndCertificates(tx, siteIds, accounts),
    sharingOf(tx, accounts, standing),
    lotsNamed(tx, lots),
    balancesOf(tx, lots),
    reportsOn(tx, lottedLines(declared, packed)),
  ]);
  return composed({ heads, revisions, lines, standing, accounts, products, ...sites, resolutions, lots: lotRows, reports, sharing, papers, transports, balances }, packed);
}

function lotsOf({ lines }: DeclaredRows, packed: (gtin: string) => Packed): LotName[] {
  const named = lines.flatMap((line) => line.lots.flatMap((lot) => packed(line.gtin).gtins.map((gtin) => ({ gtin, lot }))));
  return [...new Map(named.map((one) => [`${one.gtin}/${one.lot}`, one])).values()];
}

function lottedLines({ heads, lines }: DeclaredRows, packed: (gtin: string) => Packed): LottedLine[] {
  const lodged = new Map(heads.map((head) => [head.id, head.lodgedAt]));
  return lines.flatMap((line) => {
    const lodgedAt = lodged.get(line.declarationId);
    if (line.siteId === 0 || line.lots.length === 0 || lodgedAt === undefined) return [];
    const { packing, gtins } = packed(line.gtin);
    const { items } = amountsOf({ value: line.quantityValue, unit: line.quantityUnit }, packing);
    return [{ siteId: line.siteId, gtins, lots: line.lots, lodgedAt, written: items === null ? [] : writtenAs(items, packing) }];
  });
}

import type { Transaction } from "#db/client";
import { papersOfLists } from "#lib/consignments/queries";
import { resolveSites } from "#lib/parties/queries";
import { amountsOf } from "../amount.ts";
import type { Context } from "../assess.ts";
import { composed, type Packed } from "../composition.ts";
import { writtenAs } from "../report-link.ts";
import { standingPostings } from "../standing-account.ts";
import type { Subject } from "../subject.ts";
import { holdAccounts, sharingOf } from "./accounts.ts";
import { declaredRows, recordsOf, revisionsOf, type DeclaredRows, type SitePosting } from "./declared.ts";
import { reportsOn, transportsOn, type LottedLine } from "./documents.ts";
import { withFacts } from "./facts.ts";
import { Held } from "./held.ts";
import { balancesOf, certificatesOn, holdImporters, holdOffices, holdProducts, holdSites, lotsNamed, type LotName } from "./surroundings.ts";

/** As many declarations are gathered by one round of reads. */
const BLOCK = 5000;

/** The rules that will look at subjects, and when. */
export type Looking = Pick<Context, "rules" | "now">;

/**
 * The facts of declarations that rules may look at, by block and never row by row; ids that are no declaration are left out. Groups of facts that
 * a rule asks for by its `needs` are read for the rules given, where they ask for them, and none without. What is `held` is not read again.
 */
export async function subjectsOf(tx: Transaction, declarationIds: readonly number[], { rules, now }: Looking = { rules: [], now: new Date(0) }, held: Held = new Held()): Promise<Subject[]> {
  const ids = [...new Set(declarationIds)];
  const subjects: Subject[] = [];
  for (let at = 0; at < ids.length; at += BLOCK) {
    const [records, some] = await Promise.all([recordsOf(tx), gathered(tx, ids.slice(at, at + BLOCK), held)]);
    subjects.push(...(await withFacts(tx, some, { rules, records, now })));
  }
  return subjects;
}

/** Three rounds of reads, each told together: what is declared; what surrounds it by its own columns; what by the packing of its goods and the limits of its accounts. */
async function gathered(tx: Transaction, ids: readonly number[], held: Held): Promise<Subject[]> {
  const declared = await declaredRows(tx, ids);
  const { heads, lines } = declared;
  if (heads.length === 0) return [];
  const standing = standingPostings<SitePosting>(declared.postings);
  const numbers = heads.map((head) => head.number);
  const open = lines.filter((line) => line.siteId === 0).map((line) => line.declaredSite);
  const [, , , , revisions, papers, transports, resolutions] = await Promise.all([
    holdImporters(tx, heads.map((head) => head.importerId), held),
    holdOffices(tx, heads.map((head) => head.officeCode), held),
    holdProducts(tx, lines.map((line) => line.gtin), held),
    holdAccounts(tx, standing, held),
    revisionsOf(tx, declared),
    papersOfLists(tx, numbers),
    transportsOn(tx, numbers, [...new Set(lines.flatMap((line) => line.lots))]),
    resolveSites(tx, open),
  ]);
  const lots = lotsOf(declared, held.packed);
  const [, sharing, lotRows, balances, reports] = await Promise.all([
    holdSites(tx, [...lines.map((line) => line.siteId), ...declared.postings.map((posting) => posting.siteId)].filter((id) => id !== 0), held),
    sharingOf(tx, held.accounts, standing),
    lotsNamed(tx, lots),
    balancesOf(tx, lots),
    reportsOn(tx, lottedLines(declared, held.packed)),
  ]);
  const certificates = certificatesOn(standing, held);
  const { importers, verifiedOffices, accounts, products, siteFacts } = held;
  return composed({ heads, importers, verifiedOffices, revisions, lines, standing, accounts, products, siteFacts, certificates, resolutions, lots: lotRows, reports, sharing, papers, transports, balances }, held.packed);
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

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { ask, type Question } from "#db/rows";
import { declarationLines } from "#db/schema/consignments";
import { lots } from "#db/schema/feeds";
import { products as tradeItems } from "#db/schema/parties";
import { sourcedShares } from "#db/schema/trace";
import type { CertificateScope } from "#lib/certificates/certificate";
import type { Account, Segment } from "../account.ts";
import type { Posted } from "../book.ts";
import type { ChargeableLine } from "../charge.ts";
import { chargeable, gtinsOf, type LedgerProduct } from "../chargeable.ts";
import { producedOf, type KnownLot, type ProducedBasis } from "../produced.ts";

type AccountRow = {
  site_id: bigint; id: bigint; scope_kind: CertificateScope["kind"]; scope_values: string[]; produced_from: string; produced_to: string; dimension: Account["dimension"]; unit: string; unit_packs: bigint;
  declared: bigint; elsewhere: bigint; last_seq: number; last_recorded_at: Date | null;
  limit_from: string | null; limit_to: string; state: Segment["state"]; limit: bigint; reserve: bigint; warning_permille: number; certificates: string[];
};

/** The accounts of some sites with their limits and running sums: one statement, for it stands in the way of every lodging. Read under the sites' locks where something is to be posted. */
export async function openAccounts(tx: Transaction, siteIds: readonly number[]): Promise<Account[]> {
  if (siteIds.length === 0) return [];
  const rows = await tx.execute<AccountRow>(sql`
    select accounts.site_id, accounts.id, scope_kind, scope_values, accounts.produced_from, accounts.produced_to, dimension, unit, unit_packs, declared, elsewhere, last_seq, last_recorded_at,
      limits.produced_from as limit_from, limits.produced_to as limit_to, state, "limit", reserve, warning_permille, certificates
    from accounts left join account_limits limits on limits.site_id = accounts.site_id and limits.account_id = accounts.id
    where accounts.site_id in ${[...siteIds]}
    order by accounts.site_id, accounts.id, limits.produced_from`);
  const byAccount = Map.groupBy(rows, (row) => row.id);
  return [...byAccount.values()].flatMap((group) => group.slice(0, 1).map((first) => accountFrom(first, group.filter((row) => row.limit_from !== null).map(segmentFrom))));
}

function accountFrom(row: AccountRow, segments: readonly Segment[]): Account {
  const scope = { kind: row.scope_kind, values: row.scope_values } as CertificateScope;
  return {
    id: Number(row.id), siteId: Number(row.site_id), scope, from: row.produced_from, to: row.produced_to, dimension: row.dimension, unit: row.unit, unitPacks: row.unit_packs,
    segments, declared: row.declared, elsewhere: row.elsewhere, lastSeq: row.last_seq, lastRecordedAt: row.last_recorded_at,
  };
}

function segmentFrom(row: AccountRow): Segment {
  return { from: row.limit_from ?? "", to: row.limit_to, state: row.state, limit: row.limit, reserve: row.reserve, warningPermille: row.warning_permille, certificates: row.certificates };
}

/** What the lines of some declarations have on accounts now, taken-back amounts already off. */
export async function postedOf(tx: Transaction, declarationIds: readonly number[]): Promise<Posted[]> {
  if (declarationIds.length === 0) return [];
  return netPostings(tx, sql`declaration_id in ${[...declarationIds]}`);
}

/** What every line has on the accounts of a site now. */
export async function postedOnSite(tx: Transaction, siteId: number): Promise<Posted[]> {
  return netPostings(tx, sql`site_id = ${siteId} and kind <> 'elsewhere'`);
}

async function netPostings(tx: Transaction, where: ReturnType<typeof sql>): Promise<Posted[]> {
  const rows = await tx.execute<{ site_id: bigint; account_id: bigint; declaration_id: bigint; line_no: number; amount: string; produced_from: string; produced_to: string }>(sql`
    select site_id, account_id, declaration_id, line_no, sum(amount)::text as amount,
      (array_agg(produced_from order by seq desc))[1]::text as produced_from, (array_agg(produced_to order by seq desc))[1]::text as produced_to
    from postings where ${where}
    group by site_id, account_id, declaration_id, line_no
    having (array_agg(kind order by seq desc))[1] = 'line'
    order by min(seq)`);
  return rows.map((row) => ({
    siteId: Number(row.site_id), accountId: Number(row.account_id), declarationId: Number(row.declaration_id), lineNo: row.line_no,
    amount: BigInt(row.amount), producedFrom: row.produced_from, producedTo: row.produced_to,
  }));
}

/**
 * What is charged to a site in the order it became known, as the ledger takes it: its standing lines, with the production period by what is
 * known of their lots now, and its shares in standing lines of others that its goods went into (docs/capacity.md rule 11). A line may have several shares.
 */
export async function linesOfSite(tx: Transaction, siteId: number): Promise<{ readonly line: ChargeableLine; readonly basis: ProducedBasis }[]> {
  return [...(await ownLines(tx, siteId)), ...(await shareLines(tx, siteId))];
}

async function shareLines(tx: Transaction, siteId: number): Promise<{ readonly line: ChargeableLine; readonly basis: ProducedBasis }[]> {
  const rows = await tx
    .select({ share: sourcedShares, effect: declarationLines.effect })
    .from(sourcedShares)
    .innerJoin(
      declarationLines,
      and(
        eq(declarationLines.declarationId, sourcedShares.declarationId),
        eq(declarationLines.no, sourcedShares.lineNo),
        eq(declarationLines.revision, sourcedShares.revision),
        eq(declarationLines.standing, true),
      ),
    )
    .where(eq(sourcedShares.siteId, siteId))
    .orderBy(asc(declarationLines.recordedAt), asc(sourcedShares.declarationId), asc(sourcedShares.lineNo), asc(sourcedShares.gtin), asc(sourcedShares.lot));
  if (rows.length === 0) return [];
  const products = await ask(tx, ledgerProducts([...new Set(rows.map(({ share }) => share.gtin))]));
  const codes = await tx.select({ gtin: tradeItems.gtin, hsCode: tradeItems.hsCode }).from(tradeItems).where(inArray(tradeItems.gtin, rows.map(({ share }) => share.gtin)));
  return rows.map(({ share, effect }) => {
    const { declarationId, lineNo, revision, gtin } = share;
    const hsCode = codes.find((one) => one.gtin === gtin)?.hsCode ?? "";
    const produced = { from: share.producedFrom, to: share.producedTo };
    return {
      basis: "lot-event",
      line: chargeable(
        {
          declarationId,
          no: lineNo,
          revision,
          gtin,
          hsCode,
          effect,
          produced,
          assumptions: ["charged-for-what-went-in"],
          quantity: { value: share.quantityValue, unit: share.quantityUnit },
        },
        products,
      ),
    };
  });
}

async function ownLines(tx: Transaction, siteId: number): Promise<{ readonly line: ChargeableLine; readonly basis: ProducedBasis }[]> {
  const rows = await tx
    .select()
    .from(declarationLines)
    .where(and(eq(declarationLines.siteId, siteId), eq(declarationLines.standing, true)))
    .orderBy(asc(declarationLines.recordedAt), asc(declarationLines.declarationId), asc(declarationLines.no));
  const products = await ask(tx, ledgerProducts([...new Set(rows.map((row) => row.gtin))]));
  const known = await knownLots(tx, rows.flatMap((row) => gtinsOf(row.gtin, products).flatMap((gtin) => row.lots.map((lot) => ({ gtin, lot })))));
  return rows.map((row) => {
    const lotsKnown = row.lots.map((lot) => gtinsOf(row.gtin, products).map((gtin) => known.get(`${gtin}/${lot}`)).find((one) => one !== undefined));
    const { produced, basis, assumptions } = producedOf(row, row.declaredAt, lotsKnown);
    const { declarationId, no, revision, gtin, hsCode, effect } = row;
    return { basis, line: chargeable({ declarationId, no, revision, gtin, hsCode, effect, produced, assumptions, quantity: { value: row.quantityValue, unit: row.quantityUnit } }, products) };
  });
}

type ProductRow = { readonly gtin: string; readonly category: string; readonly dimension: LedgerProduct["netDimension"]; readonly base: string; readonly contains: string | null; readonly quantity: string | null };

/** What the ledger needs of products and all they contain, down to the consumer units; unknown GTINs have no entry. */
export function ledgerProducts(gtins: readonly string[]): Question<ProductRow, Map<string, LedgerProduct>> {
  return {
    select: sql`
      with recursive packed as (
        select gtin, category, net_dimension, net_base, contains_gtin, contains_quantity from products where gtin = any(${sql.param([...gtins])}::bpchar[])
        union
        select held.gtin, held.category, held.net_dimension, held.net_base, held.contains_gtin, held.contains_quantity from packed join products held on held.gtin = packed.contains_gtin
      ) select gtin, category, net_dimension as dimension, net_base::text as base, contains_gtin as contains, contains_quantity::text as quantity from packed`,
    read: (rows) =>
      new Map(
        rows.map((row) => [
          row.gtin,
          {
            gtin: row.gtin,
            category: row.category,
            netDimension: row.dimension,
            netBase: BigInt(row.base),
            containsGtin: row.contains,
            containsQuantity: row.quantity === null ? null : BigInt(row.quantity),
          },
        ]),
      ),
  };
}

/** What is known of lots, keyed `gtin/lot`. */
export async function knownLots(tx: Transaction, wanted: readonly { readonly gtin: string; readonly lot: string }[]): Promise<Map<string, KnownLot>> {
  if (wanted.length === 0) return new Map();
  const gtins = [...new Set(wanted.map((one) => one.gtin))];
  const names = [...new Set(wanted.map((one) => one.lot))];
  const rows = await tx.select({ gtin: lots.gtin, lot: lots.lot, producedOn: lots.producedOn, sourceKind: lots.sourceKind }).from(lots).where(and(inArray(lots.gtin, gtins), inArray(lots.lot, names)));
  return new Map(rows.map((row) => [`${row.gtin}/${row.lot}`, row]));
}

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { accountLimits, accounts } from "#db/schema/capacity";
import { declarationLines } from "#db/schema/consignments";
import { lots } from "#db/schema/feeds";
import { productsWithPacking } from "#lib/parties/queries";
import type { CertificateScope } from "#lib/certificates/certificate";
import type { Account, Segment } from "../account.ts";
import type { Posted } from "../book.ts";
import type { ChargeableLine } from "../charge.ts";
import { chargeable, gtinsOf } from "../chargeable.ts";
import { producedOf, type KnownLot, type ProducedBasis } from "../produced.ts";

/** The accounts of some sites with their limits and running sums. Read under the sites' locks where something is to be posted. */
export async function openAccounts(tx: Transaction, siteIds: readonly number[]): Promise<Account[]> {
  if (siteIds.length === 0) return [];
  const rows = await tx
    .select({ account: accounts, limits: accountLimits })
    .from(accounts)
    .leftJoin(accountLimits, and(eq(accountLimits.siteId, accounts.siteId), eq(accountLimits.accountId, accounts.id)))
    .where(inArray(accounts.siteId, [...siteIds]))
    .orderBy(asc(accounts.siteId), asc(accounts.id), asc(accountLimits.producedFrom));
  const byAccount = Map.groupBy(rows, (row) => row.account.id);
  return [...byAccount.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [accountFrom(first.account, group.flatMap((row) => (row.limits === null ? [] : [segmentFrom(row.limits)])))];
  });
}

function segmentFrom({ producedFrom, producedTo, state, limit, reserve, warningPermille, certificates }: typeof accountLimits.$inferSelect): Segment {
  return { from: producedFrom, to: producedTo, state, limit, reserve, warningPermille, certificates };
}

/** An account out of its row and its limits. */
export function accountFrom(row: typeof accounts.$inferSelect, segments: readonly Segment[]): Account {
  const { id, siteId, dimension, unit, unitPacks, declared, elsewhere, lastSeq, lastRecordedAt } = row;
  const scope = { kind: row.scopeKind, values: row.scopeValues } as CertificateScope;
  return { id, siteId, scope, from: row.producedFrom, to: row.producedTo, dimension, unit, unitPacks, segments, declared, elsewhere, lastSeq, lastRecordedAt };
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

/** The standing lines of a site in the order they became known, as the ledger takes them: production period by what is known of their lots now. */
export async function linesOfSite(tx: Transaction, siteId: number): Promise<{ readonly line: ChargeableLine; readonly basis: ProducedBasis }[]> {
  const rows = await tx.select().from(declarationLines).where(and(eq(declarationLines.siteId, siteId), eq(declarationLines.standing, true))).orderBy(asc(declarationLines.recordedAt), asc(declarationLines.declarationId), asc(declarationLines.no));
  const products = await productsWithPacking(tx, [...new Set(rows.map((row) => row.gtin))]);
  const known = await knownLots(tx, rows.flatMap((row) => gtinsOf(row.gtin, products).flatMap((gtin) => row.lots.map((lot) => ({ gtin, lot })))));
  return rows.map((row) => {
    const lotsKnown = row.lots.map((lot) => gtinsOf(row.gtin, products).map((gtin) => known.get(`${gtin}/${lot}`)).find((one) => one !== undefined));
    const { produced, basis, assumptions } = producedOf(row, row.declaredAt, lotsKnown);
    const { declarationId, no, revision, gtin, hsCode, effect } = row;
    return { basis, line: chargeable({ declarationId, no, revision, gtin, hsCode, effect, produced, assumptions, quantity: { value: row.quantityValue, unit: row.quantityUnit } }, products) };
  });
}

/** What is known of lots, keyed `gtin/lot`. */
export async function knownLots(tx: Transaction, wanted: readonly { readonly gtin: string; readonly lot: string }[]): Promise<Map<string, KnownLot>> {
  if (wanted.length === 0) return new Map();
  const gtins = [...new Set(wanted.map((one) => one.gtin))];
  const names = [...new Set(wanted.map((one) => one.lot))];
  const rows = await tx.select({ gtin: lots.gtin, lot: lots.lot, producedOn: lots.producedOn, sourceKind: lots.sourceKind }).from(lots).where(and(inArray(lots.gtin, gtins), inArray(lots.lot, names)));
  return new Map(rows.map((row) => [`${row.gtin}/${row.lot}`, row]));
}

/** The limits of one account by its id, for the screens that show a band. */
export async function limitsOf(tx: Transaction, siteId: number, accountId: number): Promise<(typeof accountLimits.$inferSelect)[]> {
  return tx.select().from(accountLimits).where(and(eq(accountLimits.siteId, siteId), eq(accountLimits.accountId, accountId))).orderBy(asc(accountLimits.producedFrom));
}

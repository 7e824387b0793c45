import { and, asc, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { postings } from "#db/schema/capacity";
import type { Account } from "#lib/capacity/account";
import { inAccountUnit } from "#lib/capacity/answer";
import { readingOf, type AccountReading } from "#lib/capacity/picture";
import { accountsAsOf } from "#lib/capacity/queries/balance";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { sharesOf } from "#lib/capacity/queries/shares";
import { VERDICTS } from "#lib/capacity/verdict";
import { scopeKey } from "#lib/certificates/certificate";
import { certificatesOfSite, certificateView, type CertificateView } from "#lib/certificates/queries";
import { dateIn } from "#lib/measures/period";
import { productsWithPacking } from "#lib/parties/queries";
import type { Subject, SubjectAccount, Wording } from "#lib/risk/subject";
import type { ChargedAccount } from "../consignment.ts";

/** The accounts of a consignment with the certificates behind them, the days on which something about them became known, and the names of the goods they cover by GTIN. */
export type AccountsUnder = { readonly accounts: readonly ChargedAccount[]; readonly certificates: readonly CertificateView[]; readonly days: readonly string[]; readonly goods: ReadonlyMap<string, Wording> };

/** The accounts a consignment stands on, as known now or at `asOf`, the worst first. */
export async function accountsUnder(tx: Transaction, subject: Subject, asOf: Date | undefined): Promise<AccountsUnder> {
  const siteIds = [...new Set(subject.accounts.map((account) => account.siteId))];
  const now = await openAccounts(tx, siteIds);
  const then = asOf === undefined ? now : (await inTurn(siteIds, (siteId) => accountsAsOf(tx, siteId, asOf))).flat();
  const accounts = await inTurn(subject.accounts, async (charged): Promise<ChargedAccount[]> => {
    const account = then.find((one) => one.id === charged.id);
    const known = account ?? now.find((one) => one.id === charged.id);
    if (known === undefined) return [];
    const shares = await sharesOf(tx, known, { own: subject.declarationId, asOf });
    return [
      {
        ...readingFor(account ?? unknownThen(known), subject, charged),
        siteName: charged.siteName,
        lines: charged.lines,
        amount: inAccountUnit(known, asOf === undefined ? charged.amount : await amountThen(tx, subject, charged.id, asOf)),
        shares,
        known: account !== undefined,
      },
    ];
  });
  const certificates = await certificatesBehind(tx, subject);
  const worstFirst = accounts.flat().toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || Number(b.used ?? 0) - Number(a.used ?? 0));
  return { accounts: worstFirst, certificates, days: await daysOf(tx, subject, certificates), goods: await goodsOf(tx, subject) };
}

/** What this declaration had on an account at an instant, in base units. */
async function amountThen(tx: Transaction, subject: Subject, accountId: number, asOf: Date): Promise<bigint> {
  const [row] = await tx
    .select({ amount: sql<string>`coalesce(sum(${postings.amount}), 0)::text` })
    .from(postings)
    .where(and(eq(postings.declarationId, subject.declarationId), eq(postings.accountId, accountId), ne(postings.kind, "elsewhere"), lte(postings.recordedAt, asOf)));
  return BigInt(row?.amount ?? 0);
}

async function goodsOf(tx: Transaction, subject: Subject): Promise<Map<string, Wording>> {
  const named = [...subject.lines.map((line) => line.gtin), ...subject.accounts.flatMap(({ scope }) => (scope.kind === "gtins" ? scope.values : []))];
  return new Map([...(await productsWithPacking(tx, named)).values()].map((product) => [product.gtin, { en: product.nameEn, zh: product.nameZh }]));
}

function readingFor(account: Account, subject: Subject, charged: SubjectAccount): AccountReading {
  const line = subject.lines.find((one) => charged.lines.includes(one.no));
  return readingOf(account, line === undefined ? undefined : { from: line.producedFrom, to: line.producedTo });
}

/** The account before any certificate of it was known. */
function unknownThen(account: Account): Account {
  return { ...account, segments: [], declared: 0n, elsewhere: 0n };
}

/** The certificates of the accounts' own scope and period, whatever became of them, and those that limit the accounts now. */
async function certificatesBehind(tx: Transaction, subject: Subject): Promise<CertificateView[]> {
  const siteIds = [...new Set(subject.accounts.map((account) => account.siteId))];
  const all = (await inTurn(siteIds, (siteId) => certificatesOfSite(tx, siteId))).flat();
  const behind = all.filter((certificate) => subject.accounts.some((account) =>
    account.segment.certificates.includes(certificate.number)
    || (account.siteId === certificate.siteId && account.from === certificate.from && account.to === certificate.to && account.dimension === certificate.dimension && scopeKey(account.scope) === scopeKey(certificate.scope))));
  return (await inTurn(behind, (certificate) => certificateView(tx, certificate.number))).filter((view) => view !== undefined);
}

/** Days at the house on which a posting of this declaration, a certificate or a decision on one became known, the newest last. */
async function daysOf(tx: Transaction, subject: Subject, certificates: readonly CertificateView[]): Promise<string[]> {
  const posted = await tx.select({ at: postings.recordedAt }).from(postings).where(inArray(postings.declarationId, [subject.declarationId])).orderBy(asc(postings.recordedAt));
  const decided = certificates.flatMap((certificate) => certificate.decisions.map((decision) => decision.recordedAt));
  return [...new Set([...posted.map((one) => one.at), ...decided].map((at) => dateIn(at)))].toSorted();
}

/** One after the other: a transaction is one connection. */
async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

import { desc, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { postings } from "#db/schema/capacity";
import type { Account } from "#lib/capacity/account";
import { readingOf, type Share } from "#lib/capacity/picture";
import { openAccounts } from "#lib/capacity/queries/ledger";
import { sharesOf } from "#lib/capacity/queries/shares";
import { sitesByIds } from "#lib/parties/queries";
import type { RecordAccount } from "../record.ts";

/** The accounts that some declarations are charged to, read for the goods' own production period, with all that share them. */
export async function accountsOf(tx: Transaction, declared: readonly { readonly id: number }[]): Promise<RecordAccount[]> {
  if (declared.length === 0) return [];
  const posted = await tx.select().from(postings).where(inArray(postings.declarationId, declared.map(({ id }) => id))).orderBy(desc(postings.recordedAt), desc(postings.seq));
  const charged = posted.filter((posting) => posting.kind === "line");
  const siteIds = [...new Set(charged.map((posting) => posting.siteId))];
  const open = (await openAccounts(tx, siteIds)).filter((account) => charged.some((posting) => posting.accountId === account.id && posting.siteId === account.siteId));
  const sites = await sitesByIds(tx, siteIds);
  const read: RecordAccount[] = [];
  for (const account of open) {
    const latest = charged.find((posting) => posting.accountId === account.id);
    const reading = readingOf(account, latest === undefined ? undefined : { from: latest.producedFrom, to: latest.producedTo });
    read.push({ site: sites.get(account.siteId)?.name ?? "", reading, shares: await allShares(tx, account, declared) });
  }
  return read;
}

/** The shares of an account with all of some declarations among them, however many came after. */
async function allShares(tx: Transaction, account: Account, declared: readonly { readonly id: number }[]): Promise<Share[]> {
  const shares = new Map((await sharesOf(tx, account, {})).map((share) => [`${share.declarationId}/${share.line}`, share]));
  const seen = new Set([...shares.values()].map((share) => share.declarationId));
  const earlier: Share[] = [];
  for (const { id } of declared.filter((one) => !seen.has(one.id))) earlier.push(...(await sharesOf(tx, account, { own: id })).filter((share) => share.declarationId === id));
  return [...earlier, ...shares.values()];
}

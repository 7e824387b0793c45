import { bindingAccounts, type Account } from "./account.ts";
import type { Posted } from "./book.ts";
import { chargeOf, type ChargeableLine } from "./charge.ts";

/** What a line ought to have on each account, and the fact that keeps it from being compared on one of them. */
export type Expected = { readonly amounts: readonly { readonly accountId: number; readonly amount: bigint; readonly from: string; readonly to: string }[]; readonly missing: string | null };

/** Where a line belongs as things are known now. The nightly check and re-judging hold postings against this. */
export function expectedOn(accounts: readonly Account[], line: ChargeableLine): Expected {
  if (line.effect === "none") return { amounts: [], missing: null };
  const amounts: Expected["amounts"][number][] = [];
  let missing: string | null = null;
  for (const { account } of bindingAccounts(accounts, line.goods, line.produced)) {
    const charge = chargeOf(line, account);
    if (charge.ok) amounts.push({ accountId: account.id, amount: charge.amount, ...line.produced });
    else missing ??= charge.missing;
  }
  return { amounts, missing };
}

/** Whether a line already stands where it belongs, with the same amounts and production period. */
export function samePostings(posted: readonly Posted[], expected: Expected["amounts"]): boolean {
  const text = (rows: readonly string[]): string => rows.toSorted().join();
  return text(posted.map((one) => `${one.accountId}:${one.amount}:${one.producedFrom}:${one.producedTo}`)) === text(expected.map((one) => `${one.accountId}:${one.amount}:${one.from}:${one.to}`));
}

/** Where the parts of one line belong together: amounts on one account are summed, under the production period of the last of them. */
export function expectedTogether(accounts: readonly Account[], lines: readonly ChargeableLine[]): Expected {
  const every = lines.map((line) => expectedOn(accounts, line));
  const byAccount = Map.groupBy(every.flatMap((one) => one.amounts), (one) => one.accountId);
  const amounts = [...byAccount.values()].flatMap((own) => own.slice(-1).map((last) => ({ ...last, amount: own.reduce((sum, one) => sum + one.amount, 0n) })));
  return { amounts, missing: every.find((one) => one.missing !== null)?.missing ?? null };
}

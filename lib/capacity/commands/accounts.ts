import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { accountLimits, accounts } from "#db/schema/capacity";
import { scopeKey } from "#lib/certificates/certificate";
import { DEFAULT_POLICY } from "#lib/certificates/queries";
import type { Vantage } from "../limit.ts";
import type { Segment } from "../account.ts";
import { openAccounts } from "../queries/ledger.ts";
import { planAccounts, type Identity } from "../queries/planned.ts";

/** Makes the accounts and limits that the certificates ask for; an account that none of them makes any more no longer binds. */
export async function refreshAccounts(tx: Transaction, siteId: number, vantage: Vantage): Promise<void> {
  const before = await openAccounts(tx, [siteId]);
  const planned = await planAccounts(tx, siteId, vantage);
  const kept = new Set<number>();
  for (const plan of planned) {
    const existing = before.find(
      (account) =>
        scopeKey(account.scope) === plan.identity.scopeKey &&
        account.from === plan.identity.producedFrom &&
        account.to === plan.identity.producedTo &&
        account.dimension === plan.identity.dimension,
    );
    if (existing !== undefined) kept.add(existing.id);
    const accountId = existing?.id ?? (await makeAccount(tx, siteId, plan.identity));
    if (existing !== undefined && (existing.unit !== plan.identity.unit || existing.unitPacks !== plan.identity.unitPacks))
      await tx
        .update(accounts)
        .set({ unit: plan.identity.unit, unitPacks: plan.identity.unitPacks })
        .where(and(eq(accounts.siteId, siteId), eq(accounts.id, accountId)));
    if (existing === undefined || JSON.stringify(written(existing.segments)) !== JSON.stringify(written(plan.segments))) await writeLimits(tx, siteId, accountId, plan.segments);
  }
  for (const account of before) {
    if (kept.has(account.id) || account.segments.every((segment) => segment.state === "none")) continue;
    await writeLimits(tx, siteId, account.id, [{ from: account.from, to: account.to, state: "none", limit: 0n, reserve: 0n, warningPermille: DEFAULT_POLICY.warningPermille, certificates: [] }]);
  }
}

async function makeAccount(tx: Transaction, siteId: number, identity: Identity): Promise<number> {
  const [made] = await tx.insert(accounts).values({ siteId, ...identity }).returning({ id: accounts.id });
  if (made === undefined) throw new Error("an account was not made");
  return made.id;
}

async function writeLimits(tx: Transaction, siteId: number, accountId: number, segments: readonly Segment[]): Promise<void> {
  await tx.delete(accountLimits).where(and(eq(accountLimits.siteId, siteId), eq(accountLimits.accountId, accountId)));
  await tx
    .insert(accountLimits)
    .values(
      segments.map(({ from, to, ...rest }, index) => ({
        siteId,
        accountId,
        producedFrom: from,
        producedTo: to,
        judgedTo: index === segments.length - 1 ? "infinity" : to,
        ...rest,
        certificates: [...rest.certificates],
      })),
    );
}

function written(segments: readonly Segment[]): unknown[] {
  return segments.map((segment) => [segment.from, segment.to, segment.state, String(segment.limit), String(segment.reserve), segment.warningPermille, segment.certificates]);
}

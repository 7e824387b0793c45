import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { accountLimits, accounts } from "#db/schema/capacity";
import { products } from "#db/schema/parties";
import { scopeKey, type CapacityCertificate } from "#lib/certificates/certificate";
import { carryOversOfSite, certificatesOfSite, DEFAULT_POLICY, policies } from "#lib/certificates/queries";
import { everApproved, segmentsOf, type Vantage } from "../limit.ts";
import type { Segment } from "../account.ts";
import { openAccounts } from "../queries/ledger.ts";

/** An account as certificates make it, before it has a row. */
type Identity = Pick<typeof accounts.$inferSelect, "scopeKind" | "scopeKey" | "scopeValues" | "producedFrom" | "producedTo" | "dimension" | "unit" | "unitPacks">;

export type PlannedAccount = { readonly identity: Identity; readonly segments: readonly Segment[] };

/** What the certificates of a site make of its accounts, seen from a vantage: also how they would look if one of them fell. */
export async function planAccounts(tx: Transaction, siteId: number, vantage: Vantage, change: (certificates: CapacityCertificate[]) => CapacityCertificate[] = (same) => same): Promise<PlannedAccount[]> {
  const [recorded, carried, policyOf] = [await certificatesOfSite(tx, siteId), await carryOversOfSite(tx, siteId), await policies(tx)];
  const certificates = change(recorded);
  const groups = Map.groupBy(certificates.filter((one) => everApproved(one, vantage)), keyOf);
  const planned: PlannedAccount[] = [];
  for (const own of groups.values()) {
    const lowest = own.reduce((a, b) => (b.base < a.base ? b : a));
    const identity: Identity = { scopeKind: lowest.scope.kind, scopeKey: scopeKey(lowest.scope), scopeValues: [...lowest.scope.values], producedFrom: lowest.from, producedTo: lowest.to, dimension: lowest.dimension, unit: lowest.unit, unitPacks: lowest.unitPacks };
    const stock = carried
      .filter((one) => one.approvedAt !== null && (vantage.asOf === undefined || one.approvedAt <= vantage.asOf))
      .filter((one) => one.scopeKey === identity.scopeKey && one.producedFrom === identity.producedFrom && one.producedTo === identity.producedTo && one.dimension === identity.dimension)
      .reduce((sum, one) => sum + one.base, 0n);
    const policy = policyOf.get(await categoryOf(tx, lowest)) ?? policyOf.get("*") ?? DEFAULT_POLICY;
    planned.push({ identity, segments: segmentsOf({ from: lowest.from, to: lowest.to }, own, certificates, stock, policy, vantage) });
  }
  return planned;
}

/** Makes the accounts and limits that the certificates ask for; an account that none of them makes any more no longer binds. */
export async function refreshAccounts(tx: Transaction, siteId: number, vantage: Vantage): Promise<void> {
  const before = await openAccounts(tx, [siteId]);
  const planned = await planAccounts(tx, siteId, vantage);
  const kept = new Set<number>();
  for (const plan of planned) {
    const existing = before.find((account) => scopeKey(account.scope) === plan.identity.scopeKey && account.from === plan.identity.producedFrom && account.to === plan.identity.producedTo && account.dimension === plan.identity.dimension);
    if (existing !== undefined) kept.add(existing.id);
    const accountId = existing?.id ?? (await makeAccount(tx, siteId, plan.identity));
    if (existing !== undefined && existing.unit !== plan.identity.unit) await tx.update(accounts).set({ unit: plan.identity.unit, unitPacks: plan.identity.unitPacks }).where(and(eq(accounts.siteId, siteId), eq(accounts.id, accountId)));
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
  await tx.insert(accountLimits).values(segments.map(({ from, to, ...rest }, index) => ({ siteId, accountId, producedFrom: from, producedTo: to, judgedTo: index === segments.length - 1 ? "infinity" : to, ...rest, certificates: [...rest.certificates] })));
}

async function categoryOf(tx: Transaction, certificate: CapacityCertificate): Promise<string> {
  const [first] = certificate.scope.values;
  if (certificate.scope.kind === "category") return first ?? "*";
  if (certificate.scope.kind === "hsPrefixes" || first === undefined) return "*";
  const [product] = await tx.select({ category: products.category }).from(products).where(sql`${products.gtin} = ${first}`);
  return product?.category ?? "*";
}

function keyOf(certificate: CapacityCertificate): string {
  return [scopeKey(certificate.scope), certificate.from, certificate.to, certificate.dimension].join("|");
}

function written(segments: readonly Segment[]): unknown[] {
  return segments.map((segment) => [segment.from, segment.to, segment.state, String(segment.limit), String(segment.reserve), segment.warningPermille, segment.certificates]);
}

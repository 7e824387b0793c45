import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { accounts } from "#db/schema/capacity";
import { products } from "#db/schema/parties";
import { scopeKey, type CapacityCertificate } from "#lib/certificates/certificate";
import { carryOversOfSite, certificatesOfSite, DEFAULT_POLICY, policies } from "#lib/certificates/queries";
import type { Segment } from "../account.ts";
import { everApproved, segmentsOf, type Vantage } from "../limit.ts";

/** An account as certificates make it, before it has a row. */
export type Identity = Pick<typeof accounts.$inferSelect, "scopeKind" | "scopeKey" | "scopeValues" | "producedFrom" | "producedTo" | "dimension" | "unit" | "unitPacks">;

/** An account with what limits it, period by period. */
export type PlannedAccount = { readonly identity: Identity; readonly segments: readonly Segment[] };

/** What the certificates of a site make of its accounts, seen from a vantage: also how they would look if one of them fell. */
export async function planAccounts(tx: Transaction, siteId: number, vantage: Vantage, change: (certificates: CapacityCertificate[]) => CapacityCertificate[] = (same) => same): Promise<PlannedAccount[]> {
  const [recorded, carried, policyOf] = [await certificatesOfSite(tx, siteId), await carryOversOfSite(tx, siteId), await policies(tx, vantage.asOf)];
  const certificates = change(recorded);
  const groups = Map.groupBy(certificates.filter((one) => everApproved(one, vantage)), keyOf);
  const planned: PlannedAccount[] = [];
  for (const own of groups.values()) {
    const lowest = own.reduce((a, b) => (b.base < a.base ? b : a));
    const identity: Identity = {
      scopeKind: lowest.scope.kind,
      scopeKey: scopeKey(lowest.scope),
      scopeValues: [...lowest.scope.values],
      producedFrom: lowest.from,
      producedTo: lowest.to,
      dimension: lowest.dimension,
      unit: lowest.unit,
      unitPacks: lowest.unitPacks,
    };
    const stock = carried
      .filter((one) => one.approvedAt !== null && (vantage.asOf === undefined || one.approvedAt <= vantage.asOf))
      .filter((one) => one.scopeKey === identity.scopeKey && one.producedFrom === identity.producedFrom && one.producedTo === identity.producedTo && one.dimension === identity.dimension)
      .reduce((sum, one) => sum + one.base, 0n);
    const policy = policyOf.get(await categoryOf(tx, lowest)) ?? policyOf.get("*") ?? DEFAULT_POLICY;
    planned.push({ identity, segments: segmentsOf({ from: lowest.from, to: lowest.to }, own, certificates, stock, policy, vantage) });
  }
  return planned;
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

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { capacityCertificates, capacityPolicies, capacityPolicyVersions } from "#db/schema/certificates";
import { products } from "#db/schema/parties";
import { demandVersion } from "#lib/access/version";
import { command } from "#lib/audit/command";
import { markForRejudging } from "#lib/parties/commands/rejudging";
import { DEFAULT_POLICY } from "../queries.ts";
import { policyInput } from "../submission.ts";

/**
 * Sets from which used share a line of a category is near the limit, and how far carried-over stock may add to it; accounts it
 * concerns are re-judged. `changed-meanwhile` when `expectedVersion` (0: no policy yet) is no longer the standing one.
 */
export const setPolicy = command("policy.write", policyInput, async ({ tx, now }, { category, warningShare, reserveShare, expectedVersion }) => {
  const [before] = await tx.select().from(capacityPolicies).where(eq(capacityPolicies.category, category)).for("update");
  const standing = before?.version ?? DEFAULT_POLICY.version;
  demandVersion(expectedVersion, standing);
  const [written] = await tx
    .insert(capacityPolicies)
    .values({ category, warningShare, reserveShare })
    .onConflictDoUpdate({ target: capacityPolicies.category, set: { warningShare, reserveShare, version: sql`${capacityPolicies.version} + 1` } })
    .returning({ version: capacityPolicies.version });
  if (written === undefined) throw new Error(`the policy of ${category} was not written`);
  await tx.insert(capacityPolicyVersions).values({ category, version: written.version, warningShare, reserveShare, recordedAt: now });
  await markForRejudging(tx, await sitesUnder(tx, category));
  const was = before === undefined ? null : { warningShare: before.warningShare, reserveShare: before.reserveShare };
  return { result: { category, version: written.version }, audit: { action: "policy.set", subject: { kind: "policy", id: category }, facts: { warningShare, reserveShare, was } } };
});

/** The sites with certificates that the policy of a category may govern; `*` may govern all. */
async function sitesUnder(tx: Transaction, category: string): Promise<number[]> {
  const named = sql`(${capacityCertificates.scopeKind} = 'category' and ${capacityCertificates.scopeValues} = array[${category}::text])
    or (${capacityCertificates.scopeKind} = 'gtins' and exists (select 1 from ${products} where ${products.gtin} = any(${capacityCertificates.scopeValues}) and ${products.category} = ${category}))`;
  const rows = await tx.selectDistinct({ siteId: capacityCertificates.siteId }).from(capacityCertificates).where(category === "*" ? undefined : named);
  return rows.map((row) => row.siteId);
}

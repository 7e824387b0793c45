import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { products } from "#db/schema/parties";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { sameIn } from "../body.ts";
import { packingProblem, productInput } from "../product.ts";
import type { ProductInput } from "../product.ts";
import type { Put } from "../put.ts";
import { packsHolding, productByGtin, productsWithPacking, sitesWithLinesOf } from "../queries.ts";
import type { ProductRecord } from "../queries.ts";
import { markForRejudging } from "./rejudging.ts";

/**
 * Creates or replaces a product (`PUT /products/{gtin}`). Refusals: `unknown-product` for a contained GTIN that is not recorded,
 * `packing-cycle`, `packing-too-deep`, `changed-meanwhile`. Where the packing or net content of a recorded product changes, the
 * ledgers of every site with lines of it, or of packs that hold it, are marked and queued for re-judging in the same transaction.
 */
export const putProduct = command("product.write", productInput, async ({ tx, now }, input): Promise<Done<Put<ProductRecord>>> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('product-packing'))`);
  const before = await productByGtin(tx, input.gtin);
  demandVersion(input.expectedVersion, before?.version);
  await requirePacking(tx, input);
  const { gtin, name, hsCode, category, netContent, contains } = input;
  const values = { nameEn: name.en, nameZh: name.zh, hsCode, category, ...netContent, containsGtin: contains?.gtin ?? null, containsQuantity: contains === undefined ? null : BigInt(contains.quantity) };
  if (before !== undefined && sameIn(before, values))
    return {
      result: { created: false, version: before.version, record: before },
      audit: { action: "product.repeat", subject: { kind: "product", id: gtin }, facts: { version: before.version } },
    };
  const version = (before?.version ?? 0) + 1;
  const [record] = await tx.insert(products).values({ gtin, ...values, recordedAt: now }).onConflictDoUpdate({ target: products.gtin, set: { ...values, version } }).returning();
  if (record === undefined) throw new Error(`product ${gtin} was not written`);
  if (before !== undefined && packingText(before) !== packingText(record)) await markForRejudging(tx, await sitesWithLinesOf(tx, await packsHolding(tx, gtin)));
  return {
    result: { created: before === undefined, version, record },
    audit: {
      action: "product.put",
      subject: { kind: "product", id: gtin },
      facts: {
        version,
        name,
        hsCode,
        category,
        netContent: `${netContent.netValue} ${netContent.netUnit}`,
        contains: contains ?? null,
        packingBefore: before === undefined ? null : packingText(before),
      },
    },
  };
});

function packingText(record: ProductRecord): string {
  return `${record.netBase} ${record.netDimension}; ${record.containsQuantity ?? ""} of ${record.containsGtin ?? "none"}`;
}

async function requirePacking(tx: Transaction, product: ProductInput): Promise<void> {
  if (product.contains === undefined) return;
  const holding = await packsHolding(tx, product.gtin);
  const problem = packingProblem(product, holding, await productsWithPacking(tx, [product.contains.gtin, ...holding]));
  if (problem !== undefined) throw new Refusal("unprocessable", problem.code, { gtin: product.contains.gtin }, [{ pointer: "/contains/gtin", ...problem }]);
}

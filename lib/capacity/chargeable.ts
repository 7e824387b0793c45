import { parseQuantity } from "#lib/measures/measured";
import { packingOf, type PackedProduct, type Packing } from "#lib/measures/packing";
import type { Produced } from "./account.ts";
import type { ChargeableLine } from "./charge.ts";

/** A product as the ledger needs it; the columns of the products table. */
export type LedgerProduct = {
  readonly gtin: string;
  readonly category: string;
  readonly netDimension: "items" | "volume" | "mass";
  readonly netBase: bigint;
  readonly containsGtin: string | null;
  readonly containsQuantity: bigint | null;
};

type Line = {
  readonly declarationId: number;
  readonly no: number;
  readonly revision: number;
  readonly gtin: string;
  readonly hsCode: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly produced: Produced;
  readonly effect: ChargeableLine["effect"];
  readonly assumptions: readonly string[];
};

/** A declared line with its products' packing and net content, ready for the accounts. The quantity was read when it was declared; one that no longer reads throws. */
export function chargeable(line: Line, products: ReadonlyMap<string, LedgerProduct>): ChargeableLine {
  const quantity = parseQuantity(line.quantity);
  if (!quantity.ok) throw new Error(`declaration ${line.declarationId} line ${line.no}: ${quantity.code}`);
  const packing = packingFrom(line.gtin, products);
  const gtins = gtinsOf(line.gtin, products);
  const { declarationId, no, revision, produced, effect, assumptions } = line;
  return { declarationId, no, revision, produced, effect, assumptions, quantity, packing, goods: { gtins, category: products.get(line.gtin)?.category ?? "", hsCode: line.hsCode } };
}

/** The packing of a GTIN out of product records; undefined where a contained product is missing or the records go in a circle. */
export function packingFrom(gtin: string, products: ReadonlyMap<string, LedgerProduct>): Packing | undefined {
  const walked = packingOf(gtin, (wanted): PackedProduct | undefined => {
    const product = products.get(wanted);
    if (product === undefined) return undefined;
    const contains = product.containsGtin === null || product.containsQuantity === null ? undefined : { gtin: product.containsGtin, quantity: product.containsQuantity };
    return { gtin: product.gtin, contains, netContent: { dimension: product.netDimension, base: product.netBase } };
  });
  return "base" in walked ? walked : undefined;
}

/** The GTINs from a declared one down to the consumer unit; the declared one alone where the packing is not known. */
export function gtinsOf(gtin: string, products: ReadonlyMap<string, LedgerProduct>): string[] {
  const packing = packingFrom(gtin, products);
  return packing === undefined ? [gtin] : [...packing.levels.map((level) => level.gtin), packing.base.gtin];
}

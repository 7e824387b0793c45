import { gtinsOf } from "#lib/capacity/chargeable";
import { toDimension } from "#lib/measures/conversion";
import { parseQuantity } from "#lib/measures/measured";
import type { Dimension } from "#lib/measures/quantity";
import { dimensionOf } from "#lib/measures/unit";
import type { Entry, Products, TracedProduct } from "./batch.ts";
import { yieldFor, type Measured, type Yield, type YieldGoods } from "./yield.ts";

/** How much of an output comes of an input at the most: `out` base units of one dimension for `into` base units of another. */
export type Rate = { readonly into: { readonly dimension: Dimension; readonly base: bigint }; readonly out: { readonly dimension: Dimension; readonly base: bigint }; readonly basis: RateBasis };

/** Where a rate comes from: a certified row, or one for one, which holds of the same kind of goods by themselves (nothing comes of nothing). */
export type RateBasis = { readonly kind: Yield["kind"]; readonly input: Measured; readonly output: Measured; readonly source: string } | { readonly kind: "one-to-one" };

/** What an input does for an output: it gives at a rate, it gives nothing (packaging), or the yield is not known. */
export type Contribution = Rate | "nothing" | "unknown";

/** What an input gives to an output on a day, by certified yields, else one for one among goods of one category. */
export function contributionOf(input: Entry, output: Entry, on: string, yields: readonly Yield[], products: Products): Contribution {
  const [from, to] = [goodsOf(input, products), goodsOf(output, products)];
  if (from === undefined || to === undefined) return "unknown";
  if (consumptionOf(input, output, on, yields, products) !== undefined) return "nothing";
  const certified = yieldFor(yields, "yield", from, to, on);
  if (certified !== undefined) return rateOf(certified) ?? "unknown";
  if (input.key === output.key) return "nothing";
  const [own, made] = [productOf(input, products), productOf(output, products)];
  if (own === undefined || made === undefined) return "unknown";
  if (own.category === made.category && own.netDimension === made.netDimension && (made.netDimension !== "items" || sameUnit(from, to))) return oneToOne(made.netDimension);
  return own.netDimension === "items" && made.netDimension !== "items" ? "nothing" : "unknown";
}

/** The unit consumption that binds an output to an input on a day. */
export function consumptionOf(input: Entry, output: Entry, on: string, yields: readonly Yield[], products: Products): Rate | undefined {
  const [from, to] = [goodsOf(input, products), goodsOf(output, products)];
  const row = from === undefined || to === undefined ? undefined : yieldFor(yields, "unit-consumption", from, to, on);
  return row === undefined ? undefined : rateOf(row);
}

/** The category a product is reckoned under; one that is not recorded stands alone. */
export const categoryOf = (entry: Entry, products: Products): string => productOf(entry, products)?.category ?? `item ${entry.key}`;

/** The product of an entry, where it is recorded. */
export const productOf = (entry: Pick<Entry, "gtin">, products: Products): TracedProduct | undefined => (entry.gtin === null ? undefined : products.get(entry.gtin));

function goodsOf(entry: Entry, products: Products): YieldGoods | undefined {
  const product = productOf(entry, products);
  return product === undefined ? undefined : { gtins: gtinsOf(product.gtin, products), hsCode: product.hsCode, category: product.category };
}

const sameUnit = (a: YieldGoods, b: YieldGoods): boolean => a.gtins.at(-1) === b.gtins.at(-1);

const oneToOne = (dimension: Dimension): Rate => ({ into: { dimension, base: 1n }, out: { dimension, base: 1n }, basis: { kind: "one-to-one" } });

function rateOf(row: Yield): Rate | undefined {
  const [into, out] = [baseOf(row.inputQuantity), baseOf(row.outputQuantity)];
  return into === undefined || out === undefined ? undefined : { into, out, basis: { kind: row.kind, input: row.inputQuantity, output: row.outputQuantity, source: row.source } };
}

function baseOf(measured: Measured): { readonly dimension: Dimension; readonly base: bigint } | undefined {
  const read = parseQuantity(measured);
  if (!read.ok) return undefined;
  const dimension = dimensionOf(read.unit);
  const converted = toDimension(read, undefined, dimension);
  return converted.ok && converted.quantity.base > 0n ? { dimension, base: converted.quantity.base } : undefined;
}

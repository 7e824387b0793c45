import type { Dimension } from "./quantity.ts";

/** What one consumer unit holds, in base units of its dimension (750 mL is `{dimension: "volume", base: 750n}`). */
export type NetContent = { readonly dimension: Dimension; readonly base: bigint };

/** What the packing needs to know of a product: its GTIN, what one of it contains when it is a pack, and the net content. */
export type PackedProduct = {
  readonly gtin: string;
  readonly contains?: { readonly gtin: string; readonly quantity: bigint } | undefined;
  readonly netContent?: NetContent | undefined;
};

/** One level of packing: a trade item and how many of the next lower level (at the innermost, consumer units) are in one of it. */
export type PackingLevel = { readonly gtin: string; readonly perLevel: bigint };

/** The packing of a declared GTIN, outermost level first; the declared GTIN is the first level, or the base itself when it is a consumer unit. */
export type Packing = {
  readonly levels: readonly PackingLevel[];
  readonly base: { readonly gtin: string; readonly netContent?: NetContent };
};

/** Why a packing could not be walked: a contained product is not known, the packing contains itself, or it is deeper than any real one. */
export type PackingProblem = { readonly missing: string } | { readonly cycle: true } | { readonly tooDeep: true };

/** More levels than goods are packed in: consumer unit, inner pack, case, layer, pallet. */
const DEEPEST = 8;

/**
 * Walks what a GTIN contains down to the consumer unit (GS1 General Specifications 2.1, trade item hierarchies).
 * Throws `RangeError` on a pack or content of no size, which the records do not allow.
 */
export function packingOf(gtin: string, lookup: (gtin: string) => PackedProduct | undefined): Packing | PackingProblem {
  const levels: PackingLevel[] = [];
  const seen = new Set<string>();
  let at = gtin;
  for (;;) {
    if (seen.has(at)) return { cycle: true };
    seen.add(at);
    const product = lookup(at);
    if (product === undefined) return { missing: at };
    if (product.contains === undefined) return { levels, base: baseOf(product) };
    if (product.contains.quantity <= 0n) throw new RangeError(`${at} contains nothing`);
    if (levels.length === DEEPEST) return { tooDeep: true };
    levels.push({ gtin: at, perLevel: product.contains.quantity });
    at = product.contains.gtin;
  }
}

function baseOf(product: PackedProduct): Packing["base"] {
  if (product.netContent === undefined) return { gtin: product.gtin };
  if (product.netContent.base <= 0n) throw new RangeError(`${product.gtin} has no content`);
  return { gtin: product.gtin, netContent: product.netContent };
}

/** How many consumer units are in one of the declared GTIN: 1 for a consumer unit, 6 for a case of six, 360 for its pallet of sixty. */
export function consumerUnitsIn(packing: Packing): bigint {
  return packing.levels.reduce((units, level) => units * level.perLevel, 1n);
}

import { z } from "zod";
import { toDimension } from "#lib/measures/conversion";
import { parseQuantity } from "#lib/measures/measured";
import { packingOf } from "#lib/measures/packing";
import type { PackedProduct } from "#lib/measures/packing";
import type { Dimension } from "#lib/measures/quantity";
import { dimensionOf } from "#lib/measures/unit";
import { categoryField, gtinField, hsCodeField, quantityField, versionField, visibleText } from "./field.ts";

/** The most items that one pack is taken to hold. */
const LARGEST_PACK = 1_000_000;

/** What one trade item holds, as declared and in whole base units of its dimension. */
export type NetContentRecord = { readonly netValue: string; readonly netUnit: string; readonly netDimension: Dimension; readonly netBase: bigint };

const netContentField = quantityField.transform((declared, context): NetContentRecord => {
  const read = parseQuantity(declared);
  if (!read.ok) return z.NEVER;
  if (read.unit.kind === "outer-pack" || read.unit.kind === "pallet") {
    context.addIssue({ code: "custom", path: ["unit"], message: `${read.unit.names.en} is a pack: send a content in pieces, volume or mass`, params: { code: "unit-not-content" } });
    return z.NEVER;
  }
  const netDimension = dimensionOf(read.unit);
  const converted = toDimension(read, undefined, netDimension);
  if (!converted.ok || converted.quantity.base === 0n) {
    context.addIssue({ code: "custom", path: ["value"], message: "the content is more than can be reckoned with", params: { code: "too-large" } });
    return z.NEVER;
  }
  return { netValue: declared.value, netUnit: declared.unit, netDimension, netBase: converted.quantity.base };
});

const productShape = {
  name: z.strictObject({ en: visibleText(200, "the name in English"), zh: visibleText(200, "the name in Chinese") }),
  hsCode: hsCodeField,
  category: categoryField,
  netContent: netContentField,
  contains: z.strictObject({ gtin: gtinField, quantity: z.int().min(1).max(LARGEST_PACK).describe("how many are in one") }).optional(),
};

/** The body of `PUT /products/{gtin}`. */
export const productBody = z.strictObject(productShape);

/** The input of `putProduct`: the body, the GTIN in the address, and the version the writer has seen. */
export const productInput = z.strictObject({ ...productShape, gtin: gtinField, expectedVersion: versionField });

/** What `putProduct` works with once it is read. */
export type ProductInput = z.output<typeof productInput>;

type PackingRecord = { readonly gtin: string; readonly netDimension: Dimension; readonly netBase: bigint; readonly containsGtin: string | null; readonly containsQuantity: bigint | null };

/** A product as the packing reads it. */
export function packedProduct(record: PackingRecord): PackedProduct {
  const contains = record.containsGtin === null || record.containsQuantity === null ? {} : { contains: { gtin: record.containsGtin, quantity: record.containsQuantity } };
  return { gtin: record.gtin, netContent: { dimension: record.netDimension, base: record.netBase }, ...contains };
}

/**
 * What would be wrong with the packing of a product, and of the packs that hold it, once it is written: a contained product that is
 * not known, a pack that holds itself, or more than eight levels. `known` has all of them with what they contain.
 */
export function packingProblem(product: ProductInput, holding: readonly string[], known: ReadonlyMap<string, PackingRecord>): { readonly code: string; readonly detail: string } | undefined {
  if (product.contains === undefined) return undefined;
  const { gtin, quantity } = product.contains;
  if (gtin === product.gtin) return { code: "packing-cycle", detail: `${gtin} would hold itself` };
  if (!known.has(gtin)) return { code: "unknown-product", detail: `${gtin} is not recorded: send the contained product first` };
  const written: PackedProduct = { gtin: product.gtin, contains: { gtin, quantity: BigInt(quantity) } };
  const lookup = (asked: string) => {
    const record = known.get(asked);
    return asked === product.gtin ? written : record && packedProduct(record);
  };
  for (const outermost of [product.gtin, ...holding]) {
    const packing = packingOf(outermost, lookup);
    if ("cycle" in packing) return { code: "packing-cycle", detail: `${gtin} holds ${product.gtin}: a pack cannot hold itself` };
    if ("tooDeep" in packing) return { code: "packing-too-deep", detail: `${outermost} would be packed in more than eight levels` };
  }
  return undefined;
}

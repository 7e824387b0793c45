import type { AmountTold, Portion, TracedProduct, TransformationTold } from "./batch.ts";
import type { BalanceFacts } from "./massBalance.ts";
import type { Yield } from "./yield.ts";

/** A bottle of 750 mL, the wine in bulk, the grapes, and sugar, for tests. */
export const BOTTLE = "03012345000017";
export const WINE = "03012345999977";
export const GRAPES = "03012345999991";
export const SUGAR = "03012345999960";

/** A product of a net content in base units, for tests. */
export function product(gtin: string, category: string, netDimension: TracedProduct["netDimension"], netBase: bigint): TracedProduct {
  return { gtin, category, hsCode: "220421", nameEn: category, nameZh: category, netDimension, netBase, containsGtin: null, containsQuantity: null };
}

/** A certified yield, for tests: 1.35 kg of grapes for a litre of wine. */
export function yieldRow(changes: Partial<Yield> = {}): Yield {
  return {
    kind: "yield",
    input: { kind: "category", value: "grapes" },
    output: { kind: "category", value: "wine" },
    inputQuantity: { value: "1.35", unit: "KGM" },
    outputQuantity: { value: "1", unit: "LTR" },
    source: "OIV",
    from: "2020-01-01",
    to: null,
    ...changes,
  };
}

/** A lot as the balance names it. */
export const lotOf = (gtin: string, lot: string): string => `${gtin}/${lot}`;

const portion = (gtin: string, unit: string | null) => (lot: string, value: string | null): Portion => ({ item: `01/${gtin}/10/${lot}`, gtin, lot, quantity: value === null ? null : { value, unit: unit ?? "H87" } });
export const grapes = portion(GRAPES, "KGM");
export const bulk = portion(WINE, "LTR");
export const bottles = portion(BOTTLE, null);

/** A transformation event, for tests. */
export function transformed(eventId: string, inputs: readonly Portion[], outputs: readonly Portion[], changes: Partial<TransformationTold> = {}): TransformationTold {
  return { eventId, hash: eventId, transformationId: null, at: new Date("2024-03-02T04:00:00Z"), inputs, outputs, ...changes };
}

/** What is known to a balance, for tests. */
export function facts(transformations: readonly TransformationTold[], changes: { readonly amounts?: readonly AmountTold[]; readonly yields?: readonly Yield[] } = {}): BalanceFacts {
  const products = [product(BOTTLE, "wine", "volume", 750n), product(WINE, "wine", "volume", 1000n), product(GRAPES, "grapes", "mass", 1_000_000n), product(SUGAR, "sugar", "mass", 1_000_000n)];
  return { transformations, amounts: changes.amounts ?? [], yields: changes.yields ?? [yieldRow()], products: new Map(products.map((one) => [one.gtin, one])) };
}

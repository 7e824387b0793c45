import type { LedgerProduct } from "#lib/capacity/chargeable";
import { packingFrom } from "#lib/capacity/chargeable";
import { lotText } from "#lib/feeds/lot";
import { toDimension } from "#lib/measures/conversion";
import { parseQuantity } from "#lib/measures/measured";
import { dateIn } from "#lib/measures/period";
import type { Dimension } from "#lib/measures/quantity";
import type { Measured } from "./yield.ts";

/** Goods that an event names with how much of them; a quantity without a unit counts pieces. `lot` is null where nobody tells it. */
export type Portion = { readonly item: string; readonly gtin: string | null; readonly lot: string | null; readonly quantity: Measured | null };

/** A transformation event: what went in and what came out. Events of one `transformationId` tell of one transformation. */
export type TransformationTold = {
  readonly eventId: string;
  readonly hash: string;
  readonly transformationId: string | null;
  readonly at: Date;
  readonly inputs: readonly Portion[];
  readonly outputs: readonly Portion[];
};

/** Goods made outside a transformation, or lost: destroyed, taken out of use. */
export type AmountTold = { readonly hash: string; readonly kind: "made" | "lost" } & Portion;

/** A product with what yields ask of it. */
export type TracedProduct = LedgerProduct & { readonly hsCode: string; readonly nameEn: string; readonly nameZh: string };

/** Products by their GTINs. */
export type Products = ReadonlyMap<string, TracedProduct>;

/** Base units of each dimension (items, mL, mg); null where a fact is missing. */
export type Amounts = Readonly<Record<Dimension, bigint | null>>;

/** All of one lot (or of one item without a lot) on one side of a transformation. */
export type Entry = {
  readonly key: string;
  readonly gtin: string | null;
  readonly lot: string | null;
  readonly quantity: Measured | null;
  readonly amounts: Amounts;
  readonly missing: "quantity" | "product" | "unit" | null;
};

/** A whole transformation: its events joined, rework taken off on both sides. `on` is the day it ended, in China. */
export type Batch = { readonly id: string; readonly events: readonly string[]; readonly on: string; readonly inputs: readonly Entry[]; readonly outputs: readonly Entry[]; readonly reworked: readonly string[] };

const DIMENSIONS: readonly Dimension[] = ["items", "volume", "mass"];
const NOTHING: Amounts = { items: null, volume: null, mass: null };

/** Joins transformation events into transformations, each event once however often it came; the order of the events leaves no trace. */
export function batchesOf(told: readonly TransformationTold[], products: Products): Batch[] {
  const once = [...new Map(told.toSorted((a, b) => (a.eventId < b.eventId ? 1 : -1)).map((event) => [event.hash, event])).values()];
  const groups = Map.groupBy(once, (event) => (event.transformationId === null ? `event ${event.eventId}` : `transformation ${event.transformationId}`));
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, events]) => batchOf(events.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1)), products));
}

function batchOf(events: readonly TransformationTold[], products: Products): Batch {
  const inputs = entriesOf(events.flatMap((event) => event.inputs), products);
  const outputs = entriesOf(events.flatMap((event) => event.outputs), products);
  const latest = events.map((event) => event.at).reduce((a, b) => (a < b ? b : a));
  const both = inputs.filter((input) => outputs.some((output) => output.key === input.key)).map((input) => input.key);
  return {
    id: events[0]?.transformationId ?? events[0]?.eventId ?? "",
    events: events.map((event) => event.eventId),
    on: dateIn(latest),
    inputs: inputs.map((input) => less(input, outputs.find((output) => output.key === input.key))),
    outputs: outputs.map((output) => less(output, inputs.find((input) => input.key === output.key))),
    reworked: both,
  };
}

/** Rework: what of a lot goes in and comes out again is neither an input nor an output. */
function less(entry: Entry, again: Entry | undefined): Entry {
  if (again === undefined) return entry;
  const net = (dimension: Dimension): bigint | null => {
    const [own, other] = [entry.amounts[dimension], again.amounts[dimension]];
    return own === null || other === null ? null : own > other ? own - other : 0n;
  };
  const amounts = { items: net("items"), volume: net("volume"), mass: net("mass") };
  return { ...entry, amounts, missing: DIMENSIONS.every((dimension) => amounts[dimension] === null) ? (entry.missing ?? again.missing ?? "unit") : null };
}

/** Portions by lot, summed; an item without a lot stands alone. */
export function entriesOf(portions: readonly Portion[], products: Products): Entry[] {
  const groups = Map.groupBy(portions, keyOf);
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => entryOf(key, own, products));
}

/** What a portion is of: its lot, else the item itself. */
export const keyOf = ({ item, gtin, lot }: Pick<Portion, "item" | "gtin" | "lot">): string => (gtin === null || lot === null ? item : lotText({ gtin, lot }));

function entryOf(key: string, portions: readonly Portion[], products: Products): Entry {
  const { gtin, lot } = portions[0] ?? { gtin: null, lot: null };
  const amounts = portions.map((portion) => amountsOf(portion, products));
  const total = (dimension: Dimension): bigint | null => amounts.reduce<bigint | null>((sum, one) => (sum === null || one[dimension] === null ? null : sum + one[dimension]), 0n);
  const summed = { items: total("items"), volume: total("volume"), mass: total("mass") };
  const missing = portions.some((portion) => portion.quantity === null) ? "quantity" : gtin === null || !products.has(gtin) ? "product" : DIMENSIONS.every((dimension) => summed[dimension] === null) ? "unit" : null;
  const only = portions.length === 1 ? (portions[0]?.quantity ?? null) : null;
  return { key, gtin, lot, quantity: only, amounts: summed, missing };
}

/** A portion in base units of each dimension it converts to. */
export function amountsOf({ gtin, quantity }: Pick<Portion, "gtin" | "quantity">, products: Products): Amounts {
  if (quantity === null) return NOTHING;
  const read = parseQuantity(quantity);
  if (!read.ok) return NOTHING;
  const packing = gtin === null ? undefined : packingFrom(gtin, products);
  const base = (dimension: Dimension): bigint | null => {
    const converted = toDimension(read, packing, dimension);
    return converted.ok ? converted.quantity.base : null;
  };
  return { items: base("items"), volume: base("volume"), mass: base("mass") };
}

/** An amount in another dimension through the net content of one consumer unit, rounded down; null where there is no way. */
export function recast(base: bigint, from: Dimension, to: Dimension, product: TracedProduct | undefined, products: Products): bigint | null {
  if (from === to) return base;
  const content = product === undefined ? undefined : packingFrom(product.gtin, products)?.base.netContent;
  if (content === undefined || content.dimension === "items") return null;
  if (from === "items" && to === content.dimension) return base * content.base;
  return from === content.dimension && to === "items" ? base / content.base : null;
}

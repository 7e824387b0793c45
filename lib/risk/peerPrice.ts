import type { Dimension } from "#lib/measures/quantity";
import type { Amounts, SubjectLine, Wording } from "./subject.ts";

/** What peers cost for a base unit: median and median absolute deviation of the natural logarithm of minor units, over lines lodged from one date to another. */
export type PeerPrices = { readonly median: number; readonly deviation: number; readonly lines: number; readonly importers: number; readonly from: string; readonly to: string };

/** The peers of a line in its own currency and dimension: the same goods, and goods of the same category and origin. */
export type LinePeers = { readonly line: number; readonly goods: PeerPrices | null; readonly kind: PeerPrices | null };

/** A price for a base unit of the dimension that the line is compared in. */
export type UnitPrice = { readonly dimension: Dimension; readonly currency: string; readonly log: number };

/** A median absolute deviation times this estimates the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

/** The portion a unit price is told for: a piece, a litre, a kilogram. */
const PORTIONS: Readonly<Record<Dimension, { readonly base: number; readonly words: Wording }>> = {
  items: { base: 1, words: { en: "a piece", zh: "每件" } },
  volume: { base: 1_000, words: { en: "a litre", zh: "每升" } },
  mass: { base: 1_000_000, words: { en: "a kilogram", zh: "每千克" } },
};

/** What a line costs for a base unit: by volume where it is known, else by mass, else by the piece. Null without a price or a quantity above zero. */
export function unitPriceOf({ price, amounts }: Pick<SubjectLine, "price" | "amounts">): UnitPrice | null {
  const measured = measuredBy(amounts);
  if (price === null || price.minor <= 0n || measured === null) return null;
  return { dimension: measured.dimension, currency: price.currency, log: Math.log(Number(price.minor)) - Math.log(Number(measured.base)) };
}

/** By which names peers are kept: the goods themselves, and their category and origin. */
export function peerKeys(line: Pick<SubjectLine, "gtin" | "baseGtin" | "category" | "originCountry">): { readonly goods: string; readonly kind: string } {
  return { goods: line.baseGtin ?? line.gtin, kind: `${line.category}:${line.originCountry}` };
}

/**
 * How many robust standard deviations a price lies from its peers' median, below zero where it is lower. Half of the peers priced alike have no deviation;
 * `least` percent is the least spread that is reckoned with, so that a price is never far for a fen.
 */
export function deviationsFrom(price: number, peers: Pick<PeerPrices, "median" | "deviation">, least: number): number {
  return (price - peers.median) / Math.max(NORMAL * peers.deviation, Math.log1p(least / 100));
}

/** The price of a portion in whole minor units, and the portion in words. */
export function portionPrice(log: number, dimension: Dimension): { readonly minor: bigint; readonly portion: Wording } {
  const { base, words } = PORTIONS[dimension];
  return { minor: BigInt(Math.round(Math.exp(log) * base)), portion: words };
}

function measuredBy(amounts: Amounts): { readonly dimension: Dimension; readonly base: bigint } | null {
  for (const dimension of ["volume", "mass", "items"] as const) {
    const base = amounts[dimension];
    if (base !== null && base > 0n) return { dimension, base };
  }
  return null;
}

import { formatDecimal } from "#lib/measures/decimal";
import type { Decimal } from "#lib/measures/decimal";
import { parseQuantity } from "#lib/measures/measured";
import type { EventContent } from "./event.ts";
import { originsOf } from "./lot.ts";

/** Goods of a trade item that an event shows leaving a place or sold there. A quantity without a unit counts pieces; a serialised item is one piece. */
export type Movement = {
  readonly item: string;
  readonly gtin: string;
  readonly lot: string | null;
  readonly step: "shipping" | "retail_selling";
  readonly origin: string | null;
  readonly originGlns: readonly string[];
  readonly destinationGlns: readonly string[];
  readonly country: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
};

/** A movement as it is kept, with the event it comes from. */
export type KeptMovement = Movement & { readonly eventPk: number; readonly hash: string; readonly eventTime: Date };

/** A known site, as far as movements need it. */
export type KnownSite = { readonly id: number; readonly country: string };

/** A quantity that left for elsewhere, as a decimal and a unit. */
export type Elsewhere = { readonly eventPk: number; readonly item: string; readonly quantity: string; readonly unit: string; readonly country: string };

const HOME = "CN";
const PIECE = "H87";

/** The movements of an event: shipping, or selling at retail. Aggregates count when they are unpacked into what they hold, which is not seen here. */
export function movementsOf(content: EventContent): Movement[] {
  const step = content.bizStep;
  if ((step !== "shipping" && step !== "retail_selling") || content.action === "DELETE" || content.declaresError) return [];
  return content.items.flatMap(({ item, role, gtin, lot, quantity, unit }) => {
    if (role !== "epc" || gtin === null) return [];
    const serial = item.includes("/21/");
    return {
      item, gtin, lot, step,
      origin: content.readPoint?.key ?? content.bizLocation?.key ?? null,
      originGlns: originsOf(content),
      destinationGlns: [...new Set(content.destinations.flatMap(({ gln }) => (gln === null ? [] : [gln])))],
      country: content.destinationCountry,
      quantity: serial ? "1" : quantity,
      unit: serial ? PIECE : (unit ?? (quantity === null ? null : PIECE)),
    };
  });
}

/**
 * Which movements of one lot count as sold or shipped elsewhere than China: those whose country is known. Goods pass through many
 * hands, so only one stage counts, the one that saw most: the same bottle shipped abroad and then sold there is one bottle. What the
 * producing site ships and sells itself is one stage. What has no quantity or a unit nobody knows is left out. The result is a lower bound.
 */
export function elsewhereOf(movements: readonly KeptMovement[], producer: number, siteOf: (gln: string) => KnownSite | undefined): Elsewhere[] {
  const stages = new Map<string, { total: Decimal; readonly unit: string; readonly counted: Elsewhere[] }>();
  for (const movement of distinct(movements)) {
    const country = countryOf(movement, siteOf);
    const read = movement.quantity === null || movement.unit === null ? undefined : parseQuantity({ value: movement.quantity, unit: movement.unit });
    if (country === undefined || country === HOME || read?.ok !== true || movement.unit === null) continue;
    const own = movement.originGlns.some((gln) => siteOf(gln)?.id === producer);
    const stage = `${movement.unit} ${own ? "producer" : `${movement.step} ${movement.origin ?? ""}`}`;
    const held = stages.get(stage) ?? { total: { digits: 0n, scale: 0 }, unit: movement.unit, counted: [] };
    held.total = sum(held.total, read.declared);
    held.counted.push({ eventPk: movement.eventPk, item: movement.item, quantity: plain(read.declared), unit: movement.unit, country });
    stages.set(stage, held);
  }
  const largest = new Map<string, { readonly total: Decimal; readonly counted: Elsewhere[] }>();
  for (const [, stage] of [...stages].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const before = largest.get(stage.unit);
    if (before === undefined || isMore(stage.total, before.total)) largest.set(stage.unit, stage);
  }
  return [...largest.values()].flatMap(({ counted }) => counted);
}

/** Each movement once: the same event known under two ids is one, and a piece leaves a place in one step once. */
function distinct(movements: readonly KeptMovement[]): KeptMovement[] {
  const seen = new Map<string, KeptMovement>();
  for (const movement of movements.toSorted((a, b) => a.eventTime.getTime() - b.eventTime.getTime() || a.eventPk - b.eventPk || (a.item < b.item ? -1 : 1))) {
    const key = movement.item.includes("/21/") ? `${movement.item} ${movement.step} ${movement.origin ?? ""}` : `${movement.hash} ${movement.item}`;
    if (!seen.has(key)) seen.set(key, movement);
  }
  return [...seen.values()];
}

/** Where goods went, where that is known: as stated, else by the sites of the destination; goods sold at retail stay where they are sold. */
function countryOf(movement: KeptMovement, siteOf: (gln: string) => KnownSite | undefined): string | undefined {
  if (movement.country !== null) return movement.country;
  const at = movement.destinationGlns.length > 0 || movement.step === "shipping" ? movement.destinationGlns : movement.originGlns;
  const countries = new Set(at.flatMap((gln) => siteOf(gln)?.country ?? []));
  return countries.has(HOME) ? HOME : [...countries].toSorted()[0];
}

function sum(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale };
}

const isMore = (a: Decimal, b: Decimal): boolean => a.digits * 10n ** BigInt(b.scale) > b.digits * 10n ** BigInt(a.scale);

const plain = ({ digits, scale }: Decimal): string => formatDecimal(digits, 10n ** BigInt(scale), 1n, scale);

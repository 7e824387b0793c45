import { inUnit } from "#lib/measures/conversion";
import { quantity, type Dimension } from "#lib/measures/quantity";
import { unitOf } from "#lib/measures/unit";

const UNITS = { items: "H87", volume: "LTR", mass: "KGM" } as const satisfies Record<Dimension, string>;

/** Base units as people read them: pieces, litres or kilograms, exactly; below zero with its sign. */
export function baseAmount(dimension: Dimension, base: bigint): { readonly value: string; readonly unit: string } {
  const code = UNITS[dimension];
  const unit = unitOf(code);
  const size = base < 0n ? -base : base;
  const value = unit === undefined ? size.toString() : inUnit(quantity(dimension, size), unit);
  return { value: base < 0n ? `-${value}` : value, unit: code };
}

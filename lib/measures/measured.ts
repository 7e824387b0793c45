import { parseDecimal, readsAsThousands } from "./decimal.ts";
import type { Decimal, DecimalProblemCode } from "./decimal.ts";
import { MAX_BASE } from "./quantity.ts";
import { UNITS, dimensionOf, unitOf } from "./unit.ts";
import type { Ratio, Unit } from "./unit.ts";

/** A declared quantity that was read: `value` is the exact amount in base units (items, mL, mg) or in whole packs; `declared` is the amount as sent. */
export type ParsedQuantity = { readonly value: Ratio; readonly unit: Unit; readonly declared: Decimal };

/** Why a declared quantity is refused. */
export type QuantityProblemCode =
  | DecimalProblemCode
  | "missing-unit"
  | "unknown-unit"
  | "not-positive"
  | "fraction-of-item"
  | "finer-than-base";

/** A refused quantity, its field (`value` or `unit`) for the JSON pointer, and an English sentence on what was read. */
export type QuantityProblem = { readonly ok: false; readonly code: QuantityProblemCode; readonly field: "value" | "unit"; readonly detail: string };

/**
 * Reads a declared quantity exactly. A missing unit is never assumed. Of counted things `60.000` is refused, because it reads
 * as sixty thousand in half of Europe. Metric amounts must be whole millilitres or milligrams; pounds, ounces and gallons,
 * which are none, stay exact ratios.
 */
export function parseQuantity(declared: { readonly value: string; readonly unit?: string | undefined }): ({ readonly ok: true } & ParsedQuantity) | QuantityProblem {
  const code = declared.unit ?? "";
  if (code.trim() === "") return refuse("missing-unit", "unit", "the quantity has no unit");
  const unit = unitOf(code);
  if (unit === undefined) return refuse("unknown-unit", "unit", `${JSON.stringify(code)} is not one of ${UNITS.map((known) => known.code).join(", ")}`);
  const decimal = parseDecimal(declared.value);
  if (!decimal.ok) return refuse(decimal.code, "value", decimal.detail);
  return measureOut(declared.value, unit, { digits: decimal.digits, scale: decimal.scale });
}

function measureOut(text: string, unit: Unit, declared: Decimal): ({ readonly ok: true } & ParsedQuantity) | QuantityProblem {
  const counted = dimensionOf(unit) === "items";
  if (counted && readsAsThousands(text)) {
    return refuse("ambiguous-separator", "value", `${text} could be ${text.split(".")[0] ?? ""} or ${text.replace(".", "")}: send whole ${unit.plural} without a point`);
  }
  if (declared.digits === 0n) return refuse("not-positive", "value", "the quantity is zero");
  const value = reduce(declared.digits * unit.toBase.numerator, 10n ** BigInt(declared.scale) * unit.toBase.denominator);
  if (counted && value.denominator !== 1n) return refuse("fraction-of-item", "value", `${text} ${unit.plural} is not a whole number of items`);
  if (unit.toBase.denominator === 1n && value.denominator !== 1n) {
    return refuse("finer-than-base", "value", `${text} ${unit.code} is finer than one ${unit.kind === "volume" ? "millilitre" : "milligram"}`);
  }
  if (value.numerator > MAX_BASE * value.denominator) return refuse("too-large", "value", `${text} ${unit.code} is more than can be reckoned with`);
  return { ok: true, value, unit, declared };
}

function refuse(code: QuantityProblemCode, field: "value" | "unit", detail: string): QuantityProblem {
  return { ok: false, code, field, detail };
}

function reduce(numerator: bigint, denominator: bigint): Ratio {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}

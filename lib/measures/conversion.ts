import { formatDecimal } from "./decimal.ts";
import type { ParsedQuantity } from "./measured.ts";
import { consumerUnitsIn } from "./packing.ts";
import type { Packing } from "./packing.ts";
import { MAX_BASE, quantity } from "./quantity.ts";
import type { Dimension, Quantity } from "./quantity.ts";
import { dimensionOf, unitOf } from "./unit.ts";
import type { Ratio, Unit } from "./unit.ts";
import type { WorkingAmount, WorkingStep } from "./working.ts";

/** What a conversion took for granted, by name, so that an answer can carry it. */
export type Assumption = "rounded-up-to-whole-unit" | "rounded-up-to-base-unit" | "case-is-the-innermost-pack";

/** The fact without which two quantities cannot be compared; `too-large` when the result is above `MAX_BASE`. */
export type MissingFact = "case-size" | "pallet-size" | "net-content" | "density" | "too-large";

/** A quantity in the asked dimension with its working (worded when it is asked for) and assumptions, or the fact that is missing and of which GTIN. Nothing is guessed. */
export type Conversion<D extends Dimension = Dimension> =
  | { readonly ok: true; readonly quantity: Quantity<D>; readonly working: readonly WorkingStep[]; readonly assumptions: readonly Assumption[] }
  | { readonly ok: false; readonly missing: MissingFact; readonly facts: { readonly unit: string; readonly gtin?: string; readonly from?: Dimension; readonly to?: Dimension } };

/** Factors are worded when the working is asked for. */
type Counted = { readonly units: bigint; readonly factors: () => readonly WorkingAmount[]; readonly assumptions: readonly Assumption[] };

/**
 * Converts a declared quantity of the packed product to items (consumer units), volume or mass. Without a packing only the
 * quantity itself is known, as on a certificate. `shownIn` is the unit the working ends in, such as the certificate's own.
 */
export function toDimension<D extends Dimension>(declared: ParsedQuantity, packing: Packing | undefined, target: D, shownIn?: Unit): Conversion<D> {
  return dimensionOf(declared.unit) === "items"
    ? fromCount(declared, packing, target, shownIn)
    : fromMeasure(declared, packing, target, shownIn);
}

/** The base quantity in a unit as an exact decimal text, such as the balance in the certificate's own hectolitres. Packs of several need `packsOf`, the consumer units in one; throws `RangeError` without it or across dimensions. */
export function inUnit(q: Quantity, unit: Unit, packsOf?: bigint): string {
  if (dimensionOf(unit) !== q.dimension) throw new RangeError(`${q.dimension} cannot be written in ${unit.code}`);
  if (unit.kind !== "outer-pack" && unit.kind !== "pallet") return formatDecimal(q.base, unit.toBase.numerator, unit.toBase.denominator);
  if (packsOf === undefined) throw new RangeError(`the size of one ${unit.names.en} is needed`);
  return formatDecimal(q.base, packsOf, 1n);
}

function fromCount<D extends Dimension>(declared: ParsedQuantity, packing: Packing | undefined, target: D, shownIn?: Unit): Conversion<D> {
  const counted = consumerUnits(declared, packing);
  if (typeof counted === "string") return missing(counted, declared, packing, target);
  if (target === "items") return finish(target, counted.units, counted, declared, shownIn);
  const content = packing?.base.netContent;
  if (content === undefined || content.dimension === "items") return missing("net-content", declared, packing, target);
  if (content.dimension !== target) return missing("density", declared, packing, target);
  const { assumptions } = counted;
  return finish(target, counted.units * content.base, { factors: () => [...counted.factors(), shown(quantity(content.dimension, content.base))], assumptions }, declared, shownIn);
}

function consumerUnits(declared: ParsedQuantity, packing: Packing | undefined): Counted | MissingFact {
  const { unit } = declared;
  const levels = packing?.levels ?? [];
  const items = declared.value.numerator;
  if (unit.kind === "consumer-pack") return { units: items, factors: () => [amountOf(declared)], assumptions: [] };
  if (unit.kind === "outer-pack") {
    const innermost = levels.at(-1);
    if (innermost === undefined) return "case-size";
    return {
      units: items * innermost.perLevel,
      factors: () => [amountOf(declared), bare(innermost.perLevel)],
      assumptions: levels.length > 2 ? ["case-is-the-innermost-pack"] : [],
    };
  }
  if (unit.kind === "pallet" && levels.length < 2) return "pallet-size";
  return {
    units: items * (packing === undefined ? 1n : consumerUnitsIn(packing)),
    factors: () => [amountOf(declared), ...(unit.toBase.numerator === 1n ? [] : [bare(unit.toBase.numerator)]), ...levels.map((level) => bare(level.perLevel))],
    assumptions: [],
  };
}

function fromMeasure<D extends Dimension>(declared: ParsedQuantity, packing: Packing | undefined, target: D, shownIn?: Unit): Conversion<D> {
  const { unit, value } = declared;
  const factors = () => [amountOf(declared)];
  if (dimensionOf(unit) === target) {
    const { whole, rounded } = ceiling(value);
    return finish(target, whole, { factors, assumptions: rounded ? ["rounded-up-to-base-unit"] : [] }, declared, shownIn, rounded);
  }
  if (target !== "items") return missing("density", declared, packing, target);
  const content = packing?.base.netContent;
  if (content === undefined || content.dimension === "items") return missing("net-content", declared, packing, target);
  if (content.dimension !== unit.kind) return missing("density", declared, packing, target);
  const { whole, rounded } = ceiling({ numerator: value.numerator, denominator: value.denominator * content.base });
  const divided = { factors, divisor: () => shown(quantity(content.dimension, content.base)) };
  return finish(target, whole, { ...divided, assumptions: rounded ? ["rounded-up-to-whole-unit"] : [] }, declared, shownIn, rounded);
}

type Reckoned = { readonly factors: () => readonly WorkingAmount[]; readonly divisor?: () => WorkingAmount; readonly assumptions: readonly Assumption[] };

function finish<D extends Dimension>(target: D, base: bigint, { factors, divisor, assumptions }: Reckoned, declared: ParsedQuantity, shownIn: Unit | undefined, rounded = false): Conversion<D> {
  if (base > MAX_BASE) return { ok: false, missing: "too-large", facts: { unit: declared.unit.code, to: target } };
  const result = quantity(target, base);
  const told = (): readonly WorkingStep[] => [{ factors: factors(), ...(divisor === undefined ? {} : { divisor: divisor() }), result: shown(result, shownIn), ...(rounded ? { roundedUp: true as const } : {}) }];
  return new Converted(result, assumptions, told);
}

/** A conversion that was made. An object with a getter of its own would cost as much as the conversion. */
class Converted<D extends Dimension> {
  readonly ok = true as const;
  readonly quantity: Quantity<D>;
  readonly assumptions: readonly Assumption[];
  private readonly told: () => readonly WorkingStep[];

  constructor(converted: Quantity<D>, assumptions: readonly Assumption[], told: () => readonly WorkingStep[]) {
    this.quantity = converted;
    this.assumptions = assumptions;
    this.told = told;
  }

  get working(): readonly WorkingStep[] {
    return this.told();
  }
}

/** What was declared, as the first factor of a working. */
function amountOf({ declared, unit }: ParsedQuantity): WorkingAmount {
  return { value: formatDecimal(declared.digits, 10n ** BigInt(declared.scale), 1n, 18), unit: unit.code };
}

function missing(
  fact: MissingFact,
  declared: ParsedQuantity,
  packing: Packing | undefined,
  target: Dimension,
): { ok: false; missing: MissingFact; facts: { unit: string; gtin?: string; from: Dimension; to: Dimension } } {
  const gtin = packing === undefined ? {} : { gtin: packing.levels[0]?.gtin ?? packing.base.gtin };
  return { ok: false, missing: fact, facts: { unit: declared.unit.code, ...gtin, from: dimensionOf(declared.unit), to: target } };
}

function ceiling({ numerator, denominator }: Ratio): { whole: bigint; rounded: boolean } {
  const rounded = numerator % denominator !== 0n;
  return { whole: numerator / denominator + (rounded ? 1n : 0n), rounded };
}

function bare(factor: bigint): WorkingAmount {
  return { value: factor.toString(), unit: "" };
}

/** The amount in the given unit, or in the one a person would use: litres from a litre up, kilograms from a kilogram up, pieces. */
function shown(q: Quantity, unit?: Unit): WorkingAmount {
  if (unit !== undefined && dimensionOf(unit) === q.dimension && unit.kind !== "outer-pack" && unit.kind !== "pallet") {
    return { value: inUnit(q, unit), unit: unit.code };
  }
  const code = naturalUnit(q);
  const natural = unitOf(code);
  return { value: natural === undefined ? q.base.toString() : inUnit(q, natural), unit: code };
}

function naturalUnit(q: Quantity): string {
  if (q.dimension === "items") return "H87";
  if (q.dimension === "volume") return q.base >= 1_000n ? "LTR" : "MLT";
  if (q.base >= 1_000_000n) return "KGM";
  return q.base >= 1_000n ? "GRM" : "MGM";
}

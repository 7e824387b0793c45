import { inUnit } from "#lib/measures/conversion";
import { quantity, type Dimension } from "#lib/measures/quantity";
import { unitOf } from "#lib/measures/unit";
import { showWorking } from "#lib/measures/working";
import { batchesOf, entriesOf, keyOf, recast, type Amounts, type AmountTold, type Batch, type Entry, type Products, type TransformationTold } from "./batch.ts";
import { categoryOf, consumptionOf, contributionOf, productOf, type Rate, type RateBasis } from "./rate.ts";
import type { Measured, Yield } from "./yield.ts";

/** What events tell of a lot's genealogy, with the products and yields to reckon it by. */
export type BalanceFacts = { readonly transformations: readonly TransformationTold[]; readonly amounts: readonly AmountTold[]; readonly products: Products; readonly yields: readonly Yield[] };

/** A fact without which inputs and outputs cannot be compared, and of which lot, item or transformation: its quantity, its product, a unit that converts, the yield, any inputs at all. */
export type MissingFact = { readonly fact: "quantity" | "product" | "unit" | "yield" | "inputs"; readonly of: string };

/** An input of a transformation: what went in, as far as the genealogy carries it, and what comes of it at the most. */
export type InputShown = { readonly of: string; readonly goods: Words | null; readonly took: Measured | null; readonly carried: Measured | null; readonly allows: Measured | null; readonly basis: RateBasis | null; readonly working: Words | null };
/** An output of a transformation. */
export type OutputShown = { readonly of: string; readonly goods: Words | null; readonly made: Measured | null };
type Words = { readonly en: string; readonly zh: string };

/** One comparison in a transformation: outputs of one kind against what their inputs allow. `allowed` and `made` are bounds where something is missing: the least that is known of. */
export type Comparison = {
  readonly transformation: string;
  readonly events: readonly string[];
  readonly on: string;
  readonly verdict: BalanceVerdict;
  readonly inputs: readonly InputShown[];
  readonly outputs: readonly OutputShown[];
  readonly allowed: Measured | null;
  readonly made: Measured | null;
  /** Whether more may have gone in, or come out, than is known. */
  readonly allowedIsLeast: boolean;
  readonly madeIsLeast: boolean;
  readonly excess: Measured | null;
  readonly missing: readonly MissingFact[];
  readonly reworked: readonly string[];
};

/** More of a lot was used than was made of it, losses taken off. */
export type Overuse = { readonly of: string; readonly goods: Words | null; readonly used: Measured; readonly there: Measured };

export type BalanceVerdict = "exceeds" | "cannot-compare" | "within";

/** The mass balance of a lot along its genealogy (docs/capacity.md rule 11): the worst comparison decides. `cycle`: the genealogy goes in a circle. */
export type LotBalance = { readonly of: string; readonly verdict: BalanceVerdict; readonly comparisons: readonly Comparison[]; readonly overused: readonly Overuse[]; readonly cycle: boolean };

/** Transformations further back than this are neither read nor walked. */
export const GENEALOGY_DEPTH = 24;
const VERDICTS: readonly BalanceVerdict[] = ["exceeds", "cannot-compare", "within"];

/** Reckons the balance of a lot, named `gtin/lot`; undefined when no transformation is known to have made it. The order of the events leaves no trace. */
export function massBalanceOf(lot: string, facts: BalanceFacts): LotBalance | undefined {
  const house = new Genealogy(facts);
  if (house.making(lot).length === 0) return undefined;
  const { lots, cycle } = house.behind(lot);
  const batches = [...new Set([...lots].flatMap((one) => house.making(one)))];
  const comparisons = batches.flatMap((batch) => house.compare(batch));
  const overused = [...lots].toSorted().flatMap((one) => house.overuse(one));
  const worst = comparisons.reduce<BalanceVerdict>((verdict, one) => (VERDICTS.indexOf(one.verdict) < VERDICTS.indexOf(verdict) ? one.verdict : verdict), "within");
  return { of: lot, verdict: overused.length > 0 ? "exceeds" : worst, comparisons, overused, cycle };
}

/** What an input gives in a comparison; amounts in base units, null where they are not known. */
type Given = { readonly entry: Entry; readonly took: bigint | null; readonly carried: bigint | null; readonly rate: Rate };
/** An output with what its inputs could make of it alone, as an exact ratio. */
type Asked = { readonly entry: Entry; readonly dimension: Dimension; readonly made: bigint | null; readonly capacity: { readonly numerator: bigint; readonly denominator: bigint }; readonly given: readonly Given[]; readonly missing: readonly MissingFact[] };

/** The transformations behind some lots, walked from output to input. */
export class Genealogy {
  private readonly batches: readonly Batch[];
  private readonly told: ReadonlyMap<string, { readonly made: Entry | undefined; readonly lost: Entry | undefined }>;
  private readonly facts: BalanceFacts;
  private readonly could = new Map<string, bigint | null>();

  constructor(facts: BalanceFacts) {
    this.facts = facts;
    const once = [...new Map(facts.amounts.map((one) => [`${one.hash} ${one.kind} ${one.item}`, one])).values()];
    const by = Map.groupBy(once, keyOf);
    const entry = (portions: readonly AmountTold[], kind: AmountTold["kind"]) => entriesOf(portions.filter((one) => one.kind === kind), facts.products)[0];
    this.told = new Map([...by].map(([key, portions]) => [key, { made: entry(portions, "made"), lost: entry(portions, "lost") }]));
    this.batches = batchesOf(facts.transformations, facts.products).map((batch) => ({ ...batch, outputs: batch.outputs.map((output) => this.completed(output)) }));
  }

  /** The transformations that made a lot. */
  making(lot: string): Batch[] {
    return this.batches.filter((batch) => batch.outputs.some((output) => output.key === lot));
  }

  /** How much transformations made of a lot. */
  made(lot: string): Amounts {
    const outputs = this.making(lot).flatMap((batch) => batch.outputs.filter((output) => output.key === lot));
    return { items: total(outputs, "items"), volume: total(outputs, "volume"), mass: total(outputs, "mass") };
  }

  /** How much was made of a lot: by transformations, else as object events say. Undefined where no event tells of it. */
  there(lot: string): Amounts | undefined {
    return this.making(lot).length > 0 ? this.made(lot) : this.told.get(lot)?.made?.amounts;
  }

  /** A lot with all lots behind it. */
  behind(lot: string): { readonly lots: ReadonlySet<string>; readonly cycle: boolean } {
    const lots = new Set([lot]);
    let cycle = false;
    const walk = (at: string, path: readonly string[]): void => {
      for (const input of this.making(at).flatMap((batch) => batch.inputs)) {
        if (path.includes(input.key) || input.key === at) cycle = true;
        else if (!lots.has(input.key) && path.length < GENEALOGY_DEPTH) {
          lots.add(input.key);
          walk(input.key, [...path, at]);
        }
      }
    };
    walk(lot, []);
    return { lots, cycle };
  }

  /** The comparisons of one transformation: by kind of output what its inputs yield together, and what each unit consumption allows. */
  compare(batch: Batch): Comparison[] {
    const { products } = this.facts;
    const groups = Map.groupBy(batch.outputs, (output) => categoryOf(output, products));
    return [...groups.values()].flatMap((outputs) => {
      const consumed = batch.inputs.filter((input) => outputs.some((output) => consumptionOf(input, output, batch.on, this.facts.yields, products) !== undefined));
      const kinds = Map.groupBy(consumed, (input) => categoryOf(input, products));
      const others = batch.inputs.filter((input) => !consumed.includes(input));
      const asked = outputs.map((output) => this.asked(batch, output, others, "yield"));
      const needed = [...kinds.values()].map((inputs) => compared(batch, outputs.map((output) => this.asked(batch, output, inputs, "unit-consumption")), products));
      return needed.length > 0 && asked.every((one) => one.given.length === 0) ? needed : [compared(batch, asked, products), ...needed];
    });
  }

  /** What some inputs allow of one output, as far as the genealogy behind them carries it. */
  asked(batch: Batch, output: Entry, inputs: readonly Entry[], kind: Yield["kind"]): Asked {
    const { products, yields } = this.facts;
    const given: Given[] = [];
    const missing: MissingFact[] = [];
    for (const input of inputs) {
      const rate = kind === "yield" ? contributionOf(input, output, batch.on, yields, products) : (consumptionOf(input, output, batch.on, yields, products) ?? "nothing");
      if (rate === "nothing") continue;
      if (rate === "unknown") {
        missing.push({ fact: input.gtin === null || !products.has(input.gtin) ? "product" : "yield", of: input.key });
        continue;
      }
      const took = input.amounts[rate.into.dimension];
      if (took === null) missing.push({ fact: input.missing ?? "unit", of: input.key });
      given.push({ entry: input, took, carried: took === null ? null : this.carried(input, took, rate.into.dimension), rate });
    }
    const dimension = given[0]?.rate.out.dimension ?? productOf(output, products)?.netDimension ?? "items";
    const usable = given.filter((one) => one.rate.out.dimension === dimension);
    for (const one of given) if (!usable.includes(one)) missing.push({ fact: "unit", of: one.entry.key });
    const made = output.amounts[dimension];
    if (made === null) missing.push({ fact: output.missing ?? "unit", of: output.key });
    return { entry: output, dimension, made, capacity: capacityOf(usable), given: usable, missing };
  }

  /** More used of a lot than was made of it. */
  overuse(lot: string): Overuse[] {
    const used = this.batches.flatMap((batch) => batch.inputs.filter((input) => input.key === lot));
    const [first] = used;
    if (first === undefined) return [];
    const made = this.making(lot).flatMap((batch) => batch.outputs.filter((output) => output.key === lot));
    const told = this.told.get(lot);
    const sources = made.length > 0 ? made : told?.made === undefined ? [] : [told.made];
    for (const dimension of ["items", "volume", "mass"] as const) {
      const [there, taken] = [total(sources, dimension), total(used, dimension)];
      const lost = told?.lost === undefined ? 0n : told.lost.amounts[dimension];
      if (sources.length === 0 || there === null || taken === null || lost === null) continue;
      const left = there > lost ? there - lost : 0n;
      if (taken > left) return [{ of: lot, goods: goodsWords(first, this.facts.products), used: measured(dimension, taken), there: measured(dimension, left) }];
      return [];
    }
    return [];
  }

  /** How much of an input the genealogy behind it carries: never more than could be made of it, less what was lost. */
  private carried(input: Entry, took: bigint, dimension: Dimension): bigint {
    const key = `${dimension} ${input.key}`;
    let could = this.could.get(key);
    if (could === undefined) {
      this.could.set(key, null); // a lot behind itself carries as much as is said of it
      could = this.couldBeMade(input, dimension);
      this.could.set(key, could);
    }
    return could === null || could > took ? took : could;
  }

  private couldBeMade(input: Entry, dimension: Dimension): bigint | null {
    const making = this.making(input.key);
    const told = this.told.get(input.key);
    const lost = told?.lost?.amounts[dimension] ?? 0n;
    if (making.length === 0) {
      const made = told?.made?.amounts[dimension] ?? null;
      return made === null ? null : made > lost ? made - lost : 0n;
    }
    let sum = 0n;
    for (const batch of making) {
      const output = batch.outputs.find((one) => one.key === input.key);
      const asked = output === undefined ? undefined : this.asked(batch, output, batch.inputs, "yield");
      if (asked === undefined || asked.given.length === 0 || asked.missing.some((one) => one.of !== input.key)) return null;
      const could = recast(asked.capacity.numerator / asked.capacity.denominator, asked.dimension, dimension, productOf(input, this.facts.products), this.facts.products);
      if (could === null) return null;
      sum += could;
    }
    return sum > lost ? sum - lost : 0n;
  }

  /** An output without a quantity has that of the events that made the lot known, where one transformation made it. */
  private completed(output: Entry): Entry {
    const made = this.told?.get(output.key)?.made;
    return output.missing === "quantity" && made !== undefined && made.missing === null ? made : output;
  }
}

function total(entries: readonly Entry[], dimension: Dimension): bigint | null {
  return entries.reduce<bigint | null>((sum, one) => (sum === null || one.amounts[dimension] === null ? null : sum + one.amounts[dimension]), 0n);
}

/** What the known inputs allow, as one exact ratio. */
function capacityOf(given: readonly Given[]): Asked["capacity"] {
  return given.reduce((sum, { carried, rate }) => (carried === null ? sum : reduced(sum.numerator * rate.into.base + carried * rate.out.base * sum.denominator, sum.denominator * rate.into.base)), { numerator: 0n, denominator: 1n });
}

function reduced(numerator: bigint, denominator: bigint): Asked["capacity"] {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}

/** Outputs of one kind share their inputs: the shares of what each could be made of alone come to one at the most. All are told in the measure of the first. */
function compared(batch: Batch, asked: readonly Asked[], products: Products): Comparison {
  const [first] = asked;
  if (first === undefined) throw new Error(`transformation ${batch.id} has no output to compare`);
  const idle: MissingFact[] = asked.some((one) => one.given.length === 0 && one.missing.every(({ of }) => of === one.entry.key)) ? [{ fact: "inputs", of: batch.id }] : [];
  const missing = [...new Map([...asked.flatMap((one) => one.missing), ...idle].map((one) => [`${one.fact} ${one.of}`, one])).values()];
  const outputs = new Set(asked.map((one) => one.entry.key));
  const [allowedIsLeast, madeIsLeast] = [missing.some((one) => !outputs.has(one.of)) || asked.some((one) => one.given.length === 0), missing.some((one) => outputs.has(one.of))];
  const allowed = first.capacity.numerator / first.capacity.denominator;
  let share = { numerator: 0n, denominator: 1n };
  for (const { made, capacity } of asked) {
    if (made === null || made === 0n) continue;
    share = capacity.numerator === 0n ? reduced(share.numerator + 2n * share.denominator, share.denominator) : reduced(share.numerator * capacity.numerator + made * capacity.denominator * share.denominator, share.denominator * capacity.numerator);
  }
  const over = share.numerator > share.denominator;
  const alike = asked.every((one) => one.capacity.numerator * first.capacity.denominator === first.capacity.numerator * one.capacity.denominator && one.dimension === first.dimension);
  const made = alike ? asked.reduce((sum, one) => sum + (one.made ?? 0n), 0n) : ceiling(share.numerator * first.capacity.numerator, share.denominator * first.capacity.denominator);
  const verdict = over && !allowedIsLeast ? "exceeds" : missing.length === 0 && !allowedIsLeast ? "within" : !over && !madeIsLeast && first.given.length > 0 ? "within" : "cannot-compare";
  const write = (base: bigint): Measured => measured(first.dimension, base);
  return {
    transformation: batch.id, events: batch.events, on: batch.on, verdict, missing, reworked: batch.reworked, allowedIsLeast, madeIsLeast,
    inputs: shownInputs(first, products),
    outputs: asked.map((one) => ({ of: one.entry.key, goods: goodsWords(one.entry, products), made: one.made === null ? one.entry.quantity : measured(one.dimension, one.made) })),
    allowed: first.given.length === 0 ? null : write(allowed),
    made: asked.every((one) => one.made === null) ? null : write(made),
    excess: verdict === "exceeds" ? write(made > allowed ? made - allowed : 0n) : null,
  };
}

function shownInputs({ given, missing }: Asked, products: Products): InputShown[] {
  const known = given.map(({ entry, took, carried, rate }): InputShown => {
    const allows = carried === null ? null : measured(rate.out.dimension, (carried * rate.out.base) / rate.into.base);
    const from = carried === null ? null : measured(rate.into.dimension, carried);
    const { basis } = rate;
    const step = from === null || allows === null ? null : { factors: basis.kind === "one-to-one" ? [from] : [from, basis.output], ...(basis.kind === "one-to-one" ? {} : { divisor: basis.input }), result: allows };
    return { of: entry.key, goods: goodsWords(entry, products), took: took === null ? entry.quantity : measured(rate.into.dimension, took), carried: from, allows, basis, working: step === null ? null : { en: showWorking([step], "en"), zh: showWorking([step], "zh") } };
  });
  const unknown = missing.filter((one) => (one.fact === "yield" || one.fact === "product") && !given.some(({ entry }) => entry.key === one.of));
  return [...known, ...unknown.map((one): InputShown => ({ of: one.of, goods: null, took: null, carried: null, allows: null, basis: null, working: null }))];
}

function goodsWords(entry: Pick<Entry, "gtin">, products: Products): Words | null {
  const product = productOf(entry, products);
  return product === undefined ? null : { en: product.nameEn, zh: product.nameZh };
}

/** Base units as a decimal in pieces, litres or kilograms. */
export function measured(dimension: Dimension, base: bigint): Measured {
  const code = dimension === "items" ? "H87" : dimension === "volume" ? "LTR" : "KGM";
  const unit = unitOf(code);
  return { value: unit === undefined ? base.toString() : inUnit(quantity(dimension, base), unit), unit: code };
}

function ceiling(numerator: bigint, denominator: bigint): bigint {
  return denominator === 0n ? 0n : (numerator + denominator - 1n) / denominator;
}

import { lotText, type LotKey } from "#lib/feeds/lot";
import type { Dimension } from "#lib/measures/quantity";
import { amountsOf, type Amounts } from "./batch.ts";
import { Genealogy, type BalanceFacts } from "./massBalance.ts";
import type { Measured } from "./yield.ts";

/** A part of a declared line: how much of a lot it has, in base units of each dimension it converts to. */
export type Part = { readonly lot: string; readonly amounts: Amounts };

/** What a declared amount took of a lot behind it, in base units of one dimension, rounded up. `behind` counts the transformations between. */
export type Taken = { readonly lot: string; readonly gtin: string; readonly dimension: Dimension; readonly base: bigint; readonly behind: number };

/** Goods are followed back through so many transformations. */
const FURTHEST = 12;

type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * What a line's lots took of the lots behind them (docs/capacity.md rule 11): each input in proportion to what it gives, so that a bottler's outputs are
 * charged to those whose goods went in. A loss is borne by the outputs; outputs above what the inputs allow are charged whole. An input
 * whose share cannot be told takes nothing. The order of the events leaves no trace.
 */
export function takenBy(parts: readonly Part[], facts: BalanceFacts): Taken[] {
  const house = new Genealogy(facts);
  const found = new Map<string, { readonly lot: string; readonly gtin: string; readonly dimension: Dimension; sum: Ratio; behind: number }>();
  const walk = (lot: string, amounts: Readonly<Record<Dimension, Ratio | null>>, path: readonly string[]): void => {
    if (path.length >= FURTHEST) return;
    const making = house.making(lot);
    for (const batch of making) {
      const output = batch.outputs.find((one) => one.key === lot);
      if (output === undefined) continue;
      const asked = house.asked(batch, output, batch.inputs, "yield");
      const own = amounts[asked.dimension];
      const made = making.map((one) => one.outputs.find((each) => each.key === lot)?.amounts[asked.dimension] ?? null);
      const all = made.reduce<bigint | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0n);
      if (own === null || asked.made === null || all === null || all === 0n || asked.capacity.numerator === 0n) continue;
      const { capacity } = asked;
      const wanted = multiplied(own, { numerator: asked.made, denominator: all });
      const yielded = capacity.numerator > asked.made * capacity.denominator ? { numerator: asked.made, denominator: 1n } : capacity;
      for (const { entry, took: told, carried, rate } of asked.given) {
        if (told === null || carried === null || entry.gtin === null || entry.lot === null || path.includes(entry.key) || entry.key === lot) continue;
        const took = multiplied(multiplied({ numerator: carried, denominator: 1n }, wanted), { numerator: yielded.denominator, denominator: yielded.numerator });
        const key = `${entry.key} ${rate.into.dimension}`;
        const before = found.get(key);
        found.set(key, { lot: entry.lot, gtin: entry.gtin, dimension: rate.into.dimension, sum: before === undefined ? took : added(before.sum, took), behind: Math.max(before?.behind ?? 0, path.length + 1) });
        walk(entry.key, spread(took, told, entry.amounts), [...path, lot]);
      }
    }
  };
  for (const { lot, amounts } of parts) walk(lot, { items: whole(amounts.items), volume: whole(amounts.volume), mass: whole(amounts.mass) }, []);
  return [...found.values()]
    .map(({ sum, ...one }) => ({ ...one, base: (sum.numerator + sum.denominator - 1n) / sum.denominator }))
    .filter((one) => one.base > 0n)
    .toSorted((a, b) => (`${a.gtin} ${a.lot} ${a.dimension}` < `${b.gtin} ${b.lot} ${b.dimension}` ? -1 : 1));
}

/** A declared line as far as its sources ask: how much of which goods, in which lots. */
export type DeclaredGoods = { readonly gtin: string; readonly quantity: Measured; readonly lots: readonly string[] };

/** What a line took of each lot behind its own. `made` are its lots as transformations made them; nothing can be told where one of several is not among them. */
export function takenOf(line: DeclaredGoods, made: readonly LotKey[], facts: BalanceFacts): Taken[] {
  const own = line.lots.flatMap((lot) => made.filter((key) => key.lot === lot).slice(0, 1));
  if (own.length === 0 || (own.length < line.lots.length && line.lots.length > 1)) return [];
  return [...new Map(takenBy(partsOf(line, own, facts), facts).map((one) => [lotText(one), one])).values()];
}

/** How a line's quantity spreads over its lots: one has it all, several by what was made of each; empty where that is not known. */
function partsOf(line: DeclaredGoods, own: readonly LotKey[], facts: BalanceFacts): Part[] {
  const all = amountsOf(line, facts.products);
  const [only] = own;
  if (only !== undefined && own.length === 1) return [{ lot: lotText(only), amounts: all }];
  const house = new Genealogy(facts);
  const made = own.map((key) => house.made(lotText(key)));
  for (const dimension of ["items", "volume", "mass"] as const) {
    const sum = made.reduce<bigint | null>((total, one) => (total === null || one[dimension] === null ? null : total + one[dimension]), 0n);
    if (sum === null || sum === 0n) continue;
    return own.map((key, index) => {
      const share = (amount: bigint | null): bigint | null => (amount === null ? null : (amount * (made[index]?.[dimension] ?? 0n)) / sum);
      return { lot: lotText(key), amounts: { items: share(all.items), volume: share(all.volume), mass: share(all.mass) } };
    });
  }
  return [];
}

/** What was taken of a lot, in every dimension that what went in of it is known in; `told` is the latter in the dimension of `took`. */
function spread(took: Ratio, told: bigint, amounts: Amounts): Readonly<Record<Dimension, Ratio | null>> {
  const share = told === 0n ? { numerator: 0n, denominator: 1n } : { numerator: took.numerator, denominator: took.denominator * told };
  const part = (amount: bigint | null): Ratio | null => (amount === null ? null : multiplied(share, { numerator: amount, denominator: 1n }));
  return { items: part(amounts.items), volume: part(amounts.volume), mass: part(amounts.mass) };
}

const whole = (amount: bigint | null): Ratio | null => (amount === null ? null : { numerator: amount, denominator: 1n });

const multiplied = (a: Ratio, b: Ratio): Ratio => reduced(a.numerator * b.numerator, a.denominator * b.denominator);
const added = (a: Ratio, b: Ratio): Ratio => reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

function reduced(numerator: bigint, denominator: bigint): Ratio {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}

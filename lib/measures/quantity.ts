/** The three dimensions in which a declared and a certified quantity can be compared. */
export type Dimension = "items" | "volume" | "mass";

/** An exact amount in whole base units of its dimension: items, millilitres or milligrams. */
export type Quantity<D extends Dimension = Dimension> = { readonly dimension: D; readonly base: bigint };

/** The largest base amount one line or certificate may carry: a billion kilograms in milligrams, a billion cubic metres in millilitres. */
export const MAX_BASE = 10n ** 15n;

/** Makes a quantity of `base` whole base units (items, millilitres, milligrams). */
export function quantity<D extends Dimension>(dimension: D, base: bigint): Quantity<D> {
  return { dimension, base };
}

/** The sum of two quantities of one dimension; another dimension does not compile, and throws `RangeError` when the types were erased. */
export function add<D extends Dimension>(a: Quantity<D>, b: Quantity<NoInfer<D>>): Quantity<D> {
  demandSameDimension(a, b);
  return quantity(a.dimension, a.base + b.base);
}

/** `a` less `b`, which may be below zero (a balance that is overdrawn); throws `RangeError` across dimensions. */
export function subtract<D extends Dimension>(a: Quantity<D>, b: Quantity<NoInfer<D>>): Quantity<D> {
  demandSameDimension(a, b);
  return quantity(a.dimension, a.base - b.base);
}

/** -1, 0 or 1 as `a` is below, equal to or above `b`; throws `RangeError` across dimensions. */
export function compare<D extends Dimension>(a: Quantity<D>, b: Quantity<NoInfer<D>>): -1 | 0 | 1 {
  demandSameDimension(a, b);
  if (a.base === b.base) return 0;
  return a.base < b.base ? -1 : 1;
}

/** The quantity taken `factor` times. */
export function scale<D extends Dimension>(q: Quantity<D>, factor: bigint): Quantity<D> {
  return quantity(q.dimension, q.base * factor);
}

function demandSameDimension(a: Quantity, b: Quantity): void {
  if (a.dimension !== b.dimension) throw new RangeError(`${a.dimension} cannot be reckoned with ${b.dimension}`);
}

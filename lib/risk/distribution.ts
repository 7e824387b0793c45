import jstat from "jstat";

/** The chi-square distribution, and the standard normal one behind it. */
export const chiSquare = {
  quantile: (share: number, freedom: number): number => jstat.chisquare.inv(share, freedom),
  below: (value: number, freedom: number): number => jstat.chisquare.cdf(value, freedom),
  /** The share at or above a value, exact far out in the tail. */
  above: (value: number, freedom: number): number => (value <= 0 ? 1 : upperGamma(freedom / 2, value / 2)),
  normalQuantile: (share: number): number => jstat.normal.inv(share, 0, 1),
};

/** The share of an F distribution above a value, exact far out in the tail: one less the share below would be lost in rounding there. */
export function aboveF(value: number, between: number, within: number): number {
  return value <= 0 ? 1 : jstat.ibeta(within / (within + between * value), within / 2, between / 2);
}

/** The value that a share of Student's t distribution lies below. */
export function studentQuantile(share: number, freedom: number): number {
  return jstat.studentt.inv(share, freedom);
}

/** Two-sided share of Student's t distribution as far out as a value, or farther. */
export function beyondStudent(value: number, freedom: number): number {
  return jstat.ibeta(freedom / (freedom + value * value), freedom / 2, 0.5);
}

/** The regularised upper incomplete gamma function by its continued fraction (Lentz), or one less the lower where that converges. */
function upperGamma(shape: number, value: number): number {
  if (value < shape + 1) return 1 - jstat.lowRegGamma(shape, value);
  let base = value + 1 - shape;
  let [c, d] = [1e300, 1 / base];
  let product = d;
  for (let step = 1; step < 500; step++) {
    const factor = -step * (step - shape);
    base += 2;
    d = 1 / (factor * d + base);
    c = base + factor / c;
    product *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return Math.exp(-value + shape * Math.log(value) - jstat.gammaln(shape)) * product;
}

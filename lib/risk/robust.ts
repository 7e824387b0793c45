import { EigenvalueDecomposition, inverse, Matrix } from "ml-matrix";
import { chiSquare } from "./distribution.ts";

/** Rows of numbers, each as long as there are variables. */
export type Rows = readonly (readonly number[])[];

/** Location and scatter of the samples that agree with each other; `kept` tells which of the rows those are. */
export type Scatter = { readonly mean: readonly number[]; readonly covariance: Matrix; readonly kept: readonly boolean[]; readonly size: number };

/** A matrix whose smallest eigenvalue is less than this share of its largest cannot be inverted in earnest. */
export const SINGULAR = 1e-9;

/** The median; of an even number of values the mean of the two in the middle, and 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The median absolute deviation, scaled to the standard deviation of a normal distribution; the mean one where half the values are equal. */
export function scaleOf(values: readonly number[]): number {
  const centre = medianOf(values);
  const away = values.map((value) => Math.abs(value - centre));
  return 1.4826 * medianOf(away) || 1.2533 * (away.reduce((sum, one) => sum + one, 0) / Math.max(1, away.length));
}

/** Mean and covariance (divided by n − 1) of rows. */
export function momentsOf(rows: Rows): { readonly mean: number[]; readonly covariance: Matrix } {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length);
  const covariance = Matrix.zeros(width, width);
  for (const row of rows) {
    for (let a = 0; a < width; a++) for (let b = 0; b <= a; b++) covariance.set(a, b, covariance.get(a, b) + ((row[a] ?? 0) - (mean[a] ?? 0)) * ((row[b] ?? 0) - (mean[b] ?? 0)));
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) {
      const value = covariance.get(a, b) / Math.max(1, rows.length - 1);
      covariance.set(a, b, value);
      covariance.set(b, a, value);
    }
  }
  return { mean, covariance };
}

/** Squared Mahalanobis distances of rows from a mean. */
export function distancesOf(rows: Rows, mean: readonly number[], inverted: Matrix): number[] {
  const width = mean.length;
  return rows.map((row) => {
    let sum = 0;
    for (let a = 0; a < width; a++) {
      const away = (row[a] ?? 0) - (mean[a] ?? 0);
      for (let b = 0; b < width; b++) sum += away * inverted.get(a, b) * ((row[b] ?? 0) - (mean[b] ?? 0));
    }
    return sum;
  });
}

/** Eigenvalues and eigenvectors of a symmetric matrix. */
export function eigenOf(matrix: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const found = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  return { values: found.realEigenvalues, vectors: found.eigenvectorMatrix };
}

/** Whether a covariance can be inverted. */
export function isSound(matrix: Matrix): boolean {
  const { values } = eigenOf(matrix);
  return Math.min(...values) > SINGULAR * Math.max(...values) && Math.max(...values) > 0;
}

/** With this chance some row of samples without outliers is taken for one. */
const OUTLIER_LEVEL = 0.01;

/**
 * Robust location and scatter without chance (Hubert, Rousseeuw and Verdonck 2012: deterministic minimum covariance determinant): from four quick estimates of the shape,
 * concentration steps to the half of the rows whose covariance has the least determinant. The estimate then grows again by every row that is no outlier at
 * 1% for all rows together (Cerioli 2010), so that from samples without outliers it is the ordinary mean and covariance. Rows must be standardised.
 * Null where the half is singular.
 */
export function robustScatter(rows: Rows, tail: (squared: number, kept: number) => number): Scatter | null {
  const width = rows[0]?.length ?? 0;
  const half = Math.floor((rows.length + width + 1) / 2);
  const best = startsOf(rows).map((start) => concentrated(rows, start, half)).filter((one) => one !== null).toSorted((a, b) => a.determinant - b.determinant)[0];
  if (best === undefined) return null;
  const scaled = best.covariance.clone().mul(consistency(half / rows.length, width));
  const cut = chiSquare.quantile(0.975, width);
  let kept = distancesOf(rows, best.mean, inverse(scaled)).map((squared) => squared <= cut);
  for (let step = 0; step < 30; step++) {
    const chosen = rows.filter((_, at) => kept[at]);
    const { mean, covariance } = momentsOf(chosen);
    if (chosen.length <= width + 1 || !isSound(covariance)) return null;
    const own = distancesOf(rows, mean, inverse(covariance)).map((squared) => tail(squared, chosen.length) >= OUTLIER_LEVEL / rows.length);
    const grown = kept.map((was, at) => was || (own[at] ?? false));
    if (grown.every((one, at) => one === kept[at])) return { mean, covariance, kept, size: chosen.length };
    kept = grown;
  }
  return null;
}

/** By how much the covariance of the innermost share of a normal distribution is too small. */
function consistency(share: number, width: number): number {
  return share >= 1 ? 1 : share / chiSquare.below(chiSquare.quantile(share, width), width + 2);
}

/** The half of the rows nearest to the middle by each of four shapes that outliers move little: tanh and normal scores, spatial signs, and the innermost rows. */
function startsOf(rows: Rows): number[][] {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? 0));
  const squashed = rows.map((row) => row.map((value) => Math.tanh(value)));
  const ranked = columns.map((column) => scoresOf(column));
  const scores = rows.map((_, at) => ranked.map((column) => column[at] ?? 0));
  const lengths = rows.map((row) => Math.hypot(...row) || 1);
  const signs = rows.map((row, at) => row.map((value) => value / (lengths[at] ?? 1)));
  const inner = nearest(lengths, Math.ceil(rows.length / 2)).map((at) => rows[at] ?? []);
  return [squashed, scores, signs, inner].flatMap((shape) => {
    const { values, vectors } = eigenOf(momentsOf(shape).covariance);
    if (values.some((value) => !Number.isFinite(value))) return [];
    const turned = new Matrix(rows.map((row) => [...row])).mmul(vectors);
    const parts = columns.map((_, at) => turned.getColumn(at));
    const [centres, scales] = [parts.map(medianOf), parts.map(scaleOf)];
    if (scales.some((scale) => scale === 0)) return [];
    const away = rows.map((_, row) => parts.reduce((sum, part, at) => sum + (((part[row] ?? 0) - (centres[at] ?? 0)) / (scales[at] ?? 1)) ** 2, 0));
    return [nearest(away, Math.ceil(rows.length / 2))];
  });
}

/** Normal scores of the ranks of values; equal values share their rank. */
function scoresOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => {
    const [first, last] = [sorted.indexOf(value), sorted.lastIndexOf(value)];
    return chiSquare.normalQuantile(((first + last) / 2 + 2 / 3) / (values.length + 1 / 3));
  });
}

/** Takes the rows nearest to the mean of some, again and again, until they are the same ones. */
function concentrated(rows: Rows, start: readonly number[], size: number): { readonly mean: readonly number[]; readonly covariance: Matrix; readonly determinant: number } | null {
  let chosen = start;
  for (let step = 0; step < 100; step++) {
    const { mean, covariance } = momentsOf(chosen.map((at) => rows[at] ?? []));
    if (!isSound(covariance)) return null;
    const next = nearest(distancesOf(rows, mean, inverse(covariance)), size);
    if (next.length === chosen.length && next.every((at, place) => at === chosen[place])) return { mean, covariance, determinant: eigenOf(covariance).values.reduce((product, value) => product * value, 1) };
    chosen = next;
  }
  return null;
}

/** The places of the smallest values, in their own order. */
function nearest(values: readonly number[], count: number): number[] {
  return values.map((value, at) => ({ value, at })).toSorted((a, b) => a.value - b.value || a.at - b.at).slice(0, count).map(({ at }) => at).toSorted((a, b) => a - b);
}

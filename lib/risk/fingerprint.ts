import { Matrix, inverse } from "ml-matrix";
import { aboveF, beyondStudent, chiSquare, studentQuantile } from "./distribution.ts";
import { inUnit, markerKey, type Marker, type Measured } from "./marker.ts";
import { distancesOf, eigenOf, isSound, medianOf, momentsOf, robustScatter, scaleOf, type Scatter } from "./robust.ts";
import type { Wording } from "./subject.ts";

/** A reference population (参考样本群) in force: what was measured of goods whose origin is beyond doubt. A season is of days of production, half-open. */
export type Population = {
  readonly id: number;
  readonly version: number;
  readonly origin: Wording;
  readonly country: string;
  /** Sites whose goods are of this origin; none: every site of the country. */
  readonly sites: readonly number[];
  readonly category: string;
  readonly season: { readonly from: string; readonly to: string };
  readonly markers: readonly Marker[];
  /** A row a sample, in the order of the markers; null where it was not measured. */
  readonly samples: readonly (readonly (number | null)[])[];
};

/** One marker of a lot held against the population: 95 of 100 lots of the origin lie between `low` and `high`. `share` is its part of the squared distance. */
export type Compared = Marker & { readonly value: number; readonly mean: number; readonly low: number; readonly high: number; readonly p: number; readonly share: number };

/** A lot against a population, or why it cannot be compared. */
export type Comparison =
  | {
      readonly ok: true;
      /** Mahalanobis distance, and the share of lots of this origin that lie as far out or farther. */
      readonly distance: number;
      readonly p: number;
      readonly test: { readonly distribution: "F" | "chi-square"; readonly statistic: number; readonly freedom: readonly number[] };
      readonly method: "robust" | "classical";
      /** Samples the comparison rests on, and those that were left out as outliers among the reference itself. */
      readonly size: number;
      readonly outliers: number;
      /** The distance of the outermost sample it rests on. */
      readonly furthest: number;
      readonly markers: readonly Compared[];
      readonly left: readonly LeftOut[];
    }
  | { readonly ok: false; readonly why: "too-few-samples" | "no-common-marker" | "singular"; readonly size: number; readonly needed: number; readonly left: readonly LeftOut[]; readonly markers: readonly string[] };

/** A marker that was not compared: it was not measured, or not of the reference, or their units do not convert, or it is the same in every sample. */
export type LeftOut = { readonly name: string; readonly why: "not-measured" | "not-in-reference" | "unit" | "constant" };

/** Above so many samples the F distribution is chi-square's. */
const LARGE = 1000;

/** With fewer samples for each marker no half of them can be told from the other. */
const FOR_ROBUST = 5;

/** Holds measured markers against a population that has at least `least` samples of them. Repeated measurements of a marker count with their mean. */
export function compared(population: Population, measured: readonly Measured[], least: number): Comparison {
  const { values, left } = common(population, measured);
  const fit = fitted(population, values.map(({ at }) => at));
  const all = [...left, ...fit.constant.map((at): LeftOut => ({ name: population.markers[at]?.name ?? "", why: "constant" }))];
  const used = values.filter(({ at }) => !fit.constant.includes(at));
  const needed = Math.max(least, used.length + 6);
  const names = used.map(({ at }) => population.markers[at]?.name ?? "");
  if (used.length === 0) return { ok: false, why: "no-common-marker", size: fit.size, needed, left: all, markers: names };
  if (fit.size < needed) return { ok: false, why: "too-few-samples", size: fit.size, needed, left: all, markers: names };
  if (fit.scatter === null) return { ok: false, why: "singular", size: fit.size, needed, left: all, markers: closest(fit.rows).map((at) => names[at] ?? "") };
  return judged(population, used, { ...fit, scatter: fit.scatter }, all);
}

type Value = { readonly at: number; readonly value: number };

/** The markers that were measured and are of the population, in its units. */
function common(population: Population, measured: readonly Measured[]): { readonly values: readonly Value[]; readonly left: readonly LeftOut[] } {
  const groups = Map.groupBy(measured, ({ name }) => markerKey(name));
  const left: LeftOut[] = [];
  const values = population.markers.flatMap(({ name, unit }, at): Value[] => {
    const own = groups.get(markerKey(name));
    groups.delete(markerKey(name));
    const converted = own?.map((one) => inUnit(one.value, one.unit, unit));
    if (own === undefined || converted === undefined) {
      left.push({ name, why: "not-measured" });
      return [];
    }
    const usable = converted.filter((one) => one !== undefined);
    if (usable.length === own.length) return [{ at, value: usable.reduce((sum, one) => sum + one, 0) / usable.length }];
    left.push({ name, why: "unit" });
    return [];
  });
  for (const [first] of groups.values()) if (first !== undefined) left.push({ name: first.name, why: "not-in-reference" });
  return { values, left };
}

/** A reference population fitted for some of its markers: the whole samples it rests on, the markers that say nothing because all samples are alike, and the centre, scale and scatter of the others. */
export type Fit = {
  readonly size: number;
  readonly rows: readonly (readonly number[])[];
  readonly constant: readonly number[];
  readonly centres: readonly number[];
  readonly scales: readonly number[];
  readonly scatter: Scatter | null;
  readonly method: "robust" | "classical";
};

const known = new WeakMap<Population, Map<string, Fit>>();

/** Location and scatter of some markers of a population, in standard units; reckoned once. */
export function fitted(population: Population, wanted: readonly number[]): Fit {
  const fits = known.get(population) ?? new Map<string, Fit>();
  known.set(population, fits);
  const key = wanted.join(" ");
  const fit = fits.get(key) ?? fitOf(population, wanted);
  fits.set(key, fit);
  return fit;
}

function fitOf(population: Population, wanted: readonly number[]): Fit {
  const whole = population.samples.flatMap((sample) => {
    const row = wanted.map((at) => sample[at] ?? null);
    return row.every((value) => value !== null) ? [row] : [];
  });
  const column = (place: number): number[] => whole.map((row) => row[place] ?? 0);
  const scales = wanted.map((_, place) => scaleOf(column(place)));
  const constant = wanted.filter((_, place) => scales[place] === 0);
  const places = wanted.flatMap((_, place) => (scales[place] === 0 ? [] : [place]));
  const [centres, own] = [places.map((place) => medianOf(column(place))), places.map((place) => scales[place] ?? 1)];
  const rows = whole.map((row) => places.map((place, at) => ((row[place] ?? 0) - (centres[at] ?? 0)) / (own[at] ?? 1)));
  const base = { size: rows.length, rows, constant, centres, scales: own };
  if (rows.length < places.length + 6 || places.length === 0) return { ...base, scatter: null, method: "classical" };
  const robust = rows.length >= FOR_ROBUST * places.length ? robustScatter(rows, (squared, size) => tailOf(squared, places.length, size).p) : null;
  if (robust !== null) return { ...base, scatter: robust, method: "robust" };
  const { mean, covariance } = momentsOf(rows);
  return { ...base, scatter: isSound(covariance) ? { mean, covariance, kept: rows.map(() => true), size: rows.length } : null, method: "classical" };
}

/** The share of new lots as far from the mean of `size` samples as a squared distance, or farther: Hotelling's F, chi-square for a large reference. */
function tailOf(squared: number, width: number, size: number): { readonly p: number; readonly test: Extract<Comparison, { ok: true }>["test"] } {
  const freed = (squared * size) / (size + 1);
  if (size > LARGE) return { p: chiSquare.above(freed, width), test: { distribution: "chi-square", statistic: freed, freedom: [width] } };
  const statistic = (freed * (size - width)) / (width * (size - 1));
  return { p: aboveF(statistic, width, size - width), test: { distribution: "F", statistic, freedom: [width, size - width] } };
}

function judged(population: Population, used: readonly Value[], fit: Fit & { readonly scatter: Scatter }, left: readonly LeftOut[]): Comparison {
  const { mean, covariance, size, kept } = fit.scatter;
  const own = used.map(({ value }, at) => (value - (fit.centres[at] ?? 0)) / (fit.scales[at] ?? 1));
  const inverted = inverse(covariance);
  const [squared = 0] = distancesOf([own], mean, inverted);
  const furthest = Math.sqrt(Math.max(0, ...distancesOf(fit.rows.filter((_, at) => kept[at]), mean, inverted)));
  const parts = partsOf(own.map((value, at) => value - (mean[at] ?? 0)), covariance);
  const reach = studentQuantile(0.975, size - 1) * Math.sqrt(1 + 1 / size);
  const markers = used.map(({ at, value }, place): Compared => {
    const marker = population.markers[at] ?? { name: "", unit: "1" };
    const deviation = Math.sqrt(covariance.get(place, place));
    const back = (standard: number): number => (fit.centres[place] ?? 0) + standard * (fit.scales[place] ?? 1);
    const [centre, away] = [mean[place] ?? 0, ((own[place] ?? 0) - (mean[place] ?? 0)) / deviation / Math.sqrt(1 + 1 / size)];
    return {
      ...marker,
      value,
      mean: back(centre),
      low: back(centre - reach * deviation),
      high: back(centre + reach * deviation),
      p: beyondStudent(away, size - 1),
      share: squared === 0 ? 0 : (parts[place] ?? 0) / squared,
    };
  });
  return {
    ok: true,
    distance: Math.sqrt(squared),
    ...tailOf(squared, used.length, size),
    method: fit.method,
    size,
    outliers: fit.rows.length - size,
    furthest,
    markers: markers.toSorted((a, b) => b.share - a.share),
    left,
  };
}

/**
 * What each marker adds to the squared distance: the squares of the deviations turned by the inverse root of the correlations, which stay as close to the markers
 * as uncorrelated values can and add up exactly (Garthwaite and Koch 2016).
 */
function partsOf(away: readonly number[], covariance: Matrix): number[] {
  const deviations = away.map((_, at) => Math.sqrt(covariance.get(at, at)));
  const correlation = new Matrix(away.map((_, a) => away.map((__, b) => covariance.get(a, b) / ((deviations[a] ?? 1) * (deviations[b] ?? 1)))));
  const { values, vectors } = eigenOf(correlation);
  const root = vectors.mmul(Matrix.diag(values.map((value) => 1 / Math.sqrt(value)))).mmul(vectors.transpose());
  const turned = root.mmul(Matrix.columnVector(away.map((value, at) => value / (deviations[at] ?? 1))));
  return away.map((_, at) => turned.get(at, 0) ** 2);
}

/** The two variables that are most alike. */
function closest(rows: readonly (readonly number[])[]): number[] {
  const { covariance } = momentsOf(rows);
  let [found, most]: [number[], number] = [[0], 0];
  for (let a = 0; a < covariance.rows; a++) {
    for (let b = 0; b < a; b++) {
      const alike = Math.abs(covariance.get(a, b)) / Math.sqrt(covariance.get(a, a) * covariance.get(b, b));
      if (alike > most) [found, most] = [[b, a], alike];
    }
  }
  return found;
}

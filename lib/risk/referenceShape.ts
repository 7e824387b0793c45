import { fitted, type Population } from "./fingerprint.ts";
import type { Marker } from "./marker.ts";
import { studentQuantile } from "./distribution.ts";

/** How one marker lies in a population: 95 of 100 lots between `low` and `high`; `bars` count samples over equal stretches, those left out as outliers apart. */
export type MarkerShape = Marker & {
  readonly measured: number;
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly kept: number; readonly out: number }[];
};

/** How a population looks: on how many samples a comparison of all its markers rests, which are outliers (places in the table), and each marker. `why`: nothing can be compared with it. */
export type ReferenceShape = {
  readonly size: number;
  readonly incomplete: number;
  readonly method: "robust" | "classical";
  readonly outliers: readonly number[];
  readonly why: "too-few-samples" | "singular" | null;
  readonly markers: readonly MarkerShape[];
};

const BARS = 14;

/** How a population lies: each marker's spread in bars, which samples are outliers, and why nothing could be compared with it. */
export function shapeOf(population: Population): ReferenceShape {
  const all = population.markers.map((_, at) => at);
  const whole = population.samples.flatMap((sample, at) => (all.every((place) => (sample[place] ?? null) !== null) ? [at] : []));
  const fit = fitted(population, all);
  const out = new Set(fit.scatter === null ? [] : whole.filter((_, at) => fit.scatter?.kept[at] === false));
  const why = fit.scatter !== null ? null : fit.size < all.length - fit.constant.length + 6 ? "too-few-samples" : "singular";
  return {
    size: whole.length - out.size,
    incomplete: population.samples.length - whole.length,
    method: fit.method,
    outliers: [...out],
    why,
    markers: population.markers.map((marker, at) => markerShape(population, marker, at, out)),
  };
}

function markerShape({ samples }: Population, marker: Marker, at: number, out: ReadonlySet<number>): MarkerShape {
  const known = samples.flatMap((sample, row) => (sample[at] === null || sample[at] === undefined ? [] : [{ value: sample[at], out: out.has(row) }]));
  const kept = known.filter((one) => !one.out).map(({ value }) => value);
  const mean = kept.reduce((sum, value) => sum + value, 0) / Math.max(1, kept.length);
  const deviation = Math.sqrt(kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, kept.length - 1));
  const reach = kept.length < 2 ? 0 : studentQuantile(0.975, kept.length - 1) * Math.sqrt(1 + 1 / kept.length) * deviation;
  const values = known.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const width = (most - least) / BARS || 1;
  const bars = values.length === 0 ? [] : Array.from({ length: BARS }, (_, bar) => {
    const within = known.filter(({ value }) => Math.min(BARS - 1, Math.floor((value - least) / width)) === bar);
    return { from: least + bar * width, to: least + (bar + 1) * width, kept: within.filter((one) => !one.out).length, out: within.filter((one) => one.out).length };
  });
  return { ...marker, measured: values.length, mean, deviation, low: mean - reach, high: mean + reach, bars };
}

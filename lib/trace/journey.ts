import type { PlaceSeen } from "./place.ts";
import { excursionsOf, inOrderOfTime, MEASURES, type Excursion, type Limit, type Measure, type Reading } from "./sensor.ts";

/** A place on the map, with the number under which the timeline names it. */
export type JourneyStop = { readonly no: number; readonly place: PlaceSeen & { readonly position: NonNullable<PlaceSeen["position"]> } };

/** A step that can be put on a map. */
export type Located = { readonly place: { readonly key: string } | null };

/** Steps with the numbers of their stops: places with a position, numbered as they are first reached. Steps elsewhere have none. */
export function numbered<Step extends Located>(
  steps: readonly Step[],
  places: ReadonlyMap<string, PlaceSeen>,
): { readonly steps: readonly (Step & { readonly stop: number | null })[]; readonly stops: readonly JourneyStop[]; readonly way: readonly number[] } {
  const stops = new Map<string, JourneyStop>();
  const way: number[] = [];
  const shown = steps.map((step) => {
    const place = step.place === null ? undefined : places.get(step.place.key);
    if (place === undefined || place.position === null) return { ...step, stop: null };
    const spot = `${place.position.lat} ${place.position.lon}`;
    const stop = stops.get(spot) ?? { no: stops.size + 1, place: { ...place, position: place.position } };
    stops.set(spot, stop);
    if (way.at(-1) !== stop.no) way.push(stop.no);
    return { ...step, stop: stop.no };
  });
  return { steps: shown, stops: [...stops.values()], way };
}

/** What was measured of one kind on the way, with the limits that hold for the goods and the times outside them. */
export type Band = {
  readonly measure: Measure;
  readonly readings: readonly Reading[];
  readonly limits: readonly (Limit & { readonly category: string })[];
  readonly excursions: readonly (Excursion & { readonly category: string })[];
};

/** So many points are drawn of a band; more are thinned out, and what is outside its neighbours stays. */
const MOST_POINTS = 400;

/** The bands of a journey, one a measure that anything was measured of. */
export function bandsOf(readings: readonly Reading[], limits: readonly (Limit & { readonly category: string })[]): Band[] {
  return MEASURES.flatMap((measure) => {
    const own = inOrderOfTime(readings.filter((one) => one.measure === measure));
    if (own.length === 0) return [];
    const held = limits.filter((limit) => limit.measure === measure);
    return [{ measure, readings: thinned(own), limits: held, excursions: held.flatMap((limit) => excursionsOf(own, limit).map((one) => ({ ...one, category: limit.category }))) }];
  });
}

/** As many readings as are drawn: of each stretch its lowest and its highest. */
function thinned(readings: readonly Reading[]): readonly Reading[] {
  if (readings.length <= MOST_POINTS) return readings;
  const stretch = Math.ceil(readings.length / (MOST_POINTS / 2));
  const kept = new Set<Reading>();
  for (let at = 0; at < readings.length; at += stretch) {
    const some = readings.slice(at, at + stretch);
    kept.add(some.reduce((a, b) => (b.lowest < a.lowest ? b : a)));
    kept.add(some.reduce((a, b) => (b.highest > a.highest ? b : a)));
  }
  return readings.filter((one) => kept.has(one));
}

import type { Reading } from "#lib/trace/sensor";

/** Joules for a mole and kelvin. */
const GAS = 8.314_462_618;

/** The activation energy of the pharmacopoeia (ICH Q1A, USP 1079.2) where none is known of the goods: joules for a mole. */
export const USUAL_ENERGY = 83_144;

const KELVIN = 273.15;
const HOUR = 3_600_000;

/** A stretch between two readings that lie close enough to each other to say what was between them. Degrees Celsius, milliseconds. */
type Stretch = { readonly from: number; readonly to: number; readonly a: number; readonly b: number };

/** How warm goods were kept: mean kinetic temperature in degrees Celsius, time under readings, above and below the limits, all in hours. */
export type Kinetics = {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
  readonly readings: number;
  readonly covered: number;
  readonly above: number;
  readonly below: number;
  /** The longest time outside in one piece, with its bounds; null where there was none. */
  readonly longest: { readonly side: "above" | "below"; readonly from: number; readonly to: number; readonly hours: number; readonly worst: number } | null;
};

/** Between which degrees Celsius goods are to be kept, their activation energy in J/mol, and how many hours two readings may lie apart. */
export type KeptWithin = { readonly lowest: number | null; readonly highest: number | null; readonly energy: number; readonly gap: number };

/**
 * What temperatures did to goods. Between two readings not more than `gap` hours apart the temperature is taken to go straight from one to the other, beyond that
 * nothing is said. The mean kinetic temperature weighs each stretch with its length by the law of Arrhenius. Limits in degrees Celsius; null without readings.
 */
export function kineticsOf(readings: readonly Reading[], { lowest, highest, energy, gap }: KeptWithin): Kinetics | null {
  const own = readings.map((one) => ({ at: Date.parse(one.at), value: one.value / 1000, low: one.lowest / 1000, high: one.highest / 1000 })).toSorted((a, b) => a.at - b.at);
  if (own.length === 0) return null;
  const stretches = own.slice(1).flatMap((one, at): Stretch[] => {
    const before = own[at];
    return before === undefined || one.at - before.at > gap * HOUR || one.at === before.at ? [] : [{ from: before.at, to: one.at, a: before.value, b: one.value }];
  });
  const covered = stretches.reduce((sum, one) => sum + one.to - one.from, 0);
  const outside = [...(highest === null ? [] : spansOf(stretches, highest, "above")), ...(lowest === null ? [] : spansOf(stretches, lowest, "below"))];
  const hoursOf = (side: "above" | "below"): number => outside.filter((one) => one.side === side).reduce((sum, one) => sum + one.to - one.from, 0) / HOUR;
  const longest = outside.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  return {
    mean: meanKinetic(stretches, own.map((one) => one.value), energy),
    lowest: Math.min(...own.map((one) => one.low)), highest: Math.max(...own.map((one) => one.high)), readings: own.length,
    covered: covered / HOUR, above: hoursOf("above"), below: hoursOf("below"),
    longest: longest === undefined ? null : { ...longest, hours: (longest.to - longest.from) / HOUR },
  };
}

/** The one temperature at which goods would have spoiled as much: each stretch by the mean of its ends' rates, single readings alike where no stretch is known. */
function meanKinetic(stretches: readonly Stretch[], values: readonly number[], energy: number): number {
  const rate = (celsius: number): number => Math.exp(-energy / (GAS * (celsius + KELVIN)));
  const whole = stretches.reduce((sum, one) => sum + one.to - one.from, 0);
  const mean = whole > 0 ? stretches.reduce((sum, one) => sum + ((rate(one.a) + rate(one.b)) / 2) * (one.to - one.from), 0) / whole : values.reduce((sum, value) => sum + rate(value), 0) / values.length;
  return energy / GAS / -Math.log(mean) - KELVIN;
}

type Span = { readonly side: "above" | "below"; readonly from: number; readonly to: number; readonly worst: number };

/** The times on the wrong side of a limit, from where the straight line between two readings crosses it; stretches that follow each other are one. */
function spansOf(stretches: readonly Stretch[], limit: number, side: Span["side"]): Span[] {
  const sign = side === "above" ? 1 : -1;
  const spans: Span[] = [];
  for (const { from, to, a, b } of stretches) {
    const [left, right] = [sign * (a - limit), sign * (b - limit)];
    if (left <= 0 && right <= 0) continue;
    const cross = from + ((to - from) * left) / (left - right);
    const span = { side, from: left > 0 ? from : cross, to: right > 0 ? to : cross, worst: limit + sign * Math.max(left, right) };
    const last = spans.at(-1);
    if (last !== undefined && last.to === span.from) spans[spans.length - 1] = { side, from: last.from, to: span.to, worst: sign * Math.max(sign * last.worst, sign * span.worst) };
    else spans.push(span);
  }
  return spans;
}

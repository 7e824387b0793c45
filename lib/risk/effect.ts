import { keyOf, type Declared, type Field, type Outcome } from "./declared.ts";
import { logarithms, type Logarithms } from "./logarithm.ts";
import { readerOf, readKey, type Reader, type Reading } from "./reading.ts";
import { grained } from "./tree.ts";

/** What an effect tells lines apart by: fields, and an amount in so many bands of about equally many lines. */
export type Term = { readonly fields: readonly Field[]; readonly band?: { readonly amount: keyof Logarithms; readonly parts: number } };

/**
 * What it adds to a line's log-odds that it says so: by key one value for each band of the amount, the last for one that was not declared, or one value
 * alone; nothing for a key that is not there. Values are on the grid of the trees.
 */
export type Effect = {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly band: { readonly amount: keyof Logarithms; readonly cuts: readonly number[] } | null;
  readonly values: Readonly<Record<string, readonly number[]>>;
};

/** Effects that add up to log-odds with `base`. */
export type Additive = { readonly base: number; readonly effects: readonly Effect[] };

/** Writes what each effect adds for a line, in their order. */
export type EffectWriter = (reading: Reading, into: Float64Array) => void;

/** What fewer lines say has no effect of its own. */
const LEAST_LINES = 3;
/** So often every effect is put right in turn; more moves scores by thousandths. */
const SWEEPS = 25;

type Laid = Omit<Effect, "values"> & { readonly keys: readonly string[]; readonly width: number; readonly place: Int32Array; readonly values: Float64Array };

/**
 * Fits all effects together on the logistic loss, each value held to zero by `ridge` (a logistic regression on codes and bands). One effect after the other
 * takes a Newton step, in which its values do not disturb each other.
 */
export function fitEffects(outcomes: readonly Outcome[], terms: readonly Term[], ridge: number): Additive {
  const lines = outcomes.map(({ line }) => line);
  const amounts = lines.map(logarithms);
  const laid = terms.map((term) => laidOut(lines, amounts, term));
  const share = outcomes.reduce((sum, { confirmed }) => sum + confirmed, 0) / outcomes.length;
  const scores = new Float64Array(lines.length).fill(Math.log(share / (1 - share)));
  const base = { place: new Int32Array(lines.length), values: Float64Array.of(scores[0] ?? 0) };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    putRight(base, outcomes, scores, 0);
    for (const effect of laid) putRight(effect, outcomes, scores, ridge);
  }
  return { base: grained(base.values[0] as number), effects: laid.map(effectOf) };
}

/** The same effects by the `share`, on the grid. */
export function scaledEffects(effects: readonly Effect[], share: number): readonly Effect[] {
  return effects.map((effect) => ({ ...effect, values: Object.fromEntries(Object.entries(effect.values).map(([key, values]) => [key, values.map((value) => grained(share * value))])) }));
}

/** Makes effects ready to be read many times over. */
export function effectWriterOf(effects: readonly Effect[], reader: Reader): EffectWriter {
  const ready = effects.map(({ fields, band, values }) => ({ place: reader.place(fields), band, values: new Map(Object.entries(values).map(([key, own]) => [readKey(fields, key), Float64Array.from(own)])) }));
  return ({ keys, amounts }, into) => {
    for (let at = 0; at < ready.length; at++) {
      const { place, band, values } = ready[at] as (typeof ready)[number];
      const own = values.get(keys[place] as string);
      into[at] = own === undefined ? 0 : (own[band === null ? 0 : bandOf(amounts[band.amount], band.cuts)] as number);
    }
  };
}

/** The log-odds that effects alone give lines. */
export function scoreLines({ base, effects }: Additive, lines: readonly Declared[]): Float64Array {
  const reader = readerOf();
  const write = effectWriterOf(effects, reader);
  const parts = new Float64Array(effects.length);
  return Float64Array.from(lines, (line) => {
    write(reader.read(line), parts);
    return parts.reduce((sum, part) => sum + part, base);
  });
}

/** For each line the place of its value, -1 where too few lines say the same. */
function laidOut(lines: readonly Declared[], amounts: readonly Logarithms[], { fields, band: asked }: Term): Laid {
  const band = asked === undefined ? null : { amount: asked.amount, cuts: bandCuts(amounts.map((own) => own[asked.amount]), asked.parts) };
  const width = band === null ? 1 : band.cuts.length + 2;
  const numbers = new Map<string, number>();
  const place = Int32Array.from(lines, (line, row) => {
    const key = keyOf(line, fields);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number * width + (band === null ? 0 : bandOf((amounts[row] as Logarithms)[band.amount], band.cuts));
  });
  const counts = new Int32Array(numbers.size * width);
  for (const at of place) counts[at] = (counts[at] as number) + 1;
  return {
    name: `effect:${[...fields, ...(band === null ? [] : [band.amount])].join("+")}`, fields, band, keys: [...numbers.keys()], width,
    place: place.map((at) => ((counts[at] as number) >= LEAST_LINES ? at : -1)), values: new Float64Array(counts.length),
  };
}

/** The effect with the keys that have any. */
function effectOf({ name, fields, band, keys, width, values }: Laid): Effect {
  const kept = keys.map((key, at) => [key, Array.from(values.subarray(at * width, (at + 1) * width), grained)] as const);
  return { name, fields, band, values: Object.fromEntries(kept.filter(([, own]) => own.some((value) => value !== 0))) };
}

/** One Newton step for each value of an effect, the others standing still. */
function putRight({ place, values }: Pick<Laid, "place" | "values">, outcomes: readonly Outcome[], scores: Float64Array, ridge: number): void {
  const step = new Float64Array(values.length);
  const bend = new Float64Array(values.length);
  for (let row = 0; row < place.length; row++) {
    const at = place[row] as number;
    if (at < 0) continue;
    const chance = 1 / (1 + Math.exp(-(scores[row] as number)));
    step[at] = (step[at] as number) + (outcomes[row] as Outcome).confirmed - chance;
    bend[at] = (bend[at] as number) + chance * (1 - chance);
  }
  for (let at = 0; at < values.length; at++) {
    if (bend[at] === 0) continue;
    step[at] = ((step[at] as number) - ridge * (values[at] as number)) / ((bend[at] as number) + ridge);
    values[at] = (values[at] as number) + (step[at] as number);
  }
  for (let row = 0; row < place.length; row++) {
    const at = place[row] as number;
    if (at >= 0) scores[row] = (scores[row] as number) + (step[at] as number);
  }
}

/** The number of cuts below an amount; one more than the highest band where it was not declared. */
function bandOf(value: number, cuts: readonly number[]): number {
  if (Number.isNaN(value)) return cuts.length + 1;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > (cuts[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bandCuts(values: readonly number[], parts: number): readonly number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const cuts = Array.from({ length: parts - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / parts)]);
  return [...new Set(cuts.filter((cut) => cut !== undefined))];
}

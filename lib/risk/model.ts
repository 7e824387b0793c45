import { enough, LEAST_BRANCH_ROWS, trainBranch, type Branch, type Setting } from "./branch.ts";
import { chanceOf } from "./calibration.ts";
import { attribute } from "./contribution.ts";
import { effectWriterOf } from "./effect.ts";
import { keyOf, TEMPLATE, type Declared, type Outcome } from "./declared.ts";
import { writerOf } from "./features.ts";
import { readerOf, type Reader, type Reading } from "./reading.ts";
import { KNOWN_SETTINGS, UNKNOWN_SETTINGS } from "./setting.ts";
import { layForest, sumLeaves } from "./tree.ts";

/** Rows that a model is trained or tuned on, and rows of either outcome among them, at least. */
export const LEAST_ROWS = 200;
export const LEAST_OF_A_KIND = 20;

/** What a training is given besides its rows. `known` and `unknown` are the settings it may choose among. */
export type Options = { readonly seed: number; readonly known: readonly Setting[]; readonly unknown: readonly Setting[] };

/** The format of the records that a training makes. Those of the first format have trees alone; they are scored as ever. */
export const FORMAT = 2;

/** True when a record of this format can be scored with. */
export function readsFormat(format: number): format is Model["format"] {
  return format === 1 || format === FORMAT;
}

/**
 * A trained model, plain data: the same rows and options give the same record to the last bit, and so does a round trip through JSON.
 * Lines whose template was examined before are scored by `known` (null when templates hardly recur), all others by `unknown`.
 */
export type Model = {
  readonly format: 1 | typeof FORMAT;
  readonly seed: number;
  readonly trained: { readonly rows: number; readonly confirmed: number };
  readonly tuned: { readonly rows: number; readonly confirmed: number };
  readonly templates: readonly string[];
  readonly known: Branch | null;
  readonly unknown: Branch;
};

/** Why no model can be made of the rows given: too few, or too few of one outcome. */
export type Problem = { readonly code: "too-few-rows" | "one-outcome"; readonly part: "train" | "valid"; readonly rows: number; readonly confirmed: number; readonly least: number };

/** A score with its parts: `general` and the contributions add up to `score` exactly; a feature that brought nothing has none. `chance` is what the score foretells. */
export type Explained = { readonly score: number; readonly chance: number; readonly general: number; readonly contributions: readonly { readonly feature: string; readonly value: number }[] };

/** A model made ready to score lines in calibrated log-odds. `knows` tells whether a line's template was examined before. */
export type Scorer = { readonly knows: (line: Declared) => boolean; readonly score: (line: Declared) => number; readonly explain: (line: Declared) => Explained };

/** What a model is trained with where nothing else is asked for. */
export const DEFAULTS: Options = { seed: 1, known: KNOWN_SETTINGS, unknown: UNKNOWN_SETTINGS };

/** Trains on `past`, stops early, calibrates and chooses its settings on `valid`, which is later and shares no row with it. */
export function train(past: readonly Outcome[], valid: readonly Outcome[], options: Options = DEFAULTS): { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly problem: Problem } {
  const problem = problemOf(past, "train") ?? problemOf(valid, "valid");
  if (problem !== undefined) return { ok: false, problem };
  const templates = new Set(past.map(({ line }) => keyOf(line, TEMPLATE)));
  const knows = ({ line }: Outcome): boolean => templates.has(keyOf(line, TEMPLATE));
  const { seed } = options;
  const unknown = trainBranch(oncePerTemplate(past), tuningRows(valid.filter((row) => !knows(row)), valid), options.unknown, () => true, seed);
  if (unknown === undefined) return { ok: false, problem: { code: "too-few-rows", part: "train", ...sizeOf(oncePerTemplate(past)), least: LEAST_BRANCH_ROWS } };
  const known = trainBranch(past, tuningRows(valid.filter(knows), valid), options.known, (row, names) => (row[names.indexOf(`lines:${TEMPLATE.join("+")}`)] ?? 0) > 0, seed) ?? null;
  return { ok: true, model: { format: FORMAT, seed, trained: sizeOf(past), tuned: sizeOf(valid), templates: [...templates], known, unknown } };
}

/** Makes a model ready: looks up its tables and lays out its trees once. */
export function scorerOf(model: Model): Scorer {
  const templates = new Set(model.templates);
  const others = readerOf();
  const unknown = readied(model.unknown, others);
  const reader = readerOf();
  const place = reader.place(TEMPLATE);
  const known = model.known === null ? null : readied(model.known, reader);
  const filled = (line: Declared): Readied => {
    const reading = reader.read(line);
    if (known !== null && templates.has(reading.keys[place] as string)) {
      known.fill(reading);
      return known;
    }
    unknown.fill(others.read(line));
    return unknown;
  };
  return { knows: (line) => templates.has(keyOf(line, TEMPLATE)), score: (line) => filled(line).score(), explain: (line) => filled(line).explain() };
}

/** A branch made ready: filled with what a line says, then asked for its score. */
type Readied = { readonly fill: (reading: Reading) => void; readonly score: () => number; readonly explain: () => Explained };

function readied({ features, ensemble, effects = [] }: Branch, reader: Reader): Readied {
  const forest = layForest(ensemble.trees);
  const write = writerOf(features, reader);
  const writeEffects = effectWriterOf(effects, reader);
  const names = [...new Set([...features.names, ...effects.map(({ name }) => name)])];
  const places = effects.map(({ name }) => names.indexOf(name));
  const row = new Float64Array(features.names.length);
  const added = new Float64Array(effects.length);
  const parts = new Float64Array(names.length);
  return {
    fill: (reading) => {
      write(reading, row, 0);
      writeEffects(reading, added);
    },
    score: () => {
      let sum = ensemble.base + sumLeaves(forest, row, 0);
      for (let at = 0; at < added.length; at++) sum += added[at] as number;
      return sum;
    },
    explain: () => {
      parts.fill(0);
      const general = ensemble.base + attribute(forest, row, parts);
      for (let at = 0; at < added.length; at++) parts[places[at] as number] = (parts[places[at] as number] as number) + (added[at] as number);
      const contributions: { feature: string; value: number }[] = [];
      let total = general;
      for (let at = 0; at < parts.length; at++) {
        const value = parts[at] as number;
        if (value === 0) continue;
        total += value;
        contributions.push({ feature: names[at] as string, value });
      }
      return { score: total, chance: chanceOf(total), general, contributions };
    },
  };
}

/** One row for all that say the same of template, price and tax rate, confirmed when most of them were: what recurs would teach the trees to know it again. */
function oncePerTemplate(outcomes: readonly Outcome[]): readonly Outcome[] {
  const groups = Map.groupBy(outcomes, ({ line }) => keyOf(line, [...TEMPLATE, "price", "taxRate"]));
  return [...groups.values()].flatMap(([first, ...others]): Outcome[] => {
    if (first === undefined) return [];
    const confirmed = others.reduce((sum, other) => sum + other.confirmed, first.confirmed as number);
    return [{ line: first.line, confirmed: 2 * confirmed > others.length + 1 ? 1 : 0 }];
  });
}

/** The validation rows of a branch's own kind, or all of them when those are too few to tune on. */
function tuningRows(own: readonly Outcome[], all: readonly Outcome[]): readonly Outcome[] {
  return enough(own) ? own : all;
}

function problemOf(outcomes: readonly Outcome[], part: Problem["part"]): Problem | undefined {
  const size = sizeOf(outcomes);
  if (size.rows < LEAST_ROWS) return { code: "too-few-rows", part, ...size, least: LEAST_ROWS };
  return Math.min(size.confirmed, size.rows - size.confirmed) < LEAST_OF_A_KIND ? { code: "one-outcome", part, ...size, least: LEAST_OF_A_KIND } : undefined;
}

function sizeOf(outcomes: readonly Outcome[]): { readonly rows: number; readonly confirmed: number } {
  return { rows: outcomes.length, confirmed: outcomes.filter(({ confirmed }) => confirmed === 1).length };
}

import type { Category, Declared } from "./declared.ts";
import { logarithms } from "./logarithm.ts";

/** What is watched of the lines that a model scores: who and what they are, and their amounts. */
export const WATCHED = ["office", "importType", "importer", "seller", "hs", "origin", "departure", "mass", "price", "unitPrice"] as const;
export type Watched = (typeof WATCHED)[number];

/** How an input was spread when the model was made: the parts it is cut into, and the share of lines in each. The last part is for what was not declared. */
export type InputBaseline =
  | { readonly input: Watched; readonly kind: "codes"; readonly codes: readonly string[]; readonly shares: readonly number[] }
  | { readonly input: Watched; readonly kind: "amounts"; readonly cuts: readonly number[]; readonly shares: readonly number[] };

/** How the inputs and the chances were spread over declarations of the time the model was trained on, examined or not. */
export type Baseline = { readonly declarations: number; readonly inputs: readonly InputBaseline[]; readonly score: { readonly cuts: readonly number[]; readonly shares: readonly number[] } };

/** Codes of their own part; all others share one. */
const CODES = 9;
const AMOUNT_PARTS = 10;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Population stability index: below the first figure nothing moved, above the second what was learned may not hold (Siddiqi 2006). */
export const PSI_STABLE = 0.1;
export const PSI_DRIFTED = 0.25;

/** What an index says: nothing moved, something did, or what was learned may not hold. */
export type DriftVerdict = "stable" | "moved" | "drifted";

/** What an index says. */
export function driftVerdict(psi: number): DriftVerdict {
  if (psi < PSI_STABLE) return "stable";
  return psi < PSI_DRIFTED ? "moved" : "drifted";
}

/** The population stability index of counts against shares; a part that is empty on either side counts as half a row. NaN where nothing was counted. */
export function psiOf(shares: readonly number[], rows: number, counts: readonly number[]): number {
  const now = counts.reduce((sum, count) => sum + count, 0);
  if (now === 0 || rows === 0) return Number.NaN;
  return shares.reduce((sum, share, part) => {
    const then = Math.max(share, 0.5 / rows);
    const found = Math.max((counts[part] ?? 0) / now, 0.5 / now);
    return sum + (found - then) * Math.log(found / then);
  }, 0);
}

/** Takes the baseline of lines with the chances they were given. */
export function baselineOf(lines: readonly Declared[], chances: readonly number[]): Baseline {
  const cuts = quantiles(chances, AMOUNT_PARTS);
  return { declarations: lines.length, inputs: WATCHED.map((input) => inputBaseline(input, lines)), score: { cuts, shares: sharesOf(chances.map((chance) => partAt(chance, cuts)), cuts.length + 1) } };
}

function inputBaseline(input: Watched, lines: readonly Declared[]): InputBaseline {
  const amount = amountOf(input);
  if (amount !== undefined) {
    const cuts = quantiles(lines.map(amount).filter((value) => !Number.isNaN(value)), AMOUNT_PARTS);
    return { input, kind: "amounts", cuts, shares: sharesOf(lines.map((line) => amountPart(amount(line), cuts)), cuts.length + 2) };
  }
  const counted = Map.groupBy(lines.map((line) => codeOf(input, line)).filter((code) => code !== ""), (code) => code);
  const codes = [...counted].toSorted(([a, { length: one }], [b, { length: other }]) => other - one || (a < b ? -1 : 1)).slice(0, CODES).map(([code]) => code);
  return { input, kind: "codes", codes, shares: sharesOf(lines.map((line) => codePart(codeOf(input, line), codes)), codes.length + 2) };
}

/** Makes the writer of what is kept of a line's inputs: one letter each. */
export function inputsWriter({ inputs }: Baseline): (line: Declared) => string {
  const parts = inputs.map((baseline): ((line: Declared) => number) => {
    if (baseline.kind === "amounts") {
      const amount = amountOf(baseline.input) ?? (() => Number.NaN);
      return (line) => amountPart(amount(line), baseline.cuts);
    }
    const places = new Map(baseline.codes.map((code, place) => [code, place]));
    const { input, codes: { length } } = baseline;
    return (line) => {
      const code = codeOf(input, line);
      return code === "" ? length + 1 : (places.get(code) ?? length);
    };
  });
  return (line) => {
    let written = "";
    for (const part of parts) written += LETTERS[part(line)];
    return written;
  };
}

/** The part that a kept letter stands for. */
export function partOfLetter(letter: string): number {
  return LETTERS.indexOf(letter);
}

/** Which part of a cut scale a value lies in: as many as there are cuts below it. */
export function partAt(value: number, cuts: readonly number[]): number {
  let part = 0;
  while (part < cuts.length && value > (cuts[part] as number)) part++;
  return part;
}

function amountPart(value: number, cuts: readonly number[]): number {
  return Number.isNaN(value) ? cuts.length + 1 : partAt(value, cuts);
}

function codePart(code: string, codes: readonly string[]): number {
  if (code === "") return codes.length + 1;
  const place = codes.indexOf(code);
  return place === -1 ? codes.length : place;
}

function amountOf(input: Watched): ((line: Declared) => number) | undefined {
  return input === "mass" || input === "price" || input === "unitPrice" ? (line) => logarithms(line)[input] : undefined;
}

/** Goods are watched by their chapter: single codes are too many. */
function codeOf(input: Watched, line: Declared): string {
  return input === "hs" ? line.hs.slice(0, 2) : line[input as Category];
}

function sharesOf(parts: readonly number[], size: number): readonly number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const part of parts) counts[part] = (counts[part] ?? 0) + 1;
  return counts.map((count) => (parts.length === 0 ? 0 : count / parts.length));
}

/** Cuts into parts of about equally many values; values that are the same are never parted. */
function quantiles(values: readonly number[], parts: number): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.at(-1) ?? 0;
  const cuts = Array.from({ length: parts - 1 }, (_, at) => sorted[Math.max(0, Math.ceil(((at + 1) * sorted.length) / parts) - 1)] ?? 0);
  return [...new Set(cuts)].filter((cut) => cut < last);
}

import { typeWords, type PartType } from "./profileType.ts";
import type { Wording } from "./subject.ts";

/** Why a condition is not taken. Each has its words in messages/<language>/profiles.json under `problem`. */
export const PROFILE_PROBLEMS = [
  "empty",
  "too-long",
  "too-deep",
  "syntax",
  "unclosed",
  "single-equals",
  "single-and-or",
  "unknown-name",
  "unknown-field",
  "no-fields",
  "unknown-function",
  "wrong-count",
  "wrong-argument",
  "no-operator",
  "not-a-condition",
  "not-a-list", "mixed-list", "branches-differ", "not-allowed", "name-taken", "pattern-not-literal", "pattern-too-long", "bad-pattern", "bad-literal", "no-fact", "too-costly",
] as const;
export type ProfileProblemCode = (typeof PROFILE_PROBLEMS)[number];

/** One thing wrong with a condition: what, from which character to which, and what the sentence on it names, in both languages where it is words. */
export type ProfileProblem = { readonly code: ProfileProblemCode; readonly from: number; readonly to: number; readonly facts: Readonly<Record<string, string | number | Wording>> };

/** The names nearest to one that is not known: those that begin alike or differ in one or two letters, three at most; `none` where none is near. */
export function nearest(name: string, known: readonly string[]): string {
  const small = name.toLowerCase();
  const near = known.map((each) => ({ each, far: distance(small, each.toLowerCase()) })).filter(({ each, far }) => (far <= 2 && far < small.length - 1) || (small.length > 2 && each.toLowerCase().includes(small)));
  return near.toSorted((a, b) => a.far - b.far).slice(0, 3).map(({ each }) => each).join(", ") || "none";
}

/** The facts of a problem about a type. */
export const foundType = (type: PartType): { readonly found: Wording } => ({ found: typeWords(type) });

/** The sentence's facts in one language. */
export function problemFacts(problem: ProfileProblem, language: keyof Wording): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(problem.facts).map(([name, value]) => [name, typeof value === "object" ? value[language] : value]));
}

/** Edit distance (Levenshtein) of two short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

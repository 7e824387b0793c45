import { RE2JS } from "re2js";

/** So many patterns are kept read. */
const MOST_KEPT = 500;

const kept = new Map<string, RE2JS>();

/** A pattern as it is searched for; read once, however many texts it is held against. Throws what is wrong with it. */
export function patternOf(text: string): RE2JS {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const read = RE2JS.compile(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, read);
  return read;
}

/** Why a pattern is no RE2 pattern; null where it is one. */
export function patternProblem(text: string): string | null {
  try {
    patternOf(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace("error parsing regexp: ", "") : "";
  }
}

/**
 * Steps that a pattern costs beyond its length: a repetition is unfolded as often as it may come, so that twenty characters can stand for thousands of states, all of which
 * are looked at for each character of the text.
 */
export function unfoldedSteps(text: string, textChars: number): number {
  return (Math.max(0, patternOf(text).programSize() - 2 * text.length) * textChars) / 5;
}

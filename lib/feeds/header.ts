import { halfWidth } from "#lib/measures/fullwidth";

/** Words by which people head the column of a field, in either language. */
export type HeaderWords<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** A header's word as it is compared: half-width, lower case, without spaces, marks and what stands in brackets. */
export function foldHeader(word: string): string {
  return halfWidth(word).toLowerCase().replace(/\([^)]*\)/g, "").replace(/[\s_\-./*:#"'’]+/g, "");
}

/** The column of each field that a header names: exactly by one of its words, each column once, fields in their order. */
export function columnsOf<Field extends string>(header: readonly string[], words: HeaderWords<Field>): Partial<Record<Field, string>> {
  const free = new Map(header.map((name) => [foldHeader(name), name]));
  const found: Partial<Record<Field, string>> = {};
  for (const [field, names] of Object.entries(words) as [Field, readonly string[]][]) {
    const folded = names.map(foldHeader).find((name) => free.has(name));
    const column = folded === undefined ? undefined : free.get(folded);
    if (folded === undefined || column === undefined) continue;
    found[field] = column;
    free.delete(folded);
  }
  return found;
}

import { createHash } from "node:crypto";

/** SHA-256 (hex) of a JSON value in canonical form: keys sorted, absent ones left out. Two bodies with one hash say the same. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(sorted(value))).digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, sorted(held)]));
}

/** Whether a record has these values already. */
export function sameIn<Values extends object>(record: Values, values: Values): boolean {
  return Object.keys(values).every((name) => Reflect.get(record, name) === Reflect.get(values, name));
}

/** Whether two lists of texts, each without repeats, hold the same. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length;
}

/**
 * The canonical text of a JSON value: keys sorted, no spaces, dates as instants, big integers as digits (after RFC 8785).
 * Equal values give equal texts, so that they can be compared and hashed.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Whether two JSON values have the same canonical text, found without writing it. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return typeof one === typeof other && typeof one !== "object" ? false : canonicalJson(one) === canonicalJson(other);
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => isSameJson(item ?? null, other[at] ?? null));
  if (Array.isArray(other) || one instanceof Date || other instanceof Date) return canonicalJson(one) === canonicalJson(other);
  const [first, second] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  for (const key in first) if (first[key] !== undefined && !(key in second)) return false;
  for (const key in second) if (!isSameJson(first[key], second[key])) return false;
  return true;
}

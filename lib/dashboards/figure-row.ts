import type { MarkKind } from "./figure-mark.ts";

/** How many declarations bear marks that share (kind, a, b), and what they add up. */
export type FigureRow = { readonly kind: MarkKind; readonly a: string; readonly b: string; readonly n: number; readonly amount: bigint };

/** A figure of a day, or of a month by its first day. */
export type DatedRow = FigureRow & { readonly day: string };

/** A figure of one office. */
export type OfficeRow = FigureRow & { readonly office: string };

/** The sum of the rows of a kind, `a` or `b` being one of these where they are given. */
export function summed(rows: readonly FigureRow[], kind: MarkKind, a?: readonly string[] | string, b?: readonly string[] | string): number {
  let sum = 0;
  for (const row of rows) if (row.kind === kind && holds(a, row.a) && holds(b, row.b)) sum += row.n;
  return sum;
}

/** The distinct values of `a` among the rows of a kind, the most counted first. */
export function namesIn(rows: readonly FigureRow[], kind: MarkKind, by: "a" | "b" = "a"): string[] {
  const sums = new Map<string, number>();
  for (const row of rows) if (row.kind === kind) sums.set(row[by], (sums.get(row[by]) ?? 0) + row.n);
  return [...sums].toSorted(([name, n], [other, m]) => m - n || (name < other ? -1 : 1)).map(([name]) => name);
}

/** A share, or null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function holds(wanted: readonly string[] | string | undefined, value: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? wanted === value : wanted.includes(value);
}

import { RELATED, type Related, type Relations } from "#lib/cases/relation";

/** Where a thing stands in the chart: its column, and its middle from above in pixels. */
export type Placed = { readonly thing: Related; readonly column: number; readonly middle: number };

/** The height of a thing in the chart with the room below it, in pixels. */
export const STEP = 56;

/** Places things in their columns, each beside what it is linked to as far as that goes, every column about the middle of the highest. */
export function placesOf({ things, links }: Relations): { readonly placed: readonly Placed[]; readonly height: number } {
  const columns = RELATED.map((column) => things.filter((thing) => thing.column === column));
  const height = Math.max(1, ...columns.map((column) => column.length)) * STEP;
  const middles = new Map<string, number>();
  const placed = columns.flatMap((column, at) => {
    const beside = (thing: Related): number => {
      const before = links.flatMap(({ from, to }) => (to === thing.key ? (middles.get(from) ?? []) : []));
      return before.length === 0 ? 0 : before.reduce((sum, middle) => sum + middle, 0) / before.length;
    };
    const first = (height - column.length * STEP) / 2 + STEP / 2;
    return column.toSorted((a, b) => beside(a) - beside(b)).map((thing, index): Placed => {
      middles.set(thing.key, first + index * STEP);
      return { thing, column: at, middle: first + index * STEP };
    });
  });
  return { placed, height };
}

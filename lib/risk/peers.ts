import { keyOf, type Declared, type Field } from "./declared.ts";
import { logarithms } from "./logarithm.ts";
import { readKey, type Reader, type Reading } from "./reading.ts";

/** What lines declared alike weigh and cost in the middle: by key their number, the median log price per kilogram and log mass. */
export type Peers = { readonly fields: readonly Field[]; readonly groups: Readonly<Record<string, readonly [lines: number, unitPrice: number, mass: number]>> };

/** Groups lines and takes their medians. */
export function fitPeers(lines: readonly Declared[], fields: readonly Field[]): Peers {
  const groups = Map.groupBy(lines, (line) => keyOf(line, fields));
  const entries = [...groups].map(([key, group]) => [key, [group.length, medianOf(group.map((line) => logarithms(line).unitPrice)), medianOf(group.map((line) => logarithms(line).mass))]] as const);
  return { fields, groups: Object.fromEntries(entries.filter(([, [, unitPrice, mass]]) => !Number.isNaN(unitPrice) && !Number.isNaN(mass))) };
}

/** Writes from `at` on how many a line's peers are and how far its price per kilogram and its mass lie from theirs, in logarithms; NaN where it has none. */
export type Distance = (reading: Reading, into: Float64Array, at: number) => void;

/** Reads peers many times over. */
export function distanceOf({ fields, groups }: Peers, reader: Reader): Distance {
  const place = reader.place(fields);
  const known = new Map(Object.entries(groups).map(([key, group]) => [readKey(fields, key), group]));
  return ({ keys, amounts }, into, at) => {
    const group = known.get(keys[place] as string);
    into[at] = group?.[0] ?? 0;
    into[at + 1] = group === undefined ? Number.NaN : amounts.unitPrice - group[1];
    into[at + 2] = group === undefined ? Number.NaN : amounts.mass - group[2];
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

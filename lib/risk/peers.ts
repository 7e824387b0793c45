import { keyOf, type Declared, type Field } from "./declared.ts";

/** What lines declared alike weigh and cost in the middle: by key their number, the median log price per kilogram and log mass. */
export type Peers = { readonly fields: readonly Field[]; readonly groups: Readonly<Record<string, readonly [lines: number, unitPrice: number, mass: number]>> };

/** Kilograms and prices below these are as good as nothing: they keep logarithms finite. */
const LEAST_MASS = 0.01;
const LEAST_PRICE = 1;
const LEAST_UNIT_PRICE = 0.01;

/** The natural logarithms of mass, price and price per kilogram; NaN where one was not declared. */
export function logarithms({ mass, price }: Declared): { readonly mass: number; readonly price: number; readonly unitPrice: number } {
  return {
    mass: mass === null ? Number.NaN : Math.log(mass + LEAST_MASS),
    price: price === null ? Number.NaN : Math.log(price + LEAST_PRICE),
    unitPrice: mass === null || price === null ? Number.NaN : Math.log(price / (mass > 0 ? mass : 1) + LEAST_UNIT_PRICE),
  };
}

/** Groups lines and takes their medians. */
export function fitPeers(lines: readonly Declared[], fields: readonly Field[]): Peers {
  const groups = Map.groupBy(lines, (line) => keyOf(line, fields));
  const entries = [...groups].map(([key, group]) => [key, [group.length, medianOf(group.map((line) => logarithms(line).unitPrice)), medianOf(group.map((line) => logarithms(line).mass))]] as const);
  return { fields, groups: Object.fromEntries(entries.filter(([, [, unitPrice, mass]]) => !Number.isNaN(unitPrice) && !Number.isNaN(mass))) };
}

/** How far a line lies from its peers, in logarithms, and how many they are; NaN where it has none. */
export type Distance = (line: Declared) => { readonly lines: number; readonly unitPrice: number; readonly mass: number };

/** Reads peers many times over. */
export function distanceOf({ fields, groups }: Peers): Distance {
  const known = new Map(Object.entries(groups));
  return (line) => {
    const group = known.get(keyOf(line, fields));
    if (group === undefined) return { lines: 0, unitPrice: Number.NaN, mass: Number.NaN };
    const own = logarithms(line);
    return { lines: group[0], unitPrice: own.unitPrice - group[1], mass: own.mass - group[2] };
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

import type { Dimension } from "#lib/measures/quantity";
import type { Amounts, SubjectLine } from "./subject.ts";

/** What events tell of a lot of a line: how much was made of it in all, null where no event says, and the country of the site that commissioned it, null where a transformation made it. */
export type LotMade = { readonly line: number; readonly gtin: string; readonly lot: string; readonly made: Amounts | null; readonly country: string | null };

/** Lines that share lots, with what they declare in all and what was made of their lots; base units of one dimension. */
export type MadeComparison = { readonly lines: readonly SubjectLine[]; readonly lots: readonly string[]; readonly dimension: Dimension; readonly declared: bigint; readonly made: bigint };

const DIMENSIONS: readonly Dimension[] = ["items", "volume", "mass"];

/** Holds lines against what was made of their lots: lines that share a lot are summed together. Left out is what has a lot of which no event tells an amount, and what no common dimension measures. */
export function comparedByMaking(lines: readonly SubjectLine[], facts: readonly LotMade[]): MadeComparison[] {
  if (facts.length === 0) return [];
  const groups: SubjectLine[][] = [];
  for (const line of lines.filter(({ lots }) => lots.length > 0)) {
    const joined = groups.filter((group) => group.some((other) => other.lots.some((lot) => line.lots.includes(lot)) && other.gtins.some((gtin) => line.gtins.includes(gtin))));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), line]);
  }
  return groups.flatMap((group) => {
    const own = facts.filter((fact) => group.some(({ no }) => no === fact.line));
    const lots = [...new Set(group.flatMap((line) => line.lots))];
    for (const dimension of DIMENSIONS) {
      const declared = total(group.map(({ amounts }) => amounts[dimension]));
      const made = total(lots.map((lot) => most(own.filter((fact) => fact.lot === lot).map((fact) => fact.made?.[dimension] ?? null))));
      if (declared !== null && made !== null) return [{ lines: group, lots, dimension, declared, made }];
    }
    return [];
  });
}

function total(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.reduce<bigint | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0n);
}

/** The same goods may be told of by the piece and by the case: the larger amount holds the other. */
function most(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.reduce<bigint | null>((best, one) => (one === null || (best !== null && best >= one) ? best : one), null);
}

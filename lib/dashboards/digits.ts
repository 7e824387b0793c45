import { chiSquare } from "#lib/risk/distribution";

/** The tests of digits: the first that is not zero against Benford's law, the last of numbers of at least three digits against all alike. */
export const DIGIT_TESTS = ["first", "last"] as const;
export type DigitTest = (typeof DIGIT_TESTS)[number];

/** What digits are taken of: the declared quantity, or the declared price of one unit in minor units of its currency. */
export const DIGIT_MEASURES = ["quantity", "price"] as const;
export type DigitMeasure = (typeof DIGIT_MEASURES)[number];

/** Fewer numbers are not tested: chi-square wants at least five expected of each digit, and 9 leads 4.58% of numbers under Benford's law. */
export const LEAST_SAMPLE: Readonly<Record<DigitTest, number>> = { first: 110, last: 50 };

/** How many numbers have each digit: nine counts from 1 for a first digit, ten from 0 for a last one. */
export type DigitCounts = readonly number[];

/** Nigrini's grades of the mean absolute deviation from Benford's law for first digits (2012, Benford's Law, table 7.1); uniform digits have none. */
export const CONFORMITIES = ["close", "acceptable", "marginal", "none"] as const;
export type Conformity = (typeof CONFORMITIES)[number];

const GRADES: readonly (readonly [number, Conformity])[] = [[0.006, "close"], [0.012, "acceptable"], [0.015, "marginal"]];

/** A digit with its number, its share, the share expected, and how many standard deviations (with continuity correction) it lies from that. */
export type DigitShare = { readonly digit: number; readonly count: number; readonly share: number; readonly expected: number; readonly z: number };

/** What a test says of a population of numbers; null figures where the sample is too small to say anything. */
export type DigitResult = {
  readonly numbers: number;
  readonly enough: boolean;
  readonly digits: readonly DigitShare[];
  readonly chiSquare: number | null;
  readonly freedom: number;
  readonly p: number | null;
  /** Mean absolute deviation of the shares. */
  readonly deviation: number | null;
  readonly conformity: Conformity | null;
};

/** The digits of a test and the share each is expected to have. */
export function expectedOf(test: DigitTest): readonly { readonly digit: number; readonly share: number }[] {
  if (test === "last") return Array.from({ length: 10 }, (_, digit) => ({ digit, share: 0.1 }));
  return Array.from({ length: 9 }, (_, at) => ({ digit: at + 1, share: Math.log10(1 + 1 / (at + 1)) }));
}

/** Holds counts of digits against what is expected of them. */
export function digitResult(test: DigitTest, counts: DigitCounts): DigitResult {
  const expected = expectedOf(test);
  const numbers = expected.reduce((sum, _, at) => sum + (counts[at] ?? 0), 0);
  const digits = expected.map(({ digit, share }, at) => {
    const count = counts[at] ?? 0;
    return { digit, count, share: numbers === 0 ? 0 : count / numbers, expected: share, z: zOf(count, numbers, share) };
  });
  const freedom = expected.length - 1;
  const enough = numbers >= LEAST_SAMPLE[test];
  if (!enough) return { numbers, enough, digits, chiSquare: null, freedom, p: null, deviation: null, conformity: null };
  const statistic = digits.reduce((sum, { count, expected: share }) => sum + (count - numbers * share) ** 2 / (numbers * share), 0);
  const deviation = digits.reduce((sum, { share, expected: wanted }) => sum + Math.abs(share - wanted), 0) / digits.length;
  const conformity = test === "first" ? (GRADES.find(([most]) => deviation <= most)?.[1] ?? "none") : null;
  return { numbers, enough, digits, chiSquare: statistic, freedom, p: chiSquare.above(statistic, freedom), deviation, conformity };
}

function zOf(count: number, numbers: number, share: number): number {
  if (numbers === 0) return 0;
  const away = Math.abs(count / numbers - share);
  const corrected = Math.max(0, away - 1 / (2 * numbers));
  return (Math.sign(count / numbers - share) * corrected) / Math.sqrt((share * (1 - share)) / numbers);
}

/** The p-values of several tests at once by Benjamini and Hochberg (1995): among those at or under a level, that share is expected to be chance. In the order given. */
export function adjusted(values: readonly number[]): number[] {
  const order = values.map((p, at) => ({ p, at })).toSorted((a, b) => b.p - a.p);
  const found: number[] = Array.from({ length: values.length }, () => 1);
  let least = 1;
  for (const [index, { p, at }] of order.entries()) {
    least = Math.min(least, (p * values.length) / (values.length - index));
    found[at] = least;
  }
  return found;
}

/** A party with what a test says of its numbers, and its p-value corrected for as many tests as there are parties tested. */
export type RankedParty<Party> = { readonly party: Party; readonly result: DigitResult; readonly p: number; readonly adjusted: number };

/** The parties with enough numbers, those that deviate most first. */
export function rankedParties<Party>(test: DigitTest, parties: readonly { readonly party: Party; readonly counts: DigitCounts }[]): RankedParty<Party>[] {
  const tested = parties.flatMap(({ party, counts }) => {
    const result = digitResult(test, counts);
    return result.p === null ? [] : [{ party, result, p: result.p }];
  });
  const corrected = adjusted(tested.map(({ p }) => p));
  return tested.map((one, at) => ({ ...one, adjusted: corrected[at] ?? 1 })).toSorted((a, b) => a.adjusted - b.adjusted || a.p - b.p || (b.result.deviation ?? 0) - (a.result.deviation ?? 0));
}

/** What a test says of a whole population and of each party in it; `untested` parties have too few numbers. */
export type DigitAnalysis<Party> = { readonly whole: DigitResult; readonly ranked: readonly RankedParty<Party>[]; readonly untested: number };

/** Tests a population as a whole and party by party. */
export function digitAnalysis<Party>(test: DigitTest, parties: readonly { readonly party: Party; readonly counts: DigitCounts }[]): DigitAnalysis<Party> {
  const sums = expectedOf(test).map((_, at) => parties.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  const ranked = rankedParties(test, parties);
  return { whole: digitResult(test, sums), ranked, untested: parties.length - ranked.length };
}

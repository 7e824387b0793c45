import { CAPACITY_GROUPINGS, type CapacityGrouping } from "./capacityUse.ts";
import { DIGIT_MEASURES, DIGIT_TESTS, type DigitMeasure, type DigitTest } from "./digits.ts";
import { MIRROR_ROWS, MIRROR_SOURCES, type MirrorRows, type MirrorSource } from "./mirror.ts";

/** Whose digits are ranked: an importer's, or those of the producer of the goods. */
export const DIGIT_PARTIES = ["importer", "producer"] as const;
export type DigitPartyKind = (typeof DIGIT_PARTIES)[number];

export type DigitChoice = { readonly test: DigitTest; readonly measure: DigitMeasure; readonly by: DigitPartyKind };
export type CapacityChoice = { readonly by: CapacityGrouping; readonly over: boolean };
export type MirrorChoice = { readonly source: MirrorSource; readonly rows: MirrorRows };

/** Reads what the digits are tested for from an address; what is not understood is as at first. */
export function digitChoiceOf(params: URLSearchParams): DigitChoice {
  return { test: one(DIGIT_TESTS, params.get("test")), measure: one(DIGIT_MEASURES, params.get("measure")), by: one(DIGIT_PARTIES, params.get("by")) };
}

/** Reads how capacity use is summed from an address. */
export function capacityChoiceOf(params: URLSearchParams): CapacityChoice {
  return { by: one(CAPACITY_GROUPINGS, params.get("by")), over: params.get("over") === "1" };
}

/** Reads what is mirrored from an address. */
export function mirrorChoiceOf(params: URLSearchParams): MirrorChoice {
  return { source: one(MIRROR_SOURCES, params.get("source")), rows: one(MIRROR_ROWS, params.get("rows")) };
}

function one<const Known extends readonly [string, ...string[]]>(known: Known, given: string | null): Known[number] {
  return known.find((value) => value === given) ?? known[0];
}

/** A page of rows that are all at hand, after the row of a key, and the key the next page begins after. */
export function pageOf<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): { readonly items: readonly Row[]; readonly next: string | null } {
  const start = after === undefined ? 0 : rows.findIndex((row) => keyOf(row) === after) + 1;
  const items = rows.slice(start, start + limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && start + limit < rows.length ? keyOf(last) : null };
}

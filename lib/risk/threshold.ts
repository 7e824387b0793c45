import type { Threshold } from "./rule.ts";
import type { Wording } from "./subject.ts";

const WEIGHT: Wording = { en: "Weight of a finding", zh: "风险分值" };

/** How many points a finding weighs, from none to all that a score can have. */
export function weight(value: number, name: Wording = WEIGHT): Threshold {
  return { name, unit: "points", value, least: 0, most: 100 };
}

/** A share in percent that is tolerated before a rule fires. */
export function tolerance(value: number, most: number, name: Wording): Threshold {
  return { name, unit: "percent", value, least: 0, most, decimals: 1 };
}

/** Whether `over` is more than a tolerated share of `base`, in whole numbers: nothing is rounded, a tenth of a percent is the finest step. */
export function isBeyond(over: bigint, base: bigint, percent: number): boolean {
  return over * 1_000n > base * BigInt(Math.round(percent * 10));
}

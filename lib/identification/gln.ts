import { numericProblem } from "./check-digit.ts";
import type { KeyProblem } from "./problem.ts";

declare const gln13: unique symbol;

/** A Global Location Number: 13 digits with the right check digit (GS1 General Specifications 3.4). */
export type Gln = string & { readonly [gln13]: true };

/** Reads a GLN. */
export function parseGln(text: string): { readonly ok: true; readonly gln: Gln } | KeyProblem {
  return numericProblem("GLN", text, [13]) ?? { ok: true, gln: text as Gln };
}

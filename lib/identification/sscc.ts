import { numericProblem } from "./check-digit.ts";
import type { KeyProblem } from "./problem.ts";

declare const sscc18: unique symbol;

/** A Serial Shipping Container Code: 18 digits with the right check digit (GS1 General Specifications 3.2). */
export type Sscc = string & { readonly [sscc18]: true };

/** Reads an SSCC. */
export function parseSscc(text: string): { readonly ok: true; readonly sscc: Sscc } | KeyProblem {
  return numericProblem("SSCC", text, [18]) ?? { ok: true, sscc: text as Sscc };
}

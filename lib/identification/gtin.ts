import { numericProblem } from "./check-digit.ts";
import type { KeyProblem } from "./problem.ts";

declare const gtin14: unique symbol;

/** A Global Trade Item Number in its one form here: 14 digits with the right check digit (GS1 General Specifications 3.3). */
export type Gtin = string & { readonly [gtin14]: true };

/** Reads a GTIN-8, -12, -13 or -14 and pads it with zeros to 14 digits. */
export function parseGtin(text: string): { readonly ok: true; readonly gtin: Gtin } | KeyProblem {
  return numericProblem("GTIN", text, [8, 12, 13, 14]) ?? { ok: true, gtin: text.padStart(14, "0") as Gtin };
}

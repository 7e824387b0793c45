import { halfWidth, hasFullWidth } from "#lib/measures/fullwidth";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";

/** The check digit that follows these digits, by GS1 General Specifications 7.9: weights 3 and 1 in turn from the right. Throws `RangeError` on anything but digits. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let at = digits.length - 1, weight = 3; at >= 0; at--, weight = 4 - weight) {
    const digit = digits.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) throw new RangeError(`${digits} are not digits`);
    sum += digit * weight;
  }
  if (digits === "") throw new RangeError("there are no digits");
  return String((10 - (sum % 10)) % 10);
}

/** Checks a numeric key: ASCII digits only, one of the lengths, the right check digit. Undefined when it holds. `name` is what the detail calls it. */
export function numericProblem(name: string, text: string, lengths: readonly number[]): KeyProblem | undefined {
  if (hasFullWidth(text)) return refuseKey("full-width-digits", `full-width characters; it reads as ${halfWidth(text)}: send ASCII digits`);
  if (!/^\d+$/.test(text)) return refuseKey("not-digits", `a ${name} has digits only, read ${JSON.stringify(text)}`);
  if (!lengths.includes(text.length)) return refuseKey("bad-length", `a ${name} has ${lengths.join(", ")} digits, read ${text.length}`);
  const right = checkDigit(text.slice(0, -1));
  if (!text.endsWith(right)) return { ...refuseKey("bad-check-digit", `the check digit of ${text} should be ${right}`), right };
  return undefined;
}

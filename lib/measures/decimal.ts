import { halfWidth, hasFullWidth } from "./fullwidth.ts";

/** An exact decimal: `digits` divided by ten to the power of `scale`; `60.50` has digits 6050 and scale 2. */
export type Decimal = { readonly digits: bigint; readonly scale: number };

/** Why a text is not taken as a decimal; `ambiguous-separator` is a thousands separator or decimal comma, which cannot be told apart. */
export type DecimalProblemCode = "not-a-decimal" | "full-width-digits" | "negative" | "ambiguous-separator" | "too-large";

/** A refused decimal; `detail` says in English what was read and what to send instead. */
export type DecimalProblem = { readonly ok: false; readonly code: DecimalProblemCode; readonly detail: string };

/** More characters than any amount in trade has. */
const LONGEST = 40;

/**
 * Reads an exact, non-negative decimal in ASCII digits with at most one point: no sign, exponent, separator or space.
 * Whether `60.000` could mean sixty thousand depends on the unit, and is for `parseQuantity` to say.
 */
export function parseDecimal(text: string): ({ readonly ok: true } & Decimal) | DecimalProblem {
  if (text.length > LONGEST) return refuse("too-large", `more than ${LONGEST} characters`);
  if (hasFullWidth(text)) return refuse("full-width-digits", `full-width characters; it reads as ${halfWidth(text)}: send ASCII digits`);
  const whole = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (whole !== null) {
    const fraction = whole[2] ?? "";
    return { ok: true, digits: BigInt(`${whole[1]}${fraction}`), scale: fraction.length };
  }
  if (/^[-\u2212]\d/.test(text)) return refuse("negative", `${text} is below zero`);
  if (/^\d+(?:[.,' ]\d+)+$/.test(text)) return refuse("ambiguous-separator", `${text} has separators: send digits with at most one decimal point`);
  return refuse("not-a-decimal", `${JSON.stringify(text)} is not a decimal such as 60 or 60.5`);
}

function refuse(code: DecimalProblemCode, detail: string): DecimalProblem {
  return { ok: false, code, detail };
}

/** Whether the text reads as thousands in half of Europe: one to three digits that do not begin with zero, a point, and exactly three more. */
export function readsAsThousands(text: string): boolean {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(text);
}

/**
 * Writes `base` base units in a unit of `numerator`/`denominator` base units each, as an exact decimal without trailing
 * zeros or separators; beyond `maxPlaces` the magnitude is rounded half up. Signs are kept.
 */
export function formatDecimal(base: bigint, numerator: bigint, denominator: bigint, maxPlaces = 6): string {
  if (numerator <= 0n || denominator <= 0n) throw new RangeError("a unit's ratio is above zero");
  const magnitude = (base < 0n ? -base : base) * denominator * 10n ** BigInt(maxPlaces);
  const rounded = (2n * magnitude + numerator) / (2n * numerator);
  const digits = rounded.toString().padStart(maxPlaces + 1, "0");
  const whole = digits.slice(0, digits.length - maxPlaces);
  const fraction = digits.slice(digits.length - maxPlaces).replace(/0+$/, "");
  const sign = base < 0n && rounded !== 0n ? "-" : "";
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** Puts a comma between the thousands of a decimal's whole part, as both languages write them: `9000.5` is `9,000.5`. */
export function groupDigits(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

import { groupDigits } from "./decimal.ts";
import { unitLabel, unitOf } from "./unit.ts";

/** An amount in a working: an exact decimal and a Rec 20/21 unit code, or no unit for a bare multiplier. */
export type WorkingAmount = { readonly value: string; readonly unit: string };

/** One reckoning: the factors multiplied, divided by `divisor` where there is one, and what comes out; `roundedUp` when it was not whole. */
export type WorkingStep = {
  readonly factors: readonly WorkingAmount[];
  readonly divisor?: WorkingAmount;
  readonly result: WorkingAmount;
  readonly roundedUp?: true;
};

const ROUNDED_UP = { en: " (rounded up)", zh: "（向上取整）" };

/** The working as an officer reads it: `2,000 cases × 6 × 750 mL = 9,000 L`, in Chinese `2,000箱 × 6 × 750毫升 = 9,000升`; steps part with semicolons. */
export function showWorking(steps: readonly WorkingStep[], locale: "en" | "zh" = "en"): string {
  return steps.map((step) => showStep(step, locale)).join(locale === "zh" ? "；" : "; ");
}

function showStep(step: WorkingStep, locale: "en" | "zh"): string {
  const product = step.factors.map((factor) => showAmount(factor, locale)).join(" × ");
  const left = step.divisor === undefined ? product : `${product} ÷ ${showAmount(step.divisor, locale)}`;
  const right = showAmount(step.result, locale);
  if (left === right) return right;
  return `${left} = ${right}${step.roundedUp === true ? ROUNDED_UP[locale] : ""}`;
}

function showAmount(amount: WorkingAmount, locale: "en" | "zh"): string {
  return amount.unit === "" ? groupDigits(amount.value) : withUnit(amount.value, amount.unit, locale);
}

/** An exact decimal with its unit as it stands in a sentence: `7,000 cases`, in Chinese `7,000箱`. A code that is no known unit stands as it is. */
export function withUnit(value: string, code: string, locale: "en" | "zh"): string {
  const unit = unitOf(code);
  if (unit === undefined) return `${groupDigits(value)} ${code}`;
  return `${groupDigits(value)}${locale === "zh" ? "" : " "}${unitLabel(unit, locale, value)}`;
}

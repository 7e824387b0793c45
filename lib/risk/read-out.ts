import type { Wording } from "./subject.ts";

/** A probability as it is read out: two significant digits, and below a millionth just that. */
export function probability(p: number): string {
  if (p < 1e-6) return "p < 0.000001";
  return `p = ${p < 0.001 ? Number(p.toPrecision(2)).toFixed(7).replace(/0+$/, "") : Number(p.toPrecision(2))}`;
}

/** A number with so many decimals at the most, digits grouped. */
export function decimal(value: number, digits: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** An instant to the minute with its zone, as a record quotes it. */
export function minuteUtc(at: number | string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Hours as they are read out: broken ones below two as minutes, days from four days on. */
export function duration(hours: number): Wording {
  if (hours === 1) return { en: "1 hour", zh: "1小时" };
  if (hours < 2) {
    const minutes = Math.round(hours * 60);
    return { en: `${minutes} ${minutes === 1 ? "minute" : "minutes"}`, zh: `${minutes}分钟` };
  }
  if (hours < 96) return { en: `${decimal(hours, 1)} hours`, zh: `${decimal(hours, 1)}小时` };
  return { en: `${decimal(hours / 24, 1)} days`, zh: `${decimal(hours / 24, 1)}天` };
}

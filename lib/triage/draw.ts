import { createHash, createHmac } from "node:crypto";

/** Rates of selection are counted in hundredths of a percent. */
export const WHOLE = 10_000;

const DIGITS = 13;
const MOST = 2 ** (DIGITS * 4);

/** What is published of a seed before its day begins: the SHA-256 of its text, hexadecimal. */
export function commitmentOf(seed: string): string {
  return createHash("sha256").update(seed, "utf8").digest("hex");
}

/** The place of a text between 0 and 1 under a seed: the first thirteen hexadecimal digits of HMAC-SHA256, keyed by the seed's text. */
export function fractionOf(seed: string, text: string): string {
  return createHmac("sha256", seed).update(text, "utf8").digest("hex").slice(0, DIGITS);
}

/** A fraction as a number: 0 or above, below 1. */
export function numberOf(fraction: string): number {
  return Number.parseInt(fraction, 16) / MOST;
}

/** Whether a fraction falls within a share given in hundredths of a percent. */
export function isDrawn(fraction: string, rate: number): boolean {
  return numberOf(fraction) * WHOLE < rate;
}

/** What is drawn from of several: the one at the fraction's place; undefined of none. */
export function drawnOf<Item>(fraction: string, items: readonly Item[]): Item | undefined {
  return items[Math.floor(numberOf(fraction) * items.length)];
}

import { groupDigits } from "#lib/measures/decimal";
import { unitLabel, unitOf } from "#lib/measures/unit";
import type { Wording } from "#lib/risk/subject";

/** An instant as a dossier writes it, to the minute in China's time: `2026-03-02 12:00`. */
export function stamp(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
}

/** A decimal with its unit's word in both languages: `60,000 bottles`, `60,000瓶`; a dash where there is no figure. */
export function amount(value: string | null, unit: string | null): Wording {
  if (value === null) return { en: "–", zh: "–" };
  const known = unit === null ? undefined : unitOf(unit);
  const number = groupDigits(value);
  if (known === undefined) return { en: [number, unit ?? ""].join(" ").trim(), zh: [number, unit ?? ""].join(" ").trim() };
  return { en: `${number} ${unitLabel(known, "en", value)}`, zh: `${number}${known.names.zh}` };
}

/** A share such as "3.3333" as a whole percentage; a dash where there is none. */
export function percent(share: string | null): string {
  return share === null ? "–" : `${Math.round(Number(share) * 100)}%`;
}

/** Several wordings as one, parted in each language as it does. */
export function joined(words: readonly Wording[]): Wording {
  return { en: words.map((each) => each.en).filter((text) => text !== "").join("; "), zh: words.map((each) => each.zh).filter((text) => text !== "").join("；") };
}

/** A text that both languages have in common. */
export function both(text: string): Wording {
  return { en: text, zh: text };
}

/** A hash in lines of so many characters. */
export function inLines(hash: string, characters: number): string[] {
  return Array.from({ length: Math.ceil(hash.length / characters) }, (_, at) => hash.slice(at * characters, (at + 1) * characters));
}

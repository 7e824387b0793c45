import { grouped } from "../ui/grouped.ts";
import { unitLabel, unitOf } from "#lib/measures/unit";

/** `7000 XCS` as people write it: `7,000 cases`, `7,000箱`. A code that is no known unit stands as it is. */
export function quantityWords(quantity: string, locale: string): string {
  const [value = "", code = ""] = quantity.split(" ");
  if (!/^\d+(\.\d+)?$/.test(value)) return quantity;
  return amountWords(value, code, locale);
}

/** A decimal text with its unit's word. */
export function amountWords(value: string, code: string | null, locale: string): string {
  const unit = code === null ? undefined : unitOf(code);
  const number = grouped(value, locale);
  if (unit === undefined) return code === null ? number : `${number} ${code}`;
  return locale === "zh-CN" ? `${number}${unit.names.zh}` : `${number} ${unitLabel(unit, "en", value)}`;
}

const namesOfCountries = new Map<string, Intl.DisplayNames>();

/** The name of a country in a language. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const names = namesOfCountries.get(locale) ?? new Intl.DisplayNames(locale, { type: "region" });
  namesOfCountries.set(locale, names);
  return names.of(code) ?? code;
}

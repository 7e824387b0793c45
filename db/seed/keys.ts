import { checkDigit } from "#lib/identification/check-digit";

/** The GLN of a producer's nth place, from its GS1 company prefix of seven digits. */
export function gln(prefix: string, place = 1): string {
  const body = `${prefix}${String(place).padStart(5, "0")}`;
  return `${body}${checkDigit(body)}`;
}

/** The GTIN, as 14 digits, of a consumer unit: item 0 to 99,999 of a company prefix of seven digits. */
export function gtin(prefix: string, item: number): string {
  return gtin14("0", prefix, item);
}

/** The GTIN-14 of the case that holds the consumer unit of the same item number. */
export function caseGtin(prefix: string, item: number): string {
  return gtin14("1", prefix, item);
}

function gtin14(indicator: string, prefix: string, item: number): string {
  const body = `${indicator}${prefix}${String(item).padStart(5, "0")}`;
  return `${body}${checkDigit(body)}`;
}

/** A lot of a trade item as EPCIS documents name it (GS1 Digital Link). */
export function lotLink(item: string, lot: string): string {
  return `https://id.gs1.org/01/${item}/10/${encodeURIComponent(lot)}`;
}

/** A place by its GLN as EPCIS documents name it (GS1 Digital Link). */
export function placeLink(place: string): string {
  return `https://id.gs1.org/414/${place}`;
}

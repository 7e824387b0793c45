import { halfWidth, hasFullWidth } from "#lib/measures/fullwidth";
import { readDigitalLink } from "./digital-link.ts";
import { SEPARATOR, readElementString } from "./element-string.ts";
import type { ReadKey } from "./key.ts";
import { refuseKey } from "./problem.ts";
import type { KeyProblem } from "./problem.ts";
import { readUrn } from "./urn.ts";

/** Reads a GS1 key written as an EPC URN, a GS1 Digital Link URI of any domain, or an element string in brackets or as scanned. */
export function readKey(text: string): ReadKey | KeyProblem {
  if (hasFullWidth(text)) return refuseKey("full-width-digits", `full-width characters; it reads as ${halfWidth(text)}: send ASCII`);
  if (/^urn:/i.test(text)) return readUrn(text);
  if (/^https?:/i.test(text)) return readDigitalLink(text);
  if (/^(?:\d{8}|\d{12,14}|\d{18})$/.test(text)) return refuseKey("unknown-scheme", "a bare number does not say whether it is a GTIN, a GLN or an SSCC: put (01), (414) or (00) before it");
  if (/^[(\]\d]/.test(text) || text.startsWith(SEPARATOR)) return readElementString(text);
  return refuseKey("unknown-scheme", "neither an EPC URN, a GS1 Digital Link nor an element string");
}

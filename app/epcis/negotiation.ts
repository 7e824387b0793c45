import { CBV_FORMATS } from "#lib/feeds/formats/epcis-xml/writeEvent";
import type { CbvFormat } from "#lib/feeds/formats/epcis-xml/writeEvent";
import { EPC_FORMATS } from "#lib/feeds/queryTranslation";
import type { EpcFormat } from "#lib/feeds/queryTranslation";
import { HttpRefusal } from "../api/kernel/refused.ts";

/** What answers come as. */
export type Media = "application/json" | "application/ld+json" | "application/xml";

const JSON_ONLY: readonly Media[] = ["application/json", "application/ld+json"];
const EVERY: readonly Media[] = [...JSON_ONLY, "application/xml"];

/** The media type a caller would rather have, of those there are. Refuses `not-acceptable` (406). */
export function mediaOf(headers: Headers, { xml = false }: { readonly xml?: boolean } = {}): Media {
  const accept = headers.get("accept");
  if (accept === null || accept.trim() === "") return "application/json";
  const wanted = accept.split(",").map(rangeIn).filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  for (const { range } of wanted) {
    const found = (xml ? EVERY : JSON_ONLY).find(
      (media) =>
        range === "*/*" ||
        range === "application/*" ||
        range === media ||
        (range === "application/problem+json" && media === "application/json") ||
        (range === "text/xml" && media === "application/xml"),
    );
    if (found !== undefined) return found;
  }
  throw new HttpRefusal(406, "not-acceptable", { accept: accept.slice(0, 80) });
}

function rangeIn(text: string): { readonly range: string; readonly weight: number } {
  const [range = "", ...settings] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = Number(settings.find((each) => each.startsWith("q="))?.slice(2) ?? "1");
  return { range, weight: Number.isFinite(weight) ? weight : 1 };
}

/** How identifiers are to be spelled: as they were sent, unless the header says otherwise. Refuses `header-value-unknown` (406). */
export function epcFormatOf(headers: Headers): EpcFormat {
  return oneOf(headers, "GS1-EPC-Format", EPC_FORMATS) ?? "Never_Translates";
}

/** How the words of the vocabulary are to be spelled in XML. Refuses `header-value-unknown` (406). */
export function cbvFormatOf(headers: Headers): CbvFormat {
  return oneOf(headers, "GS1-CBV-XML-Format", CBV_FORMATS) ?? "No_Preference";
}

function oneOf<Value extends string>(headers: Headers, name: string, values: readonly Value[]): Value | undefined {
  const text = headers.get(name)?.trim();
  const found = values.find((value) => value.toLowerCase() === text?.toLowerCase());
  if (text !== undefined && found === undefined) throw new HttpRefusal(406, "header-value-unknown", { header: name, value: text.slice(0, 40), values: values.join(", ") });
  return found;
}

/** Checks the versions a caller speaks against those of this house, 2.0. Refuses `unsupported-version` (406). */
export function checkVersions(headers: Headers): void {
  for (const standard of ["EPCIS", "CBV"]) {
    for (const kind of ["Version", "Min", "Max"]) {
      const wanted = headers.get(`GS1-${standard}-${kind}`);
      if (wanted === null) continue;
      const version = Number(/^\s*(\d+)(?:\.\d+)*\s*$/.exec(wanted)?.[1] ?? Number.NaN);
      const spoken = kind === "Min" ? version <= 2 : kind === "Max" ? version >= 2 : version === 2;
      if (!spoken) throw new HttpRefusal(406, "unsupported-version", { header: `GS1-${standard}-${kind}`, version: wanted.slice(0, 20) });
    }
  }
}

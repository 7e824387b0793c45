import type { JourneyStop, Band } from "#lib/trace/journey";

/** One step on the way of a lot, or of what it was in then (`via`); `stop` is the number of its place on the map. */
export type StepShown = {
  readonly lot: string;
  readonly gtin: string;
  readonly eventID: string;
  readonly eventTime: Date;
  readonly bizStep: string | null;
  readonly type: string;
  readonly role: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly place: { readonly key: string; readonly siteId: number | null; readonly name: string | null; readonly country: string | null } | null;
  readonly problems: number;
  readonly declaresError: boolean;
  readonly via: string | null;
  readonly stop: number | null;
};

/** A journey as a page shows it. */
export type JourneyShown = { readonly steps: readonly StepShown[]; readonly stops: readonly JourneyStop[]; readonly way: readonly number[]; readonly bands: readonly Band[]; readonly names: PlaceNames };

/** Names of places by their keys, in both languages. */
export type PlaceNames = Readonly<Record<string, { readonly en: string; readonly zh: string }>>;

/** A place on the map, in the reader's language. */
export type MapStop = { readonly no: number; readonly lat: number; readonly lon: number; readonly name: string };

/** An identifier as a person reads it: `SSCC 0301…`, `MSKU1234565`, `GTIN 0301…, lot L1`; another stays as it is. */
export function itemWords(item: string): string {
  const container = /^urn:epc:id:bic:(\w+)$/.exec(item)?.[1];
  if (container !== undefined) return container;
  const [, ai, value, finer, own] = /^(\d{2,4})\/([^/]+)(?:\/(\d{2,4})\/(.+))?$/.exec(item) ?? [];
  if (ai === undefined || value === undefined) return item;
  const named = { "00": "SSCC", "01": "GTIN", "414": "GLN", "417": "GLN", "8003": "GRAI", "8004": "GIAI" }[ai] ?? `(${ai})`;
  return own === undefined ? `${named} ${value}` : `${named} ${value} (${finer}) ${decoded(own)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of an item's own page. */
export const itemHref = (item: string): string => `/items?id=${encodeURIComponent(item)}`;

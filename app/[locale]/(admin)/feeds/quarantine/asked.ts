import { QUARANTINE_STATES, type QuarantineFilter } from "#lib/feeds/quarantine";

/** What stands in the address of the quarantine; everything may be missing or anything. */
export type QuarantineAsked = { readonly state?: string; readonly sender?: string; readonly code?: string; readonly day?: string; readonly document?: string; readonly after?: string };

/** The filter an address asks for; without a state it is what is open. What it cannot be is left out. */
export function filterOf({ state, sender, code, day, document }: QuarantineAsked): QuarantineFilter {
  const given = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text.trim().slice(0, 200));
  const real = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return { state: state === "any" ? undefined : (QUARANTINE_STATES.find((one) => one === state) ?? "open"), sender: given(sender), code: given(code), day: real ? day : undefined, documentId: given(document) };
}

/** The address of the page after a row, under the same filter; without a row, of the first page. */
export function addressOf(asked: QuarantineAsked, after?: number): string {
  const kept = Object.entries({ ...asked, after: after === undefined ? undefined : String(after) }).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "");
  return kept.length === 0 ? "/feeds/quarantine" : `/feeds/quarantine?${new URLSearchParams(kept).toString()}`;
}

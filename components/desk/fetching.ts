import type { Peeked } from "#lib/triage/peeked";
import type { DeskCounts, DeskRow } from "#lib/triage/row";
import { paramsOf, type DeskView } from "#lib/triage/view";
import { PAGE_ROWS } from "./page-rows.ts";
import type { FetchedPage } from "./row-store.ts";

async function read<T>(path: string, params: URLSearchParams): Promise<T> {
  const response = await fetch(`${path}?${params}`, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

function asked(view: DeskView, locale: string, more: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const params = paramsOf(view);
  params.delete("columns");
  for (const [name, value] of Object.entries({ lang: locale, ...more })) if (value !== undefined) params.set(name, value);
  return params;
}

/** One page of a view after a place. */
export function fetchPage(view: DeskView, locale: string, after: string | undefined): Promise<FetchedPage> {
  return read("/api/desk/rows", asked(view, locale, { after, limit: String(PAGE_ROWS) }));
}

/** The rows of some ids, as they are now, that match the view. */
export async function fetchRows(view: DeskView, locale: string, ids: readonly number[]): Promise<readonly DeskRow[]> {
  if (ids.length === 0) return [];
  return (await read<{ rows: readonly DeskRow[] }>("/api/desk/rows", asked(view, locale, { ids: ids.slice(0, 200).join(",") }))).rows;
}

/** The figures above the table. */
export function fetchCounts(view: DeskView, locale: string): Promise<DeskCounts> {
  return read("/api/desk/counts", asked(view, locale, {}));
}

/** One consignment as it is shown beside the table. */
export function fetchPeek(number: string, locale: string): Promise<Peeked> {
  return read("/api/desk/peek", new URLSearchParams({ number, lang: locale }));
}

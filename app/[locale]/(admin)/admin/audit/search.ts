import type { AuditCursor, AuditFilter } from "#lib/audit/queries";

/** The log's search as it stands in the address. Days are the regulator's (UTC+8), both included; `after` is `<instant>~<id>`. */
export type AuditSearch = { readonly actor?: string; readonly action?: string; readonly kind?: string; readonly subject?: string; readonly from?: string; readonly to?: string; readonly after?: string };

const DAY_MS = 86_400_000;

/** What is searched for; a day that is none is left out. */
export function filterOf(search: AuditSearch): AuditFilter {
  const to = dayOf(search.to);
  return { actor: search.actor, action: search.action, subjectKind: search.kind, subjectId: search.subject, from: dayOf(search.from), to: to && new Date(to.getTime() + DAY_MS) };
}

/** Where the page begins; undefined for the first, or when the address was tampered with. */
export function cursorOf(after: string | undefined): AuditCursor | undefined {
  const [at = "", id = ""] = after?.split("~") ?? [];
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) || !/^\d{1,15}$/.test(id) ? undefined : { at: instant, id: Number(id) };
}

/** The address of the page after a cursor, under the same search. */
export function queryAfter(search: AuditSearch, { at, id }: AuditCursor): Record<string, string> {
  const kept = Object.entries(search).filter((entry): entry is [string, string] => entry[0] !== "after" && typeof entry[1] === "string" && entry[1] !== "");
  return { ...Object.fromEntries(kept), after: `${at.toISOString()}~${id}` };
}

/** The screen that shows what an entry was done to, where there is one. */
export function pageOfSubject(kind: string, id: string): string | undefined {
  if (kind === "person" && /^\d+$/.test(id)) return `/admin/people/${id}`;
  const base = SUBJECT_PAGES[kind];
  return base === undefined ? undefined : base + encodeURIComponent(id);
}

const SUBJECT_PAGES: Readonly<Record<string, string>> = {
  declaration: "/consignments/",
  consignment: "/consignments/",
  certificate: "/certificates/",
  case: "/cases/",
  site: "/producers/",
  person: "/admin/people?q=",
  organisation: "/admin/organisations/",
  office: "/admin/offices?code=",
  "named-query": "/feeds/queries/",
  subscription: "/feeds/subscriptions/",
};

function dayOf(text: string | undefined): Date | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00+08:00`);
  return Number.isNaN(day.getTime()) ? undefined : day;
}

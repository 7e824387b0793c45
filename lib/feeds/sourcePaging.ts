import { createHash } from "node:crypto";
import { instantOf } from "./instant.ts";
import type { EpcisCursor, NewGap, OpenWindow, PullSettings } from "./source.ts";
import { PullFailure } from "./sourceProblem.ts";

type EpcisSettings = Extract<PullSettings, { kind: "epcis" }>;

/** An event of a page, as far as paging looks at it. */
export type PageEvent = { readonly id: string; readonly recordTime: string | null };

/** The most pages of one window, and of them without an event in a row; and how many pages are remembered to see a loop. */
export const WINDOW = { pages: 10_000, empty: 3, remembered: 200, tail: 20 } as const;

/** The place of a source of which nothing was read yet. */
export const NOTHING_READ: EpcisCursor = { kind: "epcis", recordTime: null, tail: [], pages: [], lookedBackAt: null, window: null };

/** Opens a window: from the latest record time less the overlap, or once a day from as far back as is looked back. */
export function openWindow(settings: EpcisSettings, cursor: EpcisCursor, now: Date): OpenWindow {
  const looksBack = cursor.recordTime !== null && settings.lookBackHours > 0 && (cursor.lookedBackAt === null || now.getTime() - Date.parse(cursor.lookedBackAt) >= 86_400_000);
  const back = looksBack ? Math.max(settings.lookBackHours * 60, settings.overlapMinutes) : settings.overlapMinutes;
  const from = cursor.recordTime === null ? null : before(cursor.recordTime, back);
  const address = new URL(settings.address);
  address.hash = "";
  if (!/\/events\/?$/.test(address.pathname)) address.pathname = `${address.pathname.replace(/\/+$/, "")}/events`;
  for (const [name, value] of new URLSearchParams(settings.query ?? "")) address.searchParams.append(name, value);
  if (from !== null) address.searchParams.set("GE_recordTime", from);
  address.searchParams.set("perPage", String(settings.perPage));
  return { from, begun: now.toISOString(), looksBack, link: address.href, pages: 0, emptyPages: 0, digests: [], seen: null, tail: [], tailSeen: false, late: null };
}

/** The events of an EPCIS query document or document; throws `not-a-page` for anything else. */
export function readPage(body: string): PageEvent[] {
  const events = listIn(body);
  if (events === undefined) throw new PullFailure("not-a-page", { begins: body.slice(0, 60) });
  return events.map((event) => {
    const { eventID, recordTime } = (typeof event === "object" && event !== null ? event : {}) as { readonly eventID?: unknown; readonly recordTime?: unknown };
    const at = typeof recordTime === "string" ? instantOf(recordTime) : undefined;
    return { id: typeof eventID === "string" ? eventID : digestOf(JSON.stringify(event)), recordTime: at?.toISOString() ?? null };
  });
}

/** The address of the next page by a Link header (RFC 8288); null on the last page. */
export function nextLink(header: string | undefined, page: string): string | null {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(/<([^>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)/i.test(parameters) && URL.canParse(target, page)) return new URL(target, page).href;
  }
  return null;
}

/** The window after a page was read, before it is known what of it is new. Throws `page-loop` and `endless-pages` where pages lead nowhere. */
export function pageRead(window: OpenWindow, cursor: EpcisCursor, events: readonly PageEvent[], link: string | null): OpenWindow {
  const page = pageDigest(events);
  const digests = [...(events.length === 0 ? [] : [page]), ...(link === null ? [] : [digestOf(link)])];
  if (digests.some((digest) => window.digests.includes(digest)) || link === window.link) throw new PullFailure("page-loop", { pages: window.pages + 1 });
  const emptyPages = events.length === 0 ? window.emptyPages + 1 : 0;
  if (link !== null && (emptyPages > WINDOW.empty || window.pages + 1 >= WINDOW.pages)) throw new PullFailure("endless-pages", { pages: window.pages + 1 });
  const seen = events.reduce((latest, { recordTime }) => later(latest, recordTime), window.seen);
  const atEnd = events.filter(({ recordTime }) => recordTime !== null && recordTime === seen).map(({ id }) => id);
  return {
    ...window,
    link: link ?? window.link,
    pages: window.pages + 1,
    emptyPages,
    digests: [...window.digests, ...digests].slice(-WINDOW.remembered),
    seen,
    tail: (seen === window.seen ? [...window.tail, ...atEnd] : atEnd).slice(-WINDOW.tail),
    tailSeen: window.tailSeen || events.some(({ id }) => cursor.tail.includes(id)),
  };
}

/** Notes those events of a page that are new and yet were recorded before the overlap: an earlier reading was not given them. `isNew` is by index. */
export function lateIn(window: OpenWindow, cursor: EpcisCursor, overlapMinutes: number, events: readonly PageEvent[], isNew: (index: number) => boolean): OpenWindow {
  const { recordTime: reached } = cursor;
  if (reached === null) return window;
  const since = before(reached, overlapMinutes);
  const late = events.flatMap(({ recordTime }, index) => (recordTime !== null && recordTime < since && isNew(index) ? [recordTime] : [])).toSorted();
  const [from, to] = [late[0], late.at(-1)];
  if (from === undefined || to === undefined) return window;
  const held = window.late;
  return { ...window, late: held === null ? { count: late.length, from, to } : { count: held.count + late.length, from: from < held.from ? from : held.from, to: to > held.to ? to : held.to } };
}

/** The cursor at the end of a window, and what it shows of the source's completeness: events that came late, or a server that no longer has what it had. */
export function windowRead(window: OpenWindow, cursor: EpcisCursor): { readonly cursor: EpcisCursor; readonly gaps: readonly NewGap[] } {
  const wentBack = cursor.tail.length > 0 && !window.tailSeen;
  const gaps: NewGap[] = [];
  if (window.late !== null) gaps.push({ kind: "came-late", from: new Date(window.late.from), to: new Date(window.late.to), facts: { events: window.late.count } });
  if (wentBack && window.from !== null) gaps.push({ kind: "went-back", from: new Date(window.from), to: new Date(window.begun), facts: { missing: cursor.tail.length } });
  const recordTime = later(cursor.recordTime, window.seen) ?? (window.digests.length > 0 ? window.begun : null);
  const moved = recordTime !== cursor.recordTime || wentBack;
  return {
    cursor: {
      kind: "epcis",
      recordTime: wentBack ? (window.seen ?? cursor.recordTime) : recordTime,
      tail: moved ? window.tail : cursor.tail,
      pages: window.digests.slice(-WINDOW.tail),
      lookedBackAt: window.looksBack || cursor.lookedBackAt === null ? window.begun : cursor.lookedBackAt,
      window: null,
    },
    gaps,
  };
}

/** Whether a page says nothing that the last window did not say: a quiet source answers with the overlap alone. */
export function isKnownPage(cursor: EpcisCursor, events: readonly PageEvent[]): boolean {
  return events.length === 0 || cursor.pages.includes(pageDigest(events));
}

const pageDigest = (events: readonly PageEvent[]): string => digestOf(events.map(({ id, recordTime }) => `${id} ${recordTime ?? ""}`).join("\n"));

function listIn(body: string): readonly unknown[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const member = (holder: unknown, name: string): unknown => (typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>)[name] : undefined);
  const inside = member(document, "epcisBody");
  const found = member(member(member(inside, "queryResults"), "resultsBody"), "eventList") ?? member(inside, "eventList");
  return Array.isArray(found) ? (found as unknown[]) : undefined;
}

const before = (at: string, minutes: number): string => new Date(Date.parse(at) - minutes * 60_000).toISOString();

const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);

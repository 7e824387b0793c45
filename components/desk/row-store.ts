import type { DeskRow } from "#lib/triage/row";
import { PAGE_ROWS } from "./page-rows.ts";

/** One page of a view: the place it begins after, and its rows, null once they were let go. */
type Page = { readonly after: string | undefined; readonly count: number; readonly rows: readonly DeskRow[] | null };

/** What the table shows: how many rows are known, whether there are more, whether more are on their way. */
export type RowsSeen = { readonly pages: readonly Page[]; readonly total: number; readonly next: string | undefined; readonly state: "still" | "loading" | "failed" };

export type FetchedPage = { readonly rows: readonly DeskRow[]; readonly next: string | undefined };
type Fetch = (after: string | undefined) => Promise<FetchedPage>;

const KEPT_EACH_WAY = 8;

/**
 * Rows of one view, fetched page by page as they are scrolled to. Pages far from the window are let go and fetched again when they are needed,
 * so that any number of rows costs the memory of some 1,700.
 */
export class RowStore {
  private seen: RowsSeen;
  private readonly listeners = new Set<() => void>();
  private readonly fetching = new Set<number>();
  private readonly fetch: Fetch;

  constructor(first: FetchedPage | undefined, fetch: Fetch) {
    this.fetch = fetch;
    this.seen = first === undefined ? { pages: [], total: 0, next: undefined, state: "loading" } : opened(first);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): RowsSeen => this.seen;

  /** Sees to it that the rows from `first` to `last` and a page around them are there or on their way. */
  need(first: number, last: number): void {
    const from = Math.max(0, Math.floor(first / PAGE_ROWS));
    const to = Math.floor((last + PAGE_ROWS / 2) / PAGE_ROWS);
    for (let at = from; at <= to; at++) {
      const page = this.seen.pages[at];
      if (page === undefined) {
        if (at === this.seen.pages.length && this.seen.next !== undefined) void this.load(at, this.seen.next);
        break;
      }
      if (page.rows === null) void this.load(at, page.after);
    }
    this.letGo(from, to);
  }

  /** Reads the view anew from its top. */
  async refresh(): Promise<void> {
    await this.load(0, undefined, true);
  }

  /** Changes rows in place; those not in memory are passed over. */
  patch(changes: ReadonlyMap<number, Partial<DeskRow>>): void {
    const touched = (rows: readonly DeskRow[]) => rows.some((row) => changes.has(row.id));
    const pages = this.seen.pages.map((page) => (page.rows !== null && touched(page.rows) ? { ...page, rows: page.rows.map((row) => (changes.has(row.id) ? { ...row, ...changes.get(row.id) } : row)) } : page));
    this.set({ ...this.seen, pages });
  }

  private async load(at: number, after: string | undefined, anew = false): Promise<void> {
    if (this.fetching.has(at)) return;
    this.fetching.add(at);
    this.set({ ...this.seen, state: "loading" });
    try {
      const fetched = await this.fetch(after);
      if (anew) this.set(opened(fetched));
      else this.put(at, after, fetched);
    } catch {
      this.set({ ...this.seen, state: "failed" });
    } finally {
      this.fetching.delete(at);
    }
  }

  private put(at: number, after: string | undefined, fetched: FetchedPage): void {
    const last = at === this.seen.pages.length;
    const page = { after, count: fetched.rows.length, rows: fetched.rows };
    const pages = last ? [...this.seen.pages, page] : this.seen.pages.map((known, index) => (index === at ? { ...known, rows: fetched.rows.slice(0, known.count) } : known));
    this.set({ pages, total: pages.reduce((sum, one) => sum + one.count, 0), next: last ? fetched.next : this.seen.next, state: "still" });
  }

  private letGo(from: number, to: number): void {
    const far = (at: number) => at < from - KEPT_EACH_WAY || at > to + KEPT_EACH_WAY;
    if (!this.seen.pages.some((page, at) => page.rows !== null && far(at))) return;
    this.set({ ...this.seen, pages: this.seen.pages.map((page, at) => (far(at) ? { ...page, rows: null } : page)) });
  }

  private set(seen: RowsSeen): void {
    this.seen = seen;
    for (const listener of this.listeners) listener();
  }
}

/** The row at a place; undefined while it is not in memory. */
export function rowAt(seen: RowsSeen, index: number): DeskRow | undefined {
  return seen.pages[Math.floor(index / PAGE_ROWS)]?.rows?.[index % PAGE_ROWS];
}

/** Every row in memory, in order. */
export function heldRows(seen: RowsSeen): DeskRow[] {
  return seen.pages.flatMap((page) => page.rows ?? []);
}

/** Where a consignment stands among the rows in memory; -1 when it is not there. */
export function placeOf(seen: RowsSeen, id: number): number {
  for (const [at, page] of seen.pages.entries()) {
    const within = page.rows?.findIndex((row) => row.id === id) ?? -1;
    if (within >= 0) return at * PAGE_ROWS + within;
  }
  return -1;
}

function opened(first: FetchedPage): RowsSeen {
  return { pages: [{ after: undefined, count: first.rows.length, rows: first.rows }], total: first.rows.length, next: first.next, state: "still" };
}

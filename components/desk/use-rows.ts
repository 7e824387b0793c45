import { useLocale } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from "react";
import { useLive, type DeskNews } from "#components/frame/Live";
import type { DeskCounts } from "#lib/triage/row";
import { paramsOf, viewOf, type DeskView } from "#lib/triage/view";
import { fetchCounts, fetchPage, fetchRows } from "./fetching.ts";
import { PAGE_ROWS } from "./page-rows.ts";
import { heldRows, RowStore, type FetchedPage, type RowsSeen } from "./row-store.ts";

const COUNT_PAUSE = 1_500;
const NONE: ReadonlySet<number> = new Set();

/** The view without its columns, as text: what rows and counts depend on. */
function askedOf(view: DeskView): string {
  const params = paramsOf(view);
  params.delete("columns");
  return params.toString();
}

/** The rows of a view, kept true by the live stream: what changed is changed in place, what is new is counted and waits. */
export function useRows(view: DeskView, opening: FetchedPage & { readonly view: DeskView }): { readonly store: RowStore; readonly seen: RowsSeen; readonly waiting: number; readonly refresh: () => Promise<void> } {
  const locale = useLocale();
  const live = useLive();
  const asked = askedOf(view);
  const store = useMemo(() => {
    const rowsOf = viewOf(new URLSearchParams(asked));
    return new RowStore(askedOf(opening.view) === asked ? opening : undefined, (after) => fetchPage(rowsOf, locale, after));
  }, [asked, locale, opening]);
  const seen = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const [waiting, setWaiting] = useState<{ readonly store: RowStore; readonly ids: ReadonlySet<number> }>({ store, ids: NONE });

  useEffect(() => {
    if (store.snapshot().pages.length === 0) void store.refresh();
  }, [store]);

  const onNews = useEffectEvent((news: DeskNews) => {
    const held = new Set(heldRows(store.snapshot()).map((row) => row.id));
    const told = news.gap ? [...held].slice(0, PAGE_ROWS * 2) : [...news.changed, ...news.arrived];
    fetchRows({ ...view, filter: { state: "all" } }, locale, told.filter((id) => held.has(id))).then(
      (rows) => rows.length > 0 && store.patch(new Map(rows.map((row) => [row.id, row]))),
      () => undefined,
    );
    fetchRows(view, locale, told.filter((id) => !held.has(id))).then(
      (rows) => rows.length > 0 && setWaiting((known) => ({ store, ids: new Set([...(known.store === store ? known.ids : NONE), ...rows.map((row) => row.id)]) })),
      () => undefined,
    );
  });
  const { listen, seen: looked } = live;
  useEffect(() => listen((news) => onNews(news)), [listen]);

  const refresh = useCallback(async () => {
    setWaiting({ store, ids: NONE });
    looked();
    await store.refresh();
  }, [store, looked]);
  return { store, seen, waiting: waiting.store === store ? waiting.ids.size : 0, refresh };
}

/** The figures of a view, read again a moment after anything changed. `changes` counts the changes made here. */
export function useCounts(view: DeskView, changes: number): DeskCounts | undefined {
  const locale = useLocale();
  const { listen } = useLive();
  const asked = askedOf(view);
  const [known, setKnown] = useState<{ readonly asked: string; readonly round: number; readonly counts: DeskCounts }>();
  const [news, setNews] = useState(0);
  const round = news + changes;
  useEffect(() => listen(() => setNews((count) => count + 1)), [listen]);
  const pause = known?.asked === asked ? COUNT_PAUSE : 0;
  const current = known?.asked === asked && known.round === round;
  useEffect(() => {
    if (current) return undefined;
    let wanted = true;
    const timer = setTimeout(() => {
      fetchCounts(viewOf(new URLSearchParams(asked)), locale).then(
        (counts) => wanted && setKnown({ asked, round, counts }),
        () => undefined,
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, locale, round, pause, current]);
  return known?.counts;
}

"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Post } from "#components/frame/Frame";
import { useLive } from "#components/frame/Live";
import { answered } from "../ui/answered.ts";
import { Button } from "#components/ui/Button";
import { ErrorNote } from "#components/ui/ErrorNote";
import { notify } from "#components/ui/Toast";
import { useRefusalWords } from "#components/ui/refusal-words";
import type { TriageDecision } from "#lib/triage/decision";
import type { DeskRow } from "#lib/triage/row";
import type { DeskView } from "#lib/triage/view";
import type { DeskActs, Who } from "./acts.ts";
import { BulkBar } from "./BulkBar.tsx";
import { CaseDialog } from "./CaseDialog.tsx";
import { Compare } from "./Compare.tsx";
import { DecisionDialog } from "./DecisionDialog.tsx";
import { DeskCards } from "./DeskCards.tsx";
import { DeskTable } from "./DeskTable.tsx";
import { DeskTitle } from "./DeskTitle.tsx";
import { EmptyDesk } from "./EmptyDesk.tsx";
import { Filters } from "./Filters.tsx";
import { NowContext, useClock } from "./now.ts";
import { Peek } from "./Peek.tsx";
import { ResultDialog } from "./ResultDialog.tsx";
import { heldRows, placeOf, rowAt, type FetchedPage } from "./row-store.ts";
import { useDeciding } from "./use-deciding.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useNarrow } from "./use-narrow.ts";
import { useCounts, useRows } from "./use-rows.ts";
import { DESK_LAST, DESK_ORDER } from "../consignment/use-neighbours.ts";
import { useSelection } from "./use-selection.ts";
import { useView } from "./use-view.ts";
import { useRouter } from "../../app/navigation.ts";
import { useWritten } from "../frame/use-written.ts";
import { ColumnMenu, ViewMenu, type ViewKept } from "./ViewMenu.tsx";

export type DeskProps = {
  readonly first: { readonly view: DeskView; readonly page: string };
  readonly post: Post;
  readonly own: { readonly who: Who; readonly views: readonly ViewKept[] } | undefined;
  readonly now: string;
  readonly acts: DeskActs;
};

const NOBODYS = { who: { id: 0, name: "" }, views: [] };

/** The triage desk. `own` is what is one person's, left out of a document drawn for all of a post, in which it is written beside. `first.page` is its first page as JSON text, as the house answers it: text is carried to the browser at a fraction of what rows cost. */
export function Desk({ first, post, own, now, acts }: DeskProps) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const { seen: looked } = useLive();
  const words = useRefusalWords();
  const router = useRouter();
  const written = useWritten();
  const { who, views } = own ?? written ?? NOBODYS;
  const person = useMemo(() => ({ ...post, ...who }), [post, who]);
  const clock = useClock(now);
  const [view, setView] = useView();
  const [opening] = useState(() => ({ view: first.view, ...(JSON.parse(first.page) as FetchedPage) }));
  const { store, seen, waiting, refresh } = useRows(view, opening);
  const [changes, setChanges] = useState(0);
  const changed = useCallback(() => setChanges((count) => count + 1), []);
  const counts = useCounts(view, changes);
  const { activeIndex, setActiveIndex, selected, toggle, selectAll, clear } = useSelection(store, seen);
  const [peeking, setPeeking] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [caseRows, setCaseRows] = useState<readonly DeskRow[]>();
  const marked = useMarked();
  const deciding = useDeciding({ acts, store, person, onChanged: changed });
  const narrow = useNarrow();

  const active = rowAt(seen, activeIndex);
  const chosen = useMemo(() => [...selected.values()].map((row) => rowAt(seen, placeOf(seen, row.id)) ?? row), [selected, seen]);
  const held = useMemo(() => heldRows(seen), [seen]);
  useEffect(() => looked(), [looked]);
  useEffect(() => sessionStorage.setItem(DESK_ORDER, JSON.stringify(held.map((row) => row.number))), [held]);
  useEffect(() => {
    const last = sessionStorage.getItem(DESK_LAST);
    sessionStorage.removeItem(DESK_LAST);
    const row = last === null ? undefined : heldRows(store.snapshot()).find(({ number }) => number === last);
    if (row !== undefined) setActiveIndex(placeOf(store.snapshot(), row.id));
  }, [store, setActiveIndex]);
  const target = useCallback((): readonly DeskRow[] => (chosen.length > 0 ? chosen : active ? [active] : []), [chosen, active]);
  const { decide: decideOn } = deciding;
  const decide = useCallback((decision: TriageDecision) => decideOn(target(), decision), [decideOn, target]);
  const openCase = useCallback(() => setCaseRows(target()), [target]);
  const open = useCallback(() => {
    if (active) router.push(`/consignments/${encodeURIComponent(active.number)}`);
  }, [active, router]);
  const onPick = useCallback((index: number) => setActiveIndex(index), [setActiveIndex]);
  const onPeek = useCallback(
    (index: number) => {
      setActiveIndex(index);
      setPeeking(true);
    },
    [setActiveIndex],
  );

  const claim = useCallback(async () => {
    const outcome = await answered(acts.claim());
    if (outcome.state === "refused") return notify({ title: words(outcome), tone: "note" });
    if (outcome.state !== "done") return undefined;
    const row = heldRows(store.snapshot()).find((one) => one.number === outcome.result.number);
    if (row) store.patch(new Map([[row.id, { assignee: person.name, assigneeId: person.id, version: outcome.result.version }]]));
    if (row) onPeek(placeOf(store.snapshot(), row.id));
    else setView({ ...view, filter: { q: outcome.result.number } });
    return notify({ title: t("claimed", { number: outcome.result.number }), tone: "done" });
  }, [acts, store, person, view, setView, onPeek, words, t]);

  const take = useCallback(async () => {
    const outcome = await answered(acts.assignAll({ numbers: chosen.map((row) => row.number), assignee: "me" }));
    if (outcome.state === "refused") return notify({ title: words(outcome), tone: "wrong" });
    if (outcome.state !== "done") return undefined;
    const done = new Map(outcome.result.flatMap((one) => (one.ok ? [[one.number, one.result] as const] : [])));
    store.patch(new Map(chosen.flatMap((row) => (done.has(row.number) ? [[row.id, { assignee: person.name, assigneeId: person.id, version: done.get(row.number)?.version ?? row.version }] as const] : []))));
    const no = outcome.result.flatMap((one) => (one.ok ? [] : [words(one)]));
    return notify({ title: t("taken", { count: done.size }), detail: no[0], tone: no.length > 0 ? "wrong" : "done" });
  }, [acts, chosen, store, person, words, t]);

  useDeskKeys({
    store,
    seen,
    activeIndex,
    setActiveIndex,
    peeking,
    setPeeking,
    selected: chosen.length,
    toggle,
    clear,
    decide,
    open,
    openCase,
    claim,
    takeBack: deciding.takeBack,
    compare: () => setComparing(true),
    refresh,
  });

  const menus = useMemo(
    () => (
      <>
        <ViewMenu view={view} views={views} acts={acts} office={person.office} onView={setView} />
        <ColumnMenu view={view} onView={setView} />
      </>
    ),
    [view, views, acts, person.office, setView],
  );
  const list = { store, seen, activeIndex, selected, marked, onPick, onPeek, onSelect: toggle, empty: seen.state === "loading" ? null : <EmptyDesk view={view} onView={setView} /> };
  return (
    <NowContext value={clock}>
      <div className="flex min-h-0 flex-1">
        <section className="flex min-w-0 flex-1 flex-col">
          <div className="flex flex-col gap-2.5 px-4 pt-3 pb-2.5">
            <DeskTitle view={view} counts={counts} onView={setView} actions={menus} />
            <Filters view={view} onView={setView} rows={held} own={person.office} />
            {seen.state === "failed" ? <ErrorNote title={t("failed")} action={<Button size="sm" onPress={() => void refresh()}>{t("again")}</Button>} /> : null}
          </div>
          <div className="relative flex min-h-0 flex-1 flex-col border-t border-line">
            {waiting === 0 ? null : (
              <div className="absolute inset-x-0 top-10 z-30 flex justify-center">
                <Button look="primary" size="sm" onPress={() => void refresh()}>
                  {t("newOnes", { count: waiting })}
                </Button>
              </div>
            )}
            {narrow === true ? <DeskCards {...list} /> : (
              <div className={`flex min-h-0 flex-1 flex-col ${narrow === undefined ? "max-md:invisible" : ""}`}>
                <DeskTable {...list} drawn={narrow !== undefined} view={view} onView={setView} onSelectAll={selectAll} />
              </div>
            )}
          </div>
          {chosen.length === 0 ? null : <BulkBar rows={chosen} matching={counts?.matching} person={person} onDecide={decide} onCase={openCase} onCompare={() => setComparing(true)} onTake={take} onClear={clear} />}
        </section>
        {peeking && active ? (
          <Peek
            row={active}
            person={person}
            acts={acts}
            onDecide={(decision) => deciding.decide([active], decision)}
            onCase={() => setCaseRows([active])}
            onClose={() => setPeeking(false)}
            onSettled={(change) => store.patch(new Map([[active.id, change]]))}
          />
        ) : null}
      </div>
      <DecisionDialog asked={deciding.asked} onAnswer={deciding.answer} onCancel={deciding.cancel} />
      <ResultDialog refused={deciding.refused} onClose={deciding.forget} />
      {caseRows === undefined || caseRows.length === 0 ? null : <CaseDialog rows={caseRows} acts={acts} onClose={() => setCaseRows(undefined)} />}
      {comparing && (chosen.length === 2 || chosen.length === 3) ? <Compare rows={chosen} onClose={() => setComparing(false)} /> : null}
      <p className="sr-only" aria-live="polite" lang={locale}>
        {seen.state === "loading" ? t("loading") : ""}
      </p>
    </NowContext>
  );
}

/** The rows that the stream said changed, marked for a moment. */
function useMarked(): ReadonlySet<number> {
  const { listen } = useLive();
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((news) => {
      setMarked(new Set([...news.changed, ...news.arrived]));
      clearTimeout(timer);
      timer = setTimeout(() => setMarked(new Set()), 1_800);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [listen]);
  return marked;
}

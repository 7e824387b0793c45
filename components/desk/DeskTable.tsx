"use client";
import { useTable, type Updater } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from "react";
import type { DeskRow } from "#lib/triage/row";
import type { DeskView } from "#lib/triage/view";
import { columns, columnsKept, columnState, features, firstSize, GROWS, isColumn, NARROWEST, sortOf, type ColumnId, type ColumnState } from "./columns.ts";
import { BOX_WIDTH, DeskLine, ROW_HEIGHT, WaitingLine, type Shown } from "./DeskLine.tsx";
import { Head, HeadBox, type ColumnActs } from "./Head.tsx";
import { heldRows, rowAt, type RowStore, type RowsSeen } from "./row-store.ts";

export type ListProps = {
  readonly store: RowStore;
  readonly seen: RowsSeen;
  readonly activeIndex: number;
  readonly selected: ReadonlyMap<number, DeskRow>;
  readonly marked: ReadonlySet<number>;
  readonly onPick: (index: number) => void;
  readonly onPeek: (index: number) => void;
  readonly onSelect: (index: number, range: boolean) => void;
  readonly empty: ReactNode;
};

/** Rows of the first drawing, before the window has said how high it is. */
const FIRST_ROWS = 20;
/** Rows drawn above and below the window. */
const OVERSCAN = 8;

/** The table: any number of rows, of which those in the window are drawn. `drawn` once a browser draws it. */
export function DeskTable({
  drawn,
  view,
  onView,
  onSelectAll,
  ...list
}: ListProps & { readonly drawn: boolean; readonly view: DeskView; readonly onView: (view: DeskView) => void; readonly onSelectAll: (all: boolean) => void }) {
  const t = useTranslations("desk");
  const scroller = useRef<HTMLDivElement>(null);
  const held = useMemo(() => heldRows(list.seen), [list.seen]);
  const [state, setState] = useColumns(view, onView);
  const table = useTable({
    features,
    columns,
    data: held,
    getRowId: (row: DeskRow) => String(row.id),
    state,
    columnResizeMode: "onChange",
    onColumnOrderChange: (next) => setState((now) => ({ ...now, columnOrder: settled(next, now.columnOrder) })),
    onColumnVisibilityChange: (next) => setState((now) => ({ ...now, columnVisibility: settled(next, now.columnVisibility) })),
    onColumnSizingChange: (next) => setState((now) => ({ ...now, columnSizing: settled(next, now.columnSizing) })),
    onColumnPinningChange: (next) => setState((now) => ({ ...now, columnPinning: settled(next, now.columnPinning) })),
  });
  const headers = [...table.getStartFlatHeaders(), ...table.getCenterFlatHeaders(), ...table.getEndFlatHeaders()];
  const layout = JSON.stringify(headers.map((header) => ({ id: header.column.id, size: header.getSize(), side: header.column.getIsPinned() })));
  const shown = useMemo(() => stuck(JSON.parse(layout) as readonly Placed[]), [layout]);
  const template = `${BOX_WIDTH}px ${headers.map((header) => (header.column.id === GROWS ? `minmax(${header.getSize()}px, 1fr)` : `${header.getSize()}px`)).join(" ")}`;
  const width = BOX_WIDTH + headers.reduce((sum, header) => sum + header.getSize(), 0);
  // oxlint-disable-next-line react/incompatible-library -- what the virtualizer answers is used here, in this render, and handed to nobody
  const virtual = useVirtualizer({
    count: list.seen.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: drawn ? OVERSCAN : 0,
    initialRect: { width: 1200, height: FIRST_ROWS * ROW_HEIGHT },
    scrollPaddingStart: 40,
    scrollPaddingEnd: 8,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

  const { store, seen, activeIndex } = list;
  useEffect(() => store.need(first, last), [store, seen, first, last]);
  const show = useEffectEvent((index: number) => virtual.scrollToIndex(index, { align: "auto" }));
  useEffect(() => show(activeIndex), [activeIndex]);

  const acts = useMemo<ColumnActs>(
    () => ({
      move: (id, by) => setState((now) => ({ ...now, columnOrder: moved(now.columnOrder, now.columnVisibility, id, by) })),
      pin: (id, side) => setState((now) => ({ ...now, columnPinning: pinned(now.columnPinning, id, side) })),
      hide: (id) => setState((now) => ({ ...now, columnVisibility: { ...now.columnVisibility, [id]: false } })),
      resize: (id, by) => setState((now) => ({ ...now, columnSizing: { ...now.columnSizing, [id]: Math.max(NARROWEST, (now.columnSizing[id] ?? firstSize(id)) + by) } })),
    }),
    [setState],
  );
  const onSort = useCallback(
    (id: ColumnId) => {
      const sort = sortOf(id);
      if (sort !== undefined) onView({ ...view, sort, descending: view.sort === sort ? !view.descending : sort === "score" || sort === "used" });
    },
    [view, onView],
  );
  const active = rowAt(list.seen, list.activeIndex);
  const allSelected = held.length > 0 && list.selected.size >= held.length;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t("table")}
      aria-rowcount={list.seen.next === undefined ? list.seen.total + 1 : -1}
      aria-colcount={shown.length + 1}
      aria-multiselectable
      aria-activedescendant={active === undefined ? undefined : `row-${active.id}`}
      className="relative min-h-0 flex-1 overflow-auto outline-none focus-visible:outline-none"
    >
      <div role="row" aria-rowindex={1} className="sticky top-0 z-20 grid h-8 border-b border-line-strong bg-surface" style={{ gridTemplateColumns: template, minWidth: width }}>
        <HeadBox some={list.selected.size > 0} all={allSelected} onChange={onSelectAll} />
        {headers.map((header, at) => {
          const place = shown[at];
          return place === undefined ? null : <Head key={header.id} header={header} shown={place} drawn={drawn} view={view} onSort={onSort} acts={acts} />;
        })}
      </div>
      {list.seen.total > 0 || list.empty === null ? null : (
        <div role="row">
          <div role="gridcell">{list.empty}</div>
        </div>
      )}
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: width }}>
        {items.map((item) => {
          const row = rowAt(list.seen, item.index);
          if (row === undefined) return <WaitingLine key={item.key} index={item.index} top={item.start} words={t("loading")} />;
          return (
            <DeskLine
              key={row.id}
              row={row}
              index={item.index}
              top={item.start}
              template={template}
              shown={shown}
              active={item.index === list.activeIndex}
              selected={list.selected.has(row.id)}
              marked={list.marked.has(row.id)}
              onPick={list.onPick}
              onPeek={list.onPeek}
              onSelect={list.onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}

/** How the columns stand: at once here, and half a second after the last change in the address. */
function useColumns(view: DeskView, onView: (view: DeskView) => void) {
  const inView = JSON.stringify(view.columns ?? null);
  const [kept, setKept] = useState(() => ({ inView, state: columnState(view), changed: false }));
  const now = kept.inView === inView ? kept : { inView, state: columnState(view), changed: false };
  if (now !== kept) setKept(now);
  const keep = useEffectEvent((state: ColumnState) => onView({ ...view, columns: columnsKept(state) }));
  useEffect(() => {
    if (!kept.changed) return undefined;
    const timer = setTimeout(() => keep(kept.state), 500);
    return () => clearTimeout(timer);
  }, [kept]);
  const setState = useCallback((change: (state: ColumnState) => ColumnState) => setKept((before) => ({ ...before, state: change(before.state), changed: true })), []);
  return [now.state, setState] as const;
}

function settled<T>(next: Updater<T>, now: T): T {
  return typeof next === "function" ? (next as (old: T) => T)(now) : next;
}

function moved(order: readonly string[], visible: Readonly<Record<string, boolean>>, id: string, by: -1 | 1): string[] {
  const shown = order.filter((one) => visible[one] !== false);
  const neighbour = shown[shown.indexOf(id) + by];
  if (neighbour === undefined) return [...order];
  const rest = order.filter((one) => one !== id);
  const at = rest.indexOf(neighbour) + (by === 1 ? 1 : 0);
  return [...rest.slice(0, at), id, ...rest.slice(at)];
}

function pinned(now: ColumnState["columnPinning"], id: string, side: "start" | "end" | false): ColumnState["columnPinning"] {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  return { start: side === "start" ? [...without(now.start), id] : without(now.start), end: side === "end" ? [...without(now.end), id] : without(now.end) };
}

type Placed = { readonly id: string; readonly size: number; readonly side: false | "start" | "end" };

/** Where each shown column sticks, by the widths of those pinned beside it. */
function stuck(columnsShown: readonly Placed[]): Shown[] {
  const width = (some: readonly Placed[]) => some.reduce((sum, one) => sum + one.size, 0);
  return columnsShown.flatMap(({ id, side }, at) => {
    if (!isColumn(id)) return [];
    if (side === false) return [{ id }];
    return [{ id, stick: { side, at: side === "start" ? BOX_WIDTH + width(columnsShown.slice(0, at)) : width(columnsShown.slice(at + 1)) } }];
  });
}

import { useCallback, useState } from "react";
import type { DeskRow } from "#lib/triage/row";
import { heldRows, placeOf, rowAt, type RowStore, type RowsSeen } from "./row-store.ts";

/** As many as one bulk action takes. */
const MOST_SELECTED = 500;

type Selection = { readonly store: RowStore; readonly index: number; readonly standsOn: number | undefined; readonly from: number; readonly selected: ReadonlyMap<number, DeskRow> };

function fresh(store: RowStore): Selection {
  return { store, index: 0, standsOn: undefined, from: 0, selected: new Map() };
}

/** Where the cursor stands and which rows are selected. The cursor stays on its consignment when rows are read anew; another view starts at its top. */
export function useSelection(store: RowStore, seen: RowsSeen) {
  const [kept, setKept] = useState<Selection>(() => fresh(store));
  const now = kept.store === store ? kept : fresh(store);
  const change = useCallback((by: (now: Selection, seen: RowsSeen) => Partial<Selection>) => setKept((before) => {
    const known = before.store === store ? before : fresh(store);
    return { ...known, ...by(known, store.snapshot()) };
  }), [store]);

  const setActiveIndex = useCallback(
    (index: number) => change((_, rows) => {
      const at = Math.min(Math.max(0, index), Math.max(0, rows.total - 1));
      return { index: at, standsOn: rowAt(rows, at)?.id };
    }),
    [change],
  );
  const toggle = useCallback((index: number, range: boolean) => change((known, rows) => toggled(known, rows, index, range)), [change]);
  const selectAll = useCallback((all: boolean) => change((_, rows) => ({ selected: all ? new Map(heldRows(rows).slice(0, MOST_SELECTED).map((row) => [row.id, row])) : new Map() })), [change]);
  const clear = useCallback(() => change(() => ({ selected: new Map() })), [change]);
  return { activeIndex: standing(now, seen), setActiveIndex, selected: now.selected, toggle, selectAll, clear };
}

function standing({ index, standsOn }: Selection, seen: RowsSeen): number {
  if (standsOn === undefined || rowAt(seen, index)?.id === standsOn) return Math.min(index, Math.max(0, seen.total - 1));
  const at = placeOf(seen, standsOn);
  return at >= 0 ? at : Math.min(index, Math.max(0, seen.total - 1));
}

function toggled(known: Selection, rows: RowsSeen, index: number, range: boolean): Partial<Selection> {
  const row = rowAt(rows, index);
  if (row === undefined) return {};
  const selected = new Map(known.selected);
  const [least, most] = range ? [Math.min(known.from, index), Math.max(known.from, index)] : [index, index];
  if (range || !selected.delete(row.id)) {
    for (let at = least; at <= most; at++) {
      const one = rowAt(rows, at);
      if (one) selected.set(one.id, one);
    }
  }
  return { selected, from: index };
}

import { columnOrderingFeature, columnPinningFeature, columnResizingFeature, columnSizingFeature, columnVisibilityFeature, createColumnHelper, tableFeatures, type ColumnPinningState } from "@tanstack/react-table";
import type { DeskRow } from "#lib/triage/row";
import type { DeskSort, DeskView } from "#lib/triage/view";

/** The parts of the table library that the desk uses: columns move, stick, hide and change width; rows are sorted and filtered by the server. */
export const features = tableFeatures({ columnOrderingFeature, columnPinningFeature, columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
export type DeskFeatures = typeof features;

const helper = createColumnHelper<DeskFeatures, DeskRow>();

/** Columns in their first order, with width in pixels; `sorts` is what the server can sort by. */
const FIRST = [
  { id: "lane", size: 90, sorts: "score" },
  { id: "score", size: 66, sorts: "score" },
  { id: "number", size: 148, sorts: "number" },
  { id: "finding", size: 242 },
  { id: "used", size: 102, sorts: "used" },
  { id: "importer", size: 120, sorts: "importer" },
  { id: "producer", size: 124, sorts: "producer" },
  { id: "goods", size: 104 },
  { id: "quantity", size: 92 },
  { id: "office", size: 52, sorts: "office" },
  { id: "age", size: 114, sorts: "due" },
  { id: "assignee", size: 72 },
  { id: "why", size: 112, hidden: true },
  { id: "verdict", size: 128, hidden: true },
  { id: "country", size: 72, hidden: true },
  { id: "mode", size: 76, hidden: true },
  { id: "lodged", size: 104, sorts: "lodged", hidden: true },
] as const satisfies readonly { id: string; size: number; sorts?: DeskSort; hidden?: true }[];

export type ColumnId = (typeof FIRST)[number]["id"];
export const COLUMN_IDS: readonly ColumnId[] = FIRST.map((column) => column.id);

/** The least width of a column, in pixels. */
export const NARROWEST = 44;

/** The width a column has at first. */
export function firstSize(id: string): number {
  return FIRST.find((column) => column.id === id)?.size ?? NARROWEST;
}

/** The column that takes the width left over. */
export const GROWS: ColumnId = "finding";

export const columns = FIRST.map((column) => helper.display({ id: column.id, size: column.size, minSize: NARROWEST, maxSize: 900 }));

/** What the server sorts by when this column's head is pressed; undefined where it cannot. */
export function sortOf(id: string): DeskSort | undefined {
  const column = FIRST.find((one) => one.id === id);
  return column !== undefined && "sorts" in column ? column.sorts : undefined;
}

export function isColumn(id: string): id is ColumnId {
  return (COLUMN_IDS as readonly string[]).includes(id);
}

/** How the columns stand, as the table library keeps it. */
export type ColumnState = { readonly columnOrder: string[]; readonly columnVisibility: Record<string, boolean>; readonly columnSizing: Record<string, number>; readonly columnPinning: ColumnPinningState };

/** The columns of a view: those it names first, in its order, then the rest as they are at first. */
export function columnState(view: DeskView): ColumnState {
  const named = (view.columns ?? []).filter((column) => isColumn(column.id));
  const order = [...named.map((column) => column.id), ...COLUMN_IDS.filter((id) => !named.some((column) => column.id === id))];
  const hidden = (id: string) => FIRST.some((column) => column.id === id && "hidden" in column);
  return {
    columnOrder: order,
    columnVisibility: Object.fromEntries(order.map((id) => [id, named.find((column) => column.id === id)?.visible ?? (named.length === 0 && !hidden(id))])),
    columnSizing: Object.fromEntries(named.flatMap((column) => (column.width === undefined ? [] : [[column.id, column.width]]))),
    columnPinning: { start: named.filter((column) => column.pinned === "start").map((column) => column.id), end: named.filter((column) => column.pinned === "end").map((column) => column.id) },
  };
}

/** The columns as a view keeps them. */
export function columnsKept(state: ColumnState): NonNullable<DeskView["columns"]> {
  const { start, end } = state.columnPinning;
  return state.columnOrder.map((id) => {
    const width = state.columnSizing[id];
    const pinned = start.includes(id) ? ("start" as const) : end.includes(id) ? ("end" as const) : undefined;
    return { id, visible: state.columnVisibility[id] ?? true, ...(width === undefined ? {} : { width: Math.round(width) }), ...(pinned === undefined ? {} : { pinned }) };
  });
}

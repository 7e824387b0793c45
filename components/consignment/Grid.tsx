import type { ReactNode } from "react";

/** What stands in a cell that has nothing to say: a dash, and nothing at all where the cells of a row stand one under the other. */
export const GAP = <span className="text-ink-faint">–</span>;

export type GridColumn = { readonly id: string; readonly label: ReactNode; readonly end?: boolean; readonly wideOnly?: boolean };
export type GridRow = { readonly id: string | number; readonly cells: Readonly<Record<string, ReactNode>>; readonly marked?: boolean; readonly faded?: boolean };

/** On a phone each row is a block of its own: what names it above, then each cell with its column's word beside it. */
const PHONE = {
  table: "max-md:block",
  head: "max-md:sr-only",
  row: "max-md:grid max-md:grid-cols-[fit-content(45%)_minmax(0,1fr)] max-md:gap-x-3 max-md:gap-y-1 max-md:px-3 max-md:py-2.5",
  first: "max-md:col-span-2 max-md:p-0 max-md:font-medium",
  cell: "max-md:col-span-2 max-md:grid max-md:grid-cols-subgrid max-md:p-0 max-md:text-start",
};

const STAYS: typeof PHONE = { table: "", head: "", row: "", first: "", cell: "" };

/** A table of a page; wider than its part, it scrolls sideways in itself, and on a phone its rows stand one under the other, unless it is `narrow` enough to stay a table there. The first column names the row; a `landmark` is reached by its label. */
export function Grid({
  label,
  columns,
  rows,
  landmark = false,
  narrow = false,
}: {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly landmark?: boolean;
  readonly narrow?: boolean;
}) {
  const phone = narrow ? STAYS : PHONE;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div role={landmark ? "region" : "group"} tabIndex={0} aria-label={label} className="overflow-x-auto rounded-md border border-line bg-raised print:overflow-visible">
      <table className={`w-full border-collapse text-table ${phone.table}`}>
        <thead className={phone.head}>
          <tr className="border-b border-line bg-surface text-ink-faint">
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`px-3 py-1.5 font-medium whitespace-nowrap ${column.end === true ? "text-end" : "text-start"}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={phone.table}>
          {rows.map((row) => (
            <tr key={row.id} className={`border-b border-line align-top last:border-0 ${row.marked === true ? "bg-selected" : "hover:bg-hover"} ${row.faded === true ? "text-ink-faint" : ""} ${phone.row}`}>
              {columns.map((column, index) => (index === 0
                ? <th key={column.id} scope="row" className={`px-3 py-1.5 font-normal ${column.end === true ? `text-end ${narrow ? "" : "max-md:text-start"}` : "text-start"} ${phone.first}`}>{row.cells[column.id]}</th>
                : <Cell key={column.id} column={column} narrow={narrow}>{row.cells[column.id]}</Cell>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ column, narrow, children }: { readonly column: GridColumn; readonly narrow: boolean; readonly children: ReactNode }) {
  const empty = children === null || children === undefined || children === "" || children === GAP;
  return (
    <td className={`px-3 py-1.5 ${column.end === true ? "text-end" : "text-start"} ${narrow ? "" : empty || column.wideOnly === true ? "max-md:hidden" : PHONE.cell}`}>
      {narrow ? null : <span className="font-normal text-ink-faint md:hidden">{column.label}</span>}
      <div className="min-w-0">{children}</div>
    </td>
  );
}

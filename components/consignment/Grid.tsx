import type { ReactNode } from "react";

export type GridColumn = { readonly id: string; readonly label: ReactNode; readonly end?: boolean; readonly wideOnly?: boolean };
export type GridRow = { readonly id: string; readonly cells: Readonly<Record<string, ReactNode>>; readonly marked?: boolean; readonly faded?: boolean };

/** A table inside a part of a page; it scrolls sideways in itself. The first column names the row. */
export function Grid({ label, columns, rows, foot }: { readonly label: string; readonly columns: readonly GridColumn[]; readonly rows: readonly GridRow[]; readonly foot?: GridRow }) {
  const look = (column: GridColumn) => `${column.end === true ? "text-end" : "text-start"} ${column.wideOnly === true ? "max-md:hidden" : ""}`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div role="group" tabIndex={0} aria-label={label} className="overflow-x-auto rounded-md border border-line bg-raised">
      <table className="w-full border-collapse text-table">
        <thead>
          <tr className="border-b border-line bg-surface text-ink-faint">
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`px-3 py-1.5 font-medium whitespace-nowrap ${look(column)}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={`border-b border-line align-top last:border-0 ${row.marked === true ? "bg-selected" : "hover:bg-hover"} ${row.faded === true ? "text-ink-faint" : ""}`}>
              {columns.map((column, index) => (index === 0
                ? <th key={column.id} scope="row" className={`px-3 py-1.5 font-normal ${look(column)}`}>{row.cells[column.id]}</th>
                : <td key={column.id} className={`px-3 py-1.5 ${look(column)}`}>{row.cells[column.id]}</td>))}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot>
            <tr className="border-t border-line-strong font-medium">
              {columns.map((column) => (
                <td key={column.id} className={`px-3 py-1.5 ${look(column)}`}>
                  {foot.cells[column.id]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

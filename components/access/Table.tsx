import type { ReactNode } from "react";

/** A column of a plain table: what it is called, and whether a phone leaves it out. */
export type TableColumn = { readonly id: string; readonly label: string; readonly wideOnly?: boolean };
export type TableRow = { readonly id: string | number; readonly cells: Readonly<Record<string, ReactNode>>; readonly faded?: boolean };

/** A short table of things that are administered: a page at a time, scrolled sideways inside itself when it is wider than the screen. */
export function Table({ label, columns, rows }: { readonly label: string; readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[] }) {
  const hidden = (column: TableColumn) => (column.wideOnly === true ? "max-md:hidden" : "");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section className="panel relative overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="w-full border-collapse text-table">
        <thead>
          <tr className="border-b border-line text-start text-ink-faint">
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`px-3 py-2 text-start font-medium whitespace-nowrap ${hidden(column)}`}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={`border-b border-line align-top last:border-0 hover:bg-hover ${row.faded === true ? "text-ink-faint" : ""}`}>
              {columns.map((column) => (
                <td key={column.id} className={`px-3 py-2 max-md:whitespace-nowrap ${hidden(column)}`}>
                  {row.cells[column.id]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import type { ReactNode } from "react";

/** The figures behind a chart, folded away until somebody asks, for those who read rather than look. */
export function AsTable({ summary, columns, rows }: { readonly summary: string; readonly columns: readonly string[]; readonly rows: readonly (readonly ReactNode[])[] }) {
  return (
    <details>
      <summary className="w-max cursor-pointer text-table text-accent underline">{summary}</summary>
      <div className="overflow-x-auto">
        <table className="mt-2 w-full border-collapse text-table">
          <thead>
            <tr className="border-b border-line text-ink-faint">
              {columns.map((column) => (
                <th key={column} scope="col" className="px-2 py-1 text-start font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the groups of a chart are known by their place alone
              <tr key={at} className="border-b border-line last:border-0">
                {row.map((cell, place) => (
                  <td key={columns[place]} className="px-2 py-1">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

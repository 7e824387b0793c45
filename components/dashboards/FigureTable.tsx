import { Link } from "../../app/navigation.ts";
import type { ShownTable } from "./worded.ts";

/** A table of figures: every number that counts something leads to its list; what it is compared with stands below it. Longer than `tall`, it scrolls in itself. */
export function FigureTable({ table, nothing, tall = "max-h-96" }: { readonly table: ShownTable; readonly nothing: string; readonly tall?: string }) {
  if (table.rows.length === 0) return <p className="px-3 py-2 text-ink-soft">{nothing}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section className={`${tall} overflow-auto print:max-h-none`} tabIndex={0} aria-label={table.title}>
      <table className="w-full border-collapse text-table">
        <thead className="sticky top-0 bg-raised">
          <tr className="border-b border-line text-ink-faint">
            <th scope="col" className="px-3 py-2 text-start font-medium whitespace-nowrap">{table.head}</th>
            {table.columns.map(({ id, label }) => <th key={id} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key} className="border-b border-line align-top last:border-0 hover:bg-hover">
              <th scope="row" className="px-3 py-1.5 text-start font-normal whitespace-nowrap">{row.href === null ? row.label : <Link href={row.href} className="text-accent underline underline-offset-2">{row.label}</Link>}</th>
              {row.cells.map((cell, at) => (
                <td key={table.columns[at]?.id} className="px-3 py-1.5 text-end whitespace-nowrap tabular-nums">
                  {cell.href === null ? <span className={`inline-block min-h-6 ${cell.value === 0 || cell.value === null ? "text-ink-faint" : ""}`}>{cell.text}</span> : <Link href={cell.href} className="inline-block min-h-6 min-w-6 text-accent hover:underline">{cell.text}</Link>}
                  {cell.was === null ? null : <span className="block text-xs text-ink-faint">{cell.was}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

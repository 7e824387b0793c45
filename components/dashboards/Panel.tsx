import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Chart, type Mark, type Series } from "./Chart.tsx";
import { FigureTable } from "./FigureTable.tsx";
import { RiskMap } from "./RiskMap.tsx";
import type { ShownTable } from "./worded.ts";

/** One table of a section with its drawing; on a wall the table is there for readers of the page alone. */
export function Panel({ table, byDay, note, styleUrl, wide, drawingAlone = false }: { readonly table: ShownTable; readonly byDay: boolean; readonly note?: ReactNode; readonly styleUrl: string | null; readonly wide: boolean; readonly drawingAlone?: boolean }) {
  const t = useTranslations("dashboards");
  return (
    <section className={`panel min-w-0 ${wide ? "lg:col-span-2" : ""}`} aria-label={table.title}>
      <h2 className="px-3 pt-3 font-semibold">{table.title}</h2>
      {note === undefined ? null : <p className="px-3 pt-0.5 text-xs text-ink-soft">{note}</p>}
      {table.rows.length === 0 ? null : <div className="px-3 py-2">{drawn(table, byDay, styleUrl, t("chart", { title: table.title }), (value) => t("was", { value }))}</div>}
      <div className={drawingAlone ? "sr-only" : ""}><FigureTable table={byDay ? { ...table, rows: table.rows.toReversed() } : table} nothing={t("nothing")} /></div>
    </section>
  );
}

function drawn(table: ShownTable, byDay: boolean, styleUrl: string | null, label: string, was: (value: string) => string): ReactNode {
  if (table.shape === "none" || table.charted.length === 0) return null;
  if (table.shape === "map") {
    const at = (id: string) => table.columns.findIndex((column) => column.id === id);
    const [arrived, share] = [at("arrived"), at("redShare")];
    return <RiskMap styleUrl={styleUrl} places={table.rows.flatMap((row) => [{ code: row.key, name: row.label, arrived: row.cells[arrived]?.value ?? 0, red: row.cells[share]?.value ?? null, href: row.cells[arrived]?.href ?? null }])} />;
  }
  const compared = table.rows.some((row) => row.cells.some((cell) => cell.was !== null));
  const named = (place: number, before: boolean): Series => ({ id: table.columns[place]?.id ?? "", label: before ? was(table.columns[place]?.label ?? "") : (table.columns[place]?.label ?? ""), before });
  const series = [...table.charted.map((place) => named(place, false)), ...(compared ? table.charted.map((place) => named(place, true)) : [])];
  const marks = table.rows.map((row): Mark => ({
    label: row.label,
    values: [...table.charted.map((place) => row.cells[place]?.value ?? null), ...(compared ? table.charted.map((place) => row.cells[place]?.before ?? null) : [])],
    hrefs: [...table.charted.map((place) => row.cells[place]?.href ?? null), ...(compared ? table.charted.map(() => null) : [])],
  }));
  return <Chart shape={table.shape} over={byDay ? "days" : "rows"} series={series} marks={marks} label={label} />;
}

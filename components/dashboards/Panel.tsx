import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Chart, type Mark, type Series } from "./Chart.tsx";
import { FigureTable } from "./FigureTable.tsx";
import { RiskMap } from "./RiskMap.tsx";
import type { ShownTable } from "./worded.ts";

/** How a panel lies on its page: in one of two columns, over both, or over both with its table beside its drawing. */
export type Lie = "column" | "wide" | "beside";

/** One table of a section with its drawing; on a wall the table is there for readers of the page alone. */
export function Panel({
  table,
  byDay,
  note,
  styleUrl,
  lie,
  drawingAlone = false,
}: {
  readonly table: ShownTable;
  readonly byDay: boolean;
  readonly note?: ReactNode;
  readonly styleUrl: string | null;
  readonly lie: Lie;
  readonly drawingAlone?: boolean;
}) {
  const t = useTranslations("dashboards");
  const drawing = table.rows.length === 0 ? null : drawn(table, byDay, styleUrl, t("chart", { title: table.title }), (value) => t("was", { value }));
  return (
    <section className={`panel min-w-0 ${lie === "column" ? "" : "lg:col-span-2"}`} aria-label={table.title}>
      <h2 className={`px-3 pt-3 font-semibold ${drawingAlone ? "text-xl" : ""}`}>{table.title}</h2>
      {note === undefined ? null : <p className="px-3 pt-0.5 text-xs text-ink-soft">{note}</p>}
      <div className={lie === "beside" ? "grid grid-cols-1 lg:grid-cols-2 lg:gap-x-4" : ""}>
        {drawing === null ? null : <div className="min-w-0 px-3 py-2">{drawing}</div>}
        <div className={drawingAlone ? "sr-only" : `min-w-0 ${drawing === null ? "pt-1" : ""}`}>
          <FigureTable
            table={byDay ? { ...table, rows: table.rows.toReversed() } : table}
            nothing={t("nothing")}
            {...(lie === "beside" ? { tall: byDay ? "max-h-96 lg:max-h-72" : "max-h-96 lg:max-h-[48rem]" } : {})}
          />
        </div>
      </div>
    </section>
  );
}

/** A table with more columns than these does not fit into half a page. */
const MOST_COLUMNS = 6;
/** A drawing of more rows than these is too tall to have its table below it. */
const MOST_ROWS = 8;

/** How the panels of a section lie: tall ones have their table beside the drawing, and of those in columns none is alone in its row. */
export function liesOf(tables: readonly ShownTable[]): Lie[] {
  const lies = tables.map((table): Lie => (table.columns.length > MOST_COLUMNS || table.shape === "map" ? "wide" : table.rows.length > MOST_ROWS && table.shape !== "none" ? "beside" : "column"));
  let alone = -1;
  for (const [at, lie] of [...lies, "wide" as const].entries()) {
    if (lie === "column") alone = alone < 0 ? at : -1;
    else if (alone >= 0) {
      lies[alone] = tables[alone]?.shape === "none" ? "wide" : "beside";
      alone = -1;
    }
  }
  return lies;
}

function drawn(table: ShownTable, byDay: boolean, styleUrl: string | null, label: string, was: (value: string) => string): ReactNode {
  if (table.shape === "none" || table.charted.length === 0) return null;
  if (table.shape === "map") {
    const at = (id: string) => table.columns.findIndex((column) => column.id === id);
    const [arrived, share] = [at("arrived"), at("redShare")];
    return (
      <RiskMap
        styleUrl={styleUrl}
        places={table.rows.flatMap((row) => [
          { code: row.key, name: row.label, arrived: row.cells[arrived]?.value ?? 0, red: row.cells[share]?.value ?? null, href: row.cells[arrived]?.href ?? null },
        ])}
      />
    );
  }
  const compared = table.rows.some((row) => row.cells.some((cell) => cell.was !== null));
  const named = (place: number, before: boolean): Series => ({ id: table.columns[place]?.id ?? "", label: before ? was(table.columns[place]?.label ?? "") : (table.columns[place]?.label ?? ""), before });
  const series = [...table.charted.map((place) => named(place, false)), ...(compared ? table.charted.map((place) => named(place, true)) : [])];
  const marks = table.rows.map((row): Mark => ({
    label: row.label,
    values: [...table.charted.map((place) => row.cells[place]?.value ?? null), ...(compared ? table.charted.map((place) => row.cells[place]?.before ?? null) : [])],
    hrefs: [...table.charted.map((place) => row.cells[place]?.href ?? null), ...(compared ? table.charted.map(() => null) : [])],
  }));
  return <Chart shape={table.shape} over={byDay ? "days" : "rows"} series={series} marks={marks} label={label} unit={table.axis} />;
}

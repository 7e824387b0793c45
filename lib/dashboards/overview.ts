import { FIGURES, listOfFigure, narrowed, type Counted, type Figure, type FigureName } from "./figure.ts";
import type { MarkKind } from "./figure-mark.ts";
import { summed, type FigureRow } from "./figure-row.ts";
import type { FigureStanding } from "./figure-standing.ts";
import type { FigureView, Span } from "./figure-view.ts";
import type { SectionTable } from "./section.ts";

/** One figure of the first page: what it is, of how many where it is a share, what it was, and the list behind it. */
export type Tile = { readonly name: FigureName; readonly unit: Figure["unit"]; readonly value: number | null; readonly of: number | null; readonly before: number | null; readonly list: string };

/** The first page: what stands now, what the days of the view came to, and two drawings. */
export type Overview = { readonly view: FigureView; readonly standing: FigureStanding; readonly now: readonly Tile[]; readonly days: readonly Tile[]; readonly tables: readonly SectionTable[] };

/** What stands now, and what happened, on the first page. */
export const TILES = {
  now: ["to-triage", "past-due", "unassigned", "examinations-waiting", "waiting-for-second"],
  days: ["arrived", "released", "on-time-share", "red-share", "overrides", "overruns", "confirmed-share", "examined-found-share", "random-found-share"],
} as const satisfies Record<string, readonly FigureName[]>;

/** The kinds that the first page reads. */
export const TILE_KINDS: readonly MarkKind[] = ["open", "assigned", "arrived", "closed", "turn", "origin", "override", "overrun", "rule", "examined", "selected"];

/** The figures of the first page from rows of all their kinds; `past` is how many are past their time. */
export function tilesOf(
  names: readonly FigureName[],
  here: { readonly rows: readonly FigureRow[]; readonly span: Span; readonly past: number },
  there: { readonly rows: readonly FigureRow[]; readonly past: number } | null,
): Tile[] {
  return FIGURES.filter(({ name }) => (names as readonly string[]).includes(name))
    .toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name))
    .map((figure: Figure & { readonly name: FigureName }): Tile => {
      const of = figure.outOf === undefined ? null : countedIn(here.rows, figure.outOf);
      const office = here.span.office === null ? {} : { office: here.span.office };
      return {
        name: figure.name,
        unit: figure.unit,
        of,
        value: valueOf(figure, here.rows, here.past),
        before: there === null ? null : valueOf(figure, there.rows, there.past),
        list: listOfFigure(figure, office, here.span),
      };
    });
}

function valueOf(figure: Figure, rows: readonly FigureRow[], past: number): number | null {
  if (typeof figure.of === "string") return past;
  const n = countedIn(rows, figure.of);
  if (figure.outOf === undefined) return n;
  const whole = countedIn(rows, figure.outOf);
  return whole === 0 ? null : n / whole;
}

function countedIn(rows: readonly FigureRow[], counted: Counted): number {
  const { kind, a, b } = narrowed(counted, {}) ?? counted;
  return summed(rows, kind, a, b);
}

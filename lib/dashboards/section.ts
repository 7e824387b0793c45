import type { FigureStanding } from "./figure-standing.ts";
import type { FigureView } from "./figure-view.ts";

/** The parts of the dashboards, each with its own address. */
export const SECTIONS = ["flow", "time", "lanes", "rules", "overrides", "overruns", "bodies", "map"] as const;
export type SectionId = (typeof SECTIONS)[number];

/** What the rows of a table are, and so how their keys are worded; a name that came with the row stands for itself. */
export type Dimension = "day" | "lane" | "status" | "rule" | "person" | "country" | "site" | "body" | "office" | "override" | "reason" | "selected" | "ahead" | "currency" | "examination";

/** What a number counts: declarations, a share from 0 to 1, declarations a day, money in minor units of the row's currency. */
export type Unit = "count" | "share" | "rate" | "money";

/** A column: its id, by which screens word it, and its unit; `of` is the column that a share is taken of. */
export type Column = { readonly id: string; readonly unit: Unit; readonly of?: string };

/** A number of a table, and the address of the list behind it; null where nothing is known. */
export type Cell = { readonly value: number | null; readonly list: string | null };

/** One row: its key, its own name where it has one, its cells, and the same numbers of what it is compared with. */
export type SectionRow = { readonly key: string; readonly name?: string; readonly list: string | null; readonly cells: readonly Cell[]; readonly before: readonly (number | null)[] | null };

/** A table of a section, and the columns that its chart shows; `lines` over days, `stack` and `bars` by row. */
export type SectionTable = {
  readonly id: string;
  readonly rows: readonly SectionRow[];
  readonly by: Dimension;
  readonly columns: readonly Column[];
  readonly shape: "lines" | "stack" | "bars" | "map" | "none";
  readonly charted: readonly string[];
};

/** A section as it stands: the facts its title says, and its tables. */
export type Section = { readonly id: SectionId; readonly view: FigureView; readonly facts: Readonly<Record<string, number>>; readonly tables: readonly SectionTable[]; readonly standing: FigureStanding };

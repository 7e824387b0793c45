import type { ConsignmentStatus } from "./decision.ts";
import type { Lane } from "./lane.ts";
import type { Verdict } from "../capacity/verdict.ts";

/** What the desk can be sorted by; each has an index that ends in the id, so that paging never counts rows. */
export const DESK_SORTS = ["score", "due", "lodged", "used", "importer", "producer", "office", "number"] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

/** Filters of the desk; within one the values are alternatives, between them all hold. `q` finds entry number, importer or producer by prefix. */
export type DeskFilter = {
  readonly state?: "open" | "closed" | "all" | undefined;
  readonly lane?: readonly Lane[] | undefined;
  readonly status?: readonly ConsignmentStatus[] | undefined;
  readonly verdict?: readonly Verdict[] | undefined;
  readonly office?: readonly string[] | undefined;
  readonly category?: readonly string[] | undefined;
  readonly country?: readonly string[] | undefined;
  readonly tradeMode?: readonly string[] | undefined;
  readonly assignee?: "me" | "nobody" | number | undefined;
  readonly overdue?: boolean | undefined;
  readonly site?: number | undefined;
  readonly importer?: number | undefined;
  readonly q?: string | undefined;
};

/** A desk as arranged: what a saved view keeps and what the address carries. */
export type DeskView = {
  readonly filter: DeskFilter;
  readonly sort: DeskSort;
  readonly descending: boolean;
  readonly columns?: readonly { readonly id: string; readonly visible: boolean; readonly width?: number | undefined; readonly pinned?: "start" | "end" | undefined }[] | undefined;
};

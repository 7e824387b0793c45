import type { ConsignmentStatus } from "../triage/decision.ts";
import type { Lane } from "../triage/lane.ts";
import { isMarkKind, MARKS } from "./figure-mark.ts";
import type { Counted } from "./figure.ts";
import { readPlainPeriod, type Span } from "./figure-view.ts";

/** A declaration behind a figure. */
export type ListedRow = {
  readonly id: number;
  readonly number: string;
  readonly lane: Lane;
  readonly status: ConsignmentStatus;
  readonly score: number;
  readonly office: string;
  readonly importer: string;
  readonly site: string;
  readonly country: string;
  readonly goods: string;
  readonly lodgedAt: string;
};

/** A page of the declarations behind a figure, how many marks the figure counts, and the id after which the next page begins. */
export type ListedPage = { readonly rows: readonly ListedRow[]; readonly n: number; readonly next: number | undefined };

/** What a list is of: a mark on days. */
export type ListAsked = { readonly counted: Counted; readonly span: Span };

/** Reads what an address asks a list of; undefined where it names no mark or no days. */
export function listAskedIn(params: URLSearchParams): ListAsked | undefined {
  const kind = params.get("of") ?? "";
  const period = readPlainPeriod(params.get("from"), params.get("until"));
  if (!isMarkKind(kind) || MARKS[kind].of === "now" || period === undefined) return undefined;
  const office = params.get("office");
  const values = (name: "a" | "b") => (params.has(name) ? { [name]: (params.get(name) ?? "").split(",").slice(0, 50).map((value) => value.slice(0, 100)) } : {});
  return { counted: { kind, ...values("a"), ...values("b") }, span: { period, office: office !== null && /^\d{4}$/.test(office) ? office : null } };
}

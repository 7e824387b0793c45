import type { Lane } from "../triage/lane.ts";
import { paramsOf, type DeskFilter } from "../triage/view.ts";
import { MARKS, type MarkKind } from "./figure-mark.ts";
import type { Span } from "./figure-view.ts";

/** What a figure may be narrowed by; each takes those of `takes` alone. `days` counts back from today, today included. */
export type FigureFilter = { readonly office?: string | undefined; readonly days?: number | undefined; readonly lane?: Lane | undefined; readonly rule?: string | undefined; readonly country?: string | undefined };

/** Declarations that bear a mark of a kind, `a` or `b` being one of these where they are given. */
export type Counted = { readonly kind: MarkKind; readonly a?: readonly string[]; readonly b?: readonly string[] };

/** A figure: what is counted, out of what where it is a share, and what it may be narrowed by. `past` counts those past their time. */
export type Figure = { readonly name: string; readonly unit: "declarations" | "share" | "seconds"; readonly takes: readonly (keyof FigureFilter)[]; readonly of: Counted | "past" | "age"; readonly outOf?: Counted };

const NOW = ["office"] as const;
const DAYS = ["office", "days"] as const;
const LOOKED_INTO = ["confirmed", "not-confirmed"] as const;

/** Every figure by its name: what screens lead with, alerts watch and the interface gives. */
export const FIGURES = [
  { name: "open", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "open" } },
  { name: "to-triage", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "open", a: ["to-triage"] } },
  { name: "past-due", unit: "declarations", takes: NOW, of: "past" },
  { name: "unassigned", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "assigned", a: [""] } },
  { name: "held", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "open", a: ["held"] } },
  { name: "waiting-for-second", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "open", a: ["release-proposed", "refusal-proposed"] } },
  { name: "examinations-waiting", unit: "declarations", takes: [...NOW, "lane"], of: { kind: "open", a: ["examination-ordered"] } },
  { name: "arrived", unit: "declarations", takes: [...DAYS, "lane"], of: { kind: "arrived" } },
  { name: "released", unit: "declarations", takes: [...DAYS, "lane"], of: { kind: "closed", a: ["released"] } },
  { name: "refused", unit: "declarations", takes: [...DAYS, "lane"], of: { kind: "closed", a: ["refused"] } },
  { name: "red-share", unit: "share", takes: [...DAYS, "country"], of: { kind: "origin", b: ["red"] }, outOf: { kind: "origin" } },
  { name: "on-time-share", unit: "share", takes: [...DAYS, "lane"], of: { kind: "turn", b: ["0", "25", "50", "75"] }, outOf: { kind: "turn" } },
  { name: "overrides", unit: "declarations", takes: DAYS, of: { kind: "override" } },
  { name: "releases-against-red", unit: "declarations", takes: DAYS, of: { kind: "override", a: ["red-released-unexamined", "red-released-examined"] } },
  { name: "overruns", unit: "declarations", takes: [...DAYS, "country"], of: { kind: "overrun" } },
  { name: "findings", unit: "declarations", takes: [...DAYS, "rule"], of: { kind: "rule" } },
  { name: "confirmed-share", unit: "share", takes: [...DAYS, "rule"], of: { kind: "rule", b: ["confirmed"] }, outOf: { kind: "rule", b: LOOKED_INTO } },
  { name: "false-share", unit: "share", takes: [...DAYS, "rule"], of: { kind: "rule", b: ["not-confirmed"] }, outOf: { kind: "rule", b: LOOKED_INTO } },
  { name: "random-found-share", unit: "share", takes: DAYS, of: { kind: "selected", a: ["random"], b: ["confirmed"] }, outOf: { kind: "selected", a: ["random"], b: LOOKED_INTO } },
  { name: "examined-found-share", unit: "share", takes: DAYS, of: { kind: "examined", a: ["discrepancy"] }, outOf: { kind: "examined", a: ["conform", "discrepancy"] } },
  { name: "figures-behind", unit: "seconds", takes: [], of: "age" },
] as const satisfies readonly Figure[];
export type FigureName = (typeof FIGURES)[number]["name"];

/** The figure of a name; undefined for a name that is none. */
export function figureOf(name: string): (Figure & { readonly name: FigureName }) | undefined {
  return FIGURES.find((figure) => figure.name === name);
}

/** What is counted, narrowed by a filter: a lane, rule or country stands in whichever of `a` and `b` the mark has it. Undefined where nothing can be both. */
export function narrowed(counted: Counted, filter: FigureFilter): Counted | undefined {
  let { a, b } = counted;
  const given = { lane: filter.lane, rule: filter.rule, country: filter.country };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const meaning = MARKS[counted.kind];
    if (meaning.a === name) a = a === undefined || a.includes(value) ? [value] : [];
    else if (meaning.b === name) b = b === undefined || b.includes(value) ? [value] : [];
  }
  if (a?.length === 0 || b?.length === 0) return undefined;
  return { kind: counted.kind, ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) };
}

const STATUS_DESK: Readonly<Partial<Record<string, DeskFilter>>> = {
  "to-triage": { status: ["to-triage"] }, "past-due": { overdue: true }, unassigned: { assignee: "nobody" }, held: { status: ["held"] },
  "waiting-for-second": { status: ["release-proposed", "refusal-proposed"] }, "examinations-waiting": { status: ["examination-ordered"] }, open: {},
};

/** The address of the list behind a figure: the desk for what stands now, the declarations counted for what happened in days. */
export function listOfFigure(figure: Figure, filter: FigureFilter, span: Span): string {
  const desk = STATUS_DESK[figure.name];
  if (desk !== undefined) return deskAddress({ ...desk, ...(filter.office === undefined ? {} : { office: [filter.office] }), ...(filter.lane === undefined ? {} : { lane: [filter.lane] }) });
  if (typeof figure.of === "string") return "/dashboards";
  return listAddress(narrowed(figure.of, filter) ?? figure.of, span);
}

/** The desk with a filter: the highest score on top, or what falls due first. */
export function deskAddress(filter: DeskFilter, sort: "score" | "due" = "score"): string {
  const params = paramsOf({ filter, sort, descending: sort === "score" });
  return params.size === 0 ? "/desk" : `/desk?${params.toString()}`;
}

/** The list of the declarations that bear a mark on days: each figure of a dashboard leads to its own. */
export function listAddress({ kind, a, b }: Counted, { period, office }: Span): string {
  const params = new URLSearchParams({ of: kind, from: period.from, until: period.to });
  if (a !== undefined) params.set("a", a.join(","));
  if (b !== undefined) params.set("b", b.join(","));
  if (office !== null) params.set("office", office);
  return `/dashboards/list?${params.toString()}`;
}

import { CONSIGNMENT_STATUSES, type ConsignmentStatus } from "./decision.ts";
import { parseGtin } from "../identification/gtin.ts";
import { LANE_REASONS, LANES, type Lane, type LaneReason } from "./lane.ts";
import { VERDICTS, type Verdict } from "../capacity/verdict.ts";

/** What the desk can be sorted by; each has an index that ends in the id, so that paging never counts rows. */
export const DESK_SORTS = ["score", "due", "lodged", "used", "importer", "producer", "office", "number"] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

/** Filters of the desk; within one the values are alternatives, between them all hold. `q` finds entry number, importer or producer by prefix. */
export type DeskFilter = {
  readonly state?: "open" | "closed" | "all" | undefined;
  readonly lane?: readonly Lane[] | undefined;
  /** Why the lane is this one. */
  readonly by?: readonly LaneReason[] | undefined;
  readonly status?: readonly ConsignmentStatus[] | undefined;
  readonly verdict?: readonly Verdict[] | undefined;
  readonly office?: readonly string[] | undefined;
  readonly category?: readonly string[] | undefined;
  readonly country?: readonly string[] | undefined;
  readonly tradeMode?: readonly string[] | undefined;
  readonly assignee?: "me" | "nobody" | number | undefined;
  readonly overdue?: boolean | undefined;
  /** Due from an instant, until before another: RFC 3339 in UTC, one of them at least. */
  readonly due?: { readonly from?: string | undefined; readonly until?: string | undefined } | undefined;
  readonly site?: number | undefined;
  readonly importer?: number | undefined;
  /** Goods by number, 14 digits: declarations with a line of this GTIN or of a pack that holds it. */
  readonly gtin?: string | undefined;
  /** A production lot, written whole: declarations with a line of it. */
  readonly lot?: string | undefined;
  /** A transport document, inspection report, order or waybill by its number: the declarations it is about. */
  readonly document?: string | undefined;
  readonly q?: string | undefined;
};

/** A desk as arranged: what a saved view keeps and what the address carries. */
export type DeskView = {
  readonly filter: DeskFilter;
  readonly sort: DeskSort;
  readonly descending: boolean;
  readonly columns?: readonly { readonly id: string; readonly visible: boolean; readonly width?: number | undefined; readonly pinned?: "start" | "end" | undefined }[] | undefined;
};

/** The desk as it is at first: all that is open, by score, the highest on top. */
export const DEFAULT_VIEW: DeskView = { filter: {}, sort: "score", descending: true };

const LISTS = { lane: LANES, by: LANE_REASONS, status: CONSIGNMENT_STATUSES, verdict: VERDICTS, office: undefined, category: undefined, country: undefined, tradeMode: undefined } as const;
type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** A view as the parameters of an address; what is as at first is left out. */
export function paramsOf(view: DeskView): URLSearchParams {
  const { filter } = view;
  const said: Record<string, string | undefined> = {
    ...Object.fromEntries(LIST_NAMES.map((name) => [name, filter[name]?.join(",") || undefined])),
    state: filter.state,
    who: filter.assignee === undefined ? undefined : String(filter.assignee),
    overdue: filter.overdue === undefined ? undefined : filter.overdue ? "1" : "0",
    due: filter.due === undefined ? undefined : `${filter.due.from ?? ""}/${filter.due.until ?? ""}`,
    site: filter.site?.toString(),
    importer: filter.importer?.toString(),
    gtin: filter.gtin,
    lot: filter.lot,
    document: filter.document,
    q: filter.q,
    sort: view.sort === DEFAULT_VIEW.sort && view.descending === DEFAULT_VIEW.descending ? undefined : `${view.descending ? "-" : ""}${view.sort}`,
    columns: view.columns?.map((column) => `${column.visible ? "" : "!"}${column.id}${column.width === undefined ? "" : `:${column.width}`}${column.pinned === undefined ? "" : `@${column.pinned}`}`).join(","),
  };
  return new URLSearchParams(Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A lot or the number of a document is so long at most. */
export const MOST_NAMED = 60;

/** Reads a view from an address. What is not understood is left out, so that an old or mistyped link still opens a desk. */
export function viewOf(params: URLSearchParams): DeskView {
  const sort = params.get("sort") ?? "";
  const named = DESK_SORTS.find((one) => one === sort.replace(/^-/, ""));
  const columns = columnsOf(params.get("columns"));
  return { filter: filterOf(params), sort: named ?? DEFAULT_VIEW.sort, descending: named === undefined ? DEFAULT_VIEW.descending : sort.startsWith("-"), ...(columns === undefined ? {} : { columns }) };
}

function filterOf(params: URLSearchParams): DeskFilter {
  const lists = LIST_NAMES.flatMap((name) => {
    const known: readonly string[] | undefined = LISTS[name];
    const values = (params.get(name) ?? "").split(",").filter((value) => value !== "" && value.length <= 60 && (known === undefined || known.includes(value)));
    return values.length === 0 ? [] : [[name, values] as const];
  });
  const state = (["open", "closed", "all"] as const).find((one) => one === params.get("state"));
  const who = params.get("who");
  const assignee = who === "me" || who === "nobody" ? who : whole(who);
  const overdue = { "1": true, "0": false }[params.get("overdue") ?? ""];
  const site = whole(params.get("site"));
  const importer = whole(params.get("importer"));
  const q = params.get("q")?.slice(0, 100);
  const named = (name: "lot" | "document") => params.get(name)?.trim().slice(0, MOST_NAMED) || undefined;
  const gtin = gtinOf(params.get("gtin"));
  const single = { state, assignee, overdue, due: dueIn(params.get("due")), site, importer, gtin, lot: named("lot"), document: named("document"), q: q === "" ? undefined : q };
  return { ...Object.fromEntries(lists), ...Object.fromEntries(Object.entries(single).filter(([, value]) => value !== undefined)) };
}

/** An instant as the desk's address writes it: to the minute, in UTC. */
export const DUE_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;

/** Reads `from/until`, either side of which may be empty. */
function dueIn(text: string | null): DeskFilter["due"] {
  const [from = "", until = "", ...more] = (text ?? "").split("/");
  const instant = (one: string) => DUE_INSTANT.test(one) && !Number.isNaN(Date.parse(one));
  if (more.length > 0 || [from, until].some((one) => one !== "" && !instant(one)) || from + until === "") return undefined;
  return { ...(from === "" ? {} : { from }), ...(until === "" ? {} : { until }) };
}

function gtinOf(text: string | null): string | undefined {
  const read = parseGtin(text ?? "");
  return read.ok ? read.gtin : undefined;
}

function whole(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function columnsOf(text: string | null): DeskView["columns"] {
  const columns = (text ?? "").split(",").flatMap((part) => {
    const [, hidden, id, width, side] = /^(!?)([a-z]+)(?::(\d{2,4}))?(?:@(start|end))?$/.exec(part) ?? [];
    const pinned = (["start", "end"] as const).find((one) => one === side);
    return id === undefined ? [] : [{ id, visible: hidden === "", ...(width === undefined ? {} : { width: Number(width) }), ...(pinned === undefined ? {} : { pinned }) }];
  });
  return columns.length === 0 ? undefined : columns;
}

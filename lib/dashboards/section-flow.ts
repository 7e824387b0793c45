import type { DeskFilter } from "../triage/view.ts";
import { CONSIGNMENT_STATUSES, OPEN_STATUSES, TRIAGE_DECISIONS } from "../triage/decision.ts";
import { LANES } from "../triage/lane.ts";
import { deskAddress, listAddress } from "./figure.ts";
import { STAY_CLASSES, TURN_CLASSES } from "./figure-mark.ts";
import { namesIn, shareOf, summed } from "./figure-row.ts";
import { daysIn, type Span } from "./figure-view.ts";
import type { SectionTable } from "./section.ts";
import { onTick, spanOfTick, tableOf, ticksOf, type ColumnSpec, type Loaded } from "./section-table.ts";

const ENDS = ["released", "refused", "withdrawn"] as const;
const MOST_PEOPLE = 50;

/** Arrivals and endings over the days of a span. */
export function flowByDay(now: Loaded, against: Loaded | null): SectionTable {
  const ends = ENDS.map((end): ColumnSpec => ({
    id: end,
    unit: "count",
    value: (from, tick) => onTick(from, "closed", end, tick),
    list: (span, tick) => listAddress({ kind: "closed", a: [end] }, spanOfTick(span, tick)),
  }));
  const arrived: ColumnSpec = { id: "arrived", unit: "count", value: (from, tick) => onTick(from, "arrived", undefined, tick), list: (span, tick) => listAddress({ kind: "arrived" }, spanOfTick(span, tick)) };
  const before = against === null ? {} : { keysBefore: ticksOf(against.span) };
  return tableOf({ id: "flow", by: "day", shape: "lines", charted: ["arrived", "released"], keys: ticksOf(now.span), ...before, columns: [arrived, ...ends] }, now, against);
}

/** What comes in and goes out: by day, by lane, by currency of its worth, and who decided. */
export function flowTables(now: Loaded, against: Loaded | null): SectionTable[] {
  return [flowByDay(now, against), lanesIn(now, against), ...(namesIn(now.rows, "value").length === 0 ? [] : [worth(now, against)]), people(now, against)];
}

/** The facts a title of the flow says. */
export function flowFacts({ rows, span }: Loaded): Record<string, number> {
  return { arrived: summed(rows, "arrived"), decided: summed(rows, "closed", ["released", "refused"]), days: daysIn(span.period) };
}

function lanesIn(now: Loaded, against: Loaded | null): SectionTable {
  const list = (span: Span, lane: string) => listAddress({ kind: "arrived", a: [lane] }, span);
  return tableOf({
    id: "byLane", by: "lane", shape: "bars", charted: ["arrived"], keys: LANES,
    columns: [
      { id: "arrived", unit: "count", value: ({ rows }, lane) => summed(rows, "arrived", lane), list },
      { id: "share", unit: "share", value: ({ rows }, lane) => shareOf(summed(rows, "arrived", lane), summed(rows, "arrived")), list },
      { id: "released", unit: "count", value: ({ rows }, lane) => summed(rows, "closed", "released", lane), list: (span, lane) => listAddress({ kind: "closed", a: ["released"], b: [lane] }, span) },
      { id: "refused", unit: "count", value: ({ rows }, lane) => summed(rows, "closed", "refused", lane), list: (span, lane) => listAddress({ kind: "closed", a: ["refused"], b: [lane] }, span) },
    ],
  }, now, against);
}

function worth(now: Loaded, against: Loaded | null): SectionTable {
  const worthOf = (from: Loaded, currency: string) => Number(from.rows.find((row) => row.kind === "value" && row.a === currency)?.amount ?? 0n);
  return tableOf({
    id: "worth", by: "currency", shape: "none", charted: [], keys: namesIn(now.rows, "value"),
    columns: [
      { id: "declarations", unit: "count", value: ({ rows }, currency) => summed(rows, "value", currency), list: (span, currency) => listAddress({ kind: "value", a: [currency] }, span) },
      { id: "worth", unit: "money", value: worthOf, list: (span, currency) => listAddress({ kind: "value", a: [currency] }, span) },
    ],
  }, now, against);
}

function people(now: Loaded, against: Loaded | null): SectionTable {
  const everybody = [...new Set([...namesIn(now.rows, "decision"), ...namesIn(now.rows, "assigned")])].filter((person) => person !== "").slice(0, MOST_PEOPLE);
  const decisions = TRIAGE_DECISIONS.map((decision): ColumnSpec => ({
    id: decision,
    unit: "count",
    value: ({ rows }, person) => summed(rows, "decision", person, decision),
    list: (span, person) => listAddress({ kind: "decision", a: [person], b: [decision] }, span),
  }));
  const has: ColumnSpec = {
    id: "has",
    unit: "count",
    value: ({ rows }, person) => summed(rows, "assigned", person),
    list: (span, person) => deskAddress({ assignee: Number(person), ...(span.office === null ? {} : { office: [span.office] }) }),
  };
  return tableOf({ id: "people", by: "person", shape: "none", charted: [], keys: everybody, columns: [has, ...decisions] }, now, against);
}

const AHEAD = ["past", "1", "2", "4", "8", "24", "later"] as const;

/** Hours ahead to which the classes of what falls due reach. */
const REACH: Readonly<Record<string, readonly [number, number]>> = { "1": [0, 1], "2": [1, 2], "4": [2, 4], "8": [4, 8], "24": [8, 24], later: [24, Number.POSITIVE_INFINITY] };

/** Time: what stands in each status and is past its time, what falls due when, how long decisions took, how long each status lasted. */
export function timeTables(now: Loaded, against: Loaded | null, at: Date): SectionTable[] {
  return [standing(now), ahead(now, at), turns(now, against), stays(now, against)];
}

/** The facts a title of the times says. */
export function timeFacts({ rows, past }: Loaded): Record<string, number> {
  const decided = summed(rows, "turn");
  return { open: summed(rows, "open"), past: [...past.values()].reduce((sum, n) => sum + n, 0), decided, onTime: shareOf(summed(rows, "turn", undefined, ["0", "25", "50", "75"]), decided) ?? 0 };
}

function standing(now: Loaded): SectionTable {
  const office = (span: Span) => (span.office === null ? {} : { office: [span.office] });
  const known = (status: string) => CONSIGNMENT_STATUSES.flatMap((one) => (one === status ? [one] : []));
  return tableOf({
    id: "standing", by: "status", shape: "stack", charted: ["inTime", "past"], keys: OPEN_STATUSES,
    columns: [
      { id: "open", unit: "count", value: ({ rows }, status) => summed(rows, "open", status), list: (span, status) => deskAddress({ status: known(status), ...office(span) }) },
      { id: "inTime", unit: "count", value: ({ rows, past }, status) => Math.max(0, summed(rows, "open", status) - (past.get(status) ?? 0)), list: (span, status) => deskAddress({ status: known(status), overdue: false, ...office(span) }) },
      { id: "past", unit: "count", value: ({ past }, status) => past.get(status) ?? 0, list: (span, status) => deskAddress({ status: known(status), overdue: true, ...office(span) }) },
    ],
  }, now, null);
}

function ahead(now: Loaded, at: Date): SectionTable {
  const past = [...now.past.values()].reduce((sum, n) => sum + n, 0);
  const began = Date.parse(`${at.toISOString().slice(0, 13)}:00:00Z`);
  const inClass = (key: string): number => {
    if (key === "past") return past;
    const [from, to] = REACH[key] ?? [0, 0];
    const counted = now.rows.reduce((sum, row) => (row.kind === "due" && within((Date.parse(`${row.a}:00:00Z`) - began) / 3_600_000, from, to) ? sum + row.n : sum), 0);
    return key === "1" ? Math.max(0, counted - (past - endedPast(now, began))) : counted;
  };
  const list = (span: Span, key: string) => deskAddress({ ...dueWithin(key, began), ...(span.office === null ? {} : { office: [span.office] }) }, "due");
  return tableOf({ id: "ahead", by: "ahead", shape: "bars", charted: ["open"], keys: AHEAD, columns: [{ id: "open", unit: "count", value: (_from, key) => inClass(key), list }] }, now, null);
}

/** What of the desk falls due in a class, the hour that runs having begun at an instant. */
function dueWithin(key: string, began: number): DeskFilter {
  const [from, until] = (REACH[key] ?? []).map((hours) => (hours === Number.POSITIVE_INFINITY ? undefined : `${new Date(began + hours * 3_600_000).toISOString().slice(0, 16)}Z`));
  if (key === "past") return { overdue: true };
  return key === "1" ? { overdue: false, due: { until } } : { due: { from, ...(until === undefined ? {} : { until }) } };
}

/** Those whose hour had ended before the hour that runs; the rest of what is past falls into it. */
function endedPast({ rows }: Loaded, began: number): number {
  return rows.reduce((sum, row) => (row.kind === "due" && Date.parse(`${row.a}:00:00Z`) < began ? sum + row.n : sum), 0);
}

function within(hours: number, from: number, to: number): boolean {
  return hours >= from && hours < to;
}

function turns(now: Loaded, against: Loaded | null): SectionTable {
  const classes = TURN_CLASSES.map((floor): ColumnSpec => ({
    id: `turn${floor}`,
    unit: "count",
    value: ({ rows }, lane) => summed(rows, "turn", lane, String(floor)),
    list: (span, lane) => listAddress({ kind: "turn", a: [lane], b: [String(floor)] }, span),
  }));
  const late = TURN_CLASSES.filter((floor) => floor >= 100).map(String);
  return tableOf({
    id: "turns", by: "lane", shape: "stack", charted: classes.map(({ id }) => id), keys: LANES,
    columns: [
      { id: "decided", unit: "count", value: ({ rows }, lane) => summed(rows, "turn", lane), list: (span, lane) => listAddress({ kind: "turn", a: [lane] }, span) },
      ...classes,
      {
        id: "lateShare",
        unit: "share",
        of: "decided",
        value: ({ rows }, lane) => shareOf(summed(rows, "turn", lane, late), summed(rows, "turn", lane)),
        list: (span, lane) => listAddress({ kind: "turn", a: [lane], b: late }, span),
      },
    ],
  }, now, against);
}

function stays(now: Loaded, against: Loaded | null): SectionTable {
  const classes = STAY_CLASSES.map((floor): ColumnSpec => ({
    id: `stay${floor}`,
    unit: "count",
    value: ({ rows }, status) => summed(rows, "stay", status, String(floor)),
    list: (span, status) => listAddress({ kind: "stay", a: [status], b: [String(floor)] }, span),
  }));
  const ended: ColumnSpec = { id: "ended", unit: "count", value: ({ rows }, status) => summed(rows, "stay", status), list: (span, status) => listAddress({ kind: "stay", a: [status] }, span) };
  return tableOf({ id: "stays", by: "status", shape: "stack", charted: classes.map(({ id }) => id), keys: OPEN_STATUSES, columns: [ended, ...classes] }, now, against);
}

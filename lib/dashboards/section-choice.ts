import { LANES, LANE_REASONS } from "../triage/lane.ts";
import { deskAddress, listAddress } from "./figure.ts";
import { EXAMINATION_ENDS, OVERRIDES } from "./figure-mark.ts";
import { namesIn, shareOf, summed } from "./figure-row.ts";
import { hrefOfRule } from "../risk/ruleTitle.ts";
import { daysIn, type Span } from "./figure-view.ts";
import type { SectionTable } from "./section.ts";
import { onTick, spanOfTick, tableOf, ticksOf, type ColumnSpec, type Loaded } from "./section-table.ts";

const KNOWN = ["confirmed", "not-confirmed"] as const;
const MOST_OFFICES = 60;

/** Arrivals by lane over the days of a span. */
export function lanesByDay(now: Loaded, against: Loaded | null): SectionTable {
  const lanes = LANES.map((lane): ColumnSpec => ({
    id: lane,
    unit: "count",
    value: (from, tick) => onTick(from, "arrived", lane, tick),
    list: (span, tick) => listAddress({ kind: "arrived", a: [lane] }, spanOfTick(span, tick)),
  }));
  const before = against === null ? {} : { keysBefore: ticksOf(against.span) };
  return tableOf({ id: "lanes", by: "day", shape: "stack", charted: ["red", "yellow", "blue", "green"], keys: ticksOf(now.span), ...before, columns: lanes }, now, against);
}

/** Lanes against what the offices can examine, why a lane was given and what came of it, what examinations ended with. */
export function laneTables(now: Loaded, against: Loaded | null): SectionTable[] {
  return [lanesByDay(now, against), offices(now, against), reasons(now, against), examinations(now, against)];
}

/** The facts a title of the lanes says. */
export function laneFacts({ rows, examinable, span }: Loaded): Record<string, number> {
  const days = daysIn(span.period);
  const able = [...examinable].reduce((sum, [office, n]) => (span.office === null || span.office === office ? sum + n : sum), 0);
  return { red: summed(rows, "arrived", "red"), perDay: Math.round(summed(rows, "arrived", "red") / days), able, days, drawn: summed(rows, "selected", "random") };
}

function offices(now: Loaded, against: Loaded | null): SectionTable {
  const of = (from: Loaded, kind: string, a: string | undefined, office: string) =>
    from.offices.reduce((sum, row) => (row.kind === kind && row.office === office && (a === undefined || row.a === a) ? sum + row.n : sum), 0);
  const arrivals = new Map<string, number>();
  for (const row of now.offices) if (row.kind === "arrived") arrivals.set(row.office, (arrivals.get(row.office) ?? 0) + row.n);
  const keys = [...arrivals].toSorted(([, n], [, m]) => m - n).map(([office]) => office).slice(0, MOST_OFFICES);
  const at = (span: Span, office: string): Span => ({ period: span.period, office });
  return tableOf({
    id: "offices", by: "office", shape: "bars", charted: ["redPerDay", "examinedPerDay", "examinable"], keys,
    columns: [
      { id: "arrived", unit: "count", value: (from, office) => of(from, "arrived", undefined, office), list: (span, office) => listAddress({ kind: "arrived" }, at(span, office)) },
      { id: "red", unit: "count", value: (from, office) => of(from, "arrived", "red", office), list: (span, office) => listAddress({ kind: "arrived", a: ["red"] }, at(span, office)) },
      { id: "redPerDay", unit: "rate", value: (from, office) => of(from, "arrived", "red", office) / daysIn(from.span.period), list: (span, office) => listAddress({ kind: "arrived", a: ["red"] }, at(span, office)) },
      { id: "examinedPerDay", unit: "rate", value: (from, office) => of(from, "examined", undefined, office) / daysIn(from.span.period), list: (span, office) => listAddress({ kind: "examined" }, at(span, office)) },
      { id: "examinable", unit: "rate", value: (from, office) => from.examinable.get(office) ?? null, list: (_span, office) => `/rules/selection/${encodeURIComponent(office)}` },
      { id: "waiting", unit: "count", value: (from, office) => of(from, "open", "examination-ordered", office), list: (_span, office) => deskAddress({ status: ["examination-ordered"], office: [office] }) },
    ],
  }, now, against);
}

/** The columns of whatever bears marks whose `b` is what became known. */
function outcomeColumns(kind: "selected" | "rule" | "body", first: string): ColumnSpec[] {
  return [
    { id: first, unit: "count", value: ({ rows }, key) => summed(rows, kind, key), list: (span, key) => listAddress({ kind, a: [key] }, span) },
    { id: "known", unit: "count", value: ({ rows }, key) => summed(rows, kind, key, KNOWN), list: (span, key) => listAddress({ kind, a: [key], b: KNOWN }, span) },
    { id: "confirmed", unit: "count", value: ({ rows }, key) => summed(rows, kind, key, "confirmed"), list: (span, key) => listAddress({ kind, a: [key], b: ["confirmed"] }, span) },
    { id: "confirmedShare", unit: "share", of: "known", value: ({ rows }, key) => shareOf(summed(rows, kind, key, "confirmed"), summed(rows, kind, key, KNOWN)), list: (span, key) => listAddress({ kind, a: [key], b: ["confirmed"] }, span) },
    { id: "falseShare", unit: "share", of: "known", value: ({ rows }, key) => shareOf(summed(rows, kind, key, "not-confirmed"), summed(rows, kind, key, KNOWN)), list: (span, key) => listAddress({ kind, a: [key], b: ["not-confirmed"] }, span) },
  ];
}

function reasons(now: Loaded, against: Loaded | null): SectionTable {
  return tableOf({ id: "reasons", by: "selected", shape: "none", charted: [], keys: LANE_REASONS, columns: outcomeColumns("selected", "declarations") }, now, against);
}

function examinations(now: Loaded, against: Loaded | null): SectionTable {
  return tableOf({
    id: "examinations", by: "examination", shape: "bars", charted: ["physical", "remote"], keys: EXAMINATION_ENDS,
    columns: (["physical", "remote"] as const).map((kind): ColumnSpec => ({
      id: kind,
      unit: "count",
      value: ({ rows }, end) => summed(rows, "examined", end, kind),
      list: (span, end) => listAddress({ kind: "examined", a: [end], b: [kind] }, span),
    })),
  }, now, against);
}

/** Rules: on how many declarations each fired, and of those with a known outcome how many were confirmed; false alarms by reason. */
export function ruleTables(now: Loaded, against: Loaded | null): SectionTable[] {
  const alarms: ColumnSpec = { id: "alarms", unit: "count", value: ({ rows }, rule) => summed(rows, "alarm", rule), list: (span, rule) => listAddress({ kind: "alarm", a: [rule] }, span) };
  const ruleAddress = (_span: Span, rule: string) => hrefOfRule(rule);
  return [
    tableOf({ id: "rules", by: "rule", shape: "bars", charted: ["confirmed", "falseKnown"], keys: namesIn(now.rows, "rule"), list: ruleAddress,
      columns: [...outcomeColumns("rule", "fired"), { id: "falseKnown", unit: "count", value: ({ rows }, rule) => summed(rows, "rule", rule, "not-confirmed"), list: (span, rule) => listAddress({ kind: "rule", a: [rule], b: ["not-confirmed"] }, span) }, alarms] }, now, against),
    tableOf(
      {
        id: "alarmReasons",
        by: "reason",
        shape: "none",
        charted: [],
        keys: namesIn(now.rows, "alarm", "b"),
        columns: [
          {
            id: "alarms",
            unit: "count",
            value: ({ rows }, reason) => summed(rows, "alarm", undefined, reason),
            list: (span, reason) => listAddress({ kind: "alarm", b: [reason] }, span),
          },
        ],
      },
      now,
      against,
    ),
  ];
}

/** The facts a title of the rules says. */
export function ruleFacts({ rows }: Loaded): Record<string, number> {
  return { rules: namesIn(rows, "rule").length, fired: summed(rows, "rule"), known: summed(rows, "rule", undefined, KNOWN), confirmed: summed(rows, "rule", undefined, "confirmed") };
}

/** Overrides: releases against red and green ones that were stopped, by day and by the reason given. */
export function overrideTables(now: Loaded, against: Loaded | null): SectionTable[] {
  const byDay = OVERRIDES.map((override): ColumnSpec => ({
    id: override,
    unit: "count",
    value: (from, tick) => onTick(from, "override", override, tick),
    list: (span, tick) => listAddress({ kind: "override", a: [override] }, spanOfTick(span, tick)),
  }));
  const byReason = OVERRIDES.map((override): ColumnSpec => ({
    id: override,
    unit: "count",
    value: ({ rows }, reason) => summed(rows, "override", override, reason),
    list: (span, reason) => listAddress({ kind: "override", a: [override], b: [reason] }, span),
  }));
  const before = against === null ? {} : { keysBefore: ticksOf(against.span) };
  return [
    tableOf({ id: "overrides", by: "day", shape: "stack", charted: [...OVERRIDES], keys: ticksOf(now.span), ...before, columns: byDay }, now, against),
    tableOf({ id: "overrideReasons", by: "reason", shape: "none", charted: [], keys: namesIn(now.rows, "override", "b"), columns: byReason }, now, against),
  ];
}

/** The facts a title of the overrides says. */
export function overrideFacts({ rows }: Loaded): Record<string, number> {
  return { released: summed(rows, "override", ["red-released-unexamined", "red-released-examined"]), unexamined: summed(rows, "override", "red-released-unexamined"), stopped: summed(rows, "override", "green-stopped") };
}

/** Inspection bodies: how many declarations their certificates answered for, and how often what they certified was contradicted. */
export function bodyTables(now: Loaded, against: Loaded | null): SectionTable[] {
  const exceeded: ColumnSpec = { id: "exceeded", unit: "count", value: ({ rows }, body) => summed(rows, "exceeded", body), list: (span, body) => listAddress({ kind: "exceeded", a: [body] }, span) };
  const exceededShare: ColumnSpec = {
    id: "exceededShare",
    unit: "share",
    of: "vouched",
    value: ({ rows }, body) => shareOf(summed(rows, "exceeded", body), summed(rows, "body", body)),
    list: (span, body) => listAddress({ kind: "exceeded", a: [body] }, span),
  };
  return [
    tableOf(
      {
        id: "bodies",
        by: "body",
        shape: "bars",
        charted: ["exceeded", "confirmed"],
        keys: namesIn(now.rows, "body"),
        columns: [...outcomeColumns("body", "vouched"), exceeded, exceededShare],
      },
      now,
      against,
    ),
  ];
}

/** The facts a title of the bodies says. */
export function bodyFacts({ rows }: Loaded): Record<string, number> {
  return {
    bodies: namesIn(rows, "body").length,
    vouched: summed(rows, "body"),
    exceeded: summed(rows, "exceeded"),
    confirmed: summed(rows, "body", undefined, "confirmed"),
    known: summed(rows, "body", undefined, KNOWN),
  };
}

import { describe, expect, test } from "vitest";
import { plainDate, type PlainDate } from "../measures/period.ts";
import { csvOf } from "./figure-csv.ts";
import { FIGURES, figureOf, listOfFigure, narrowed } from "./figure.ts";
import { figureViewOf, paramsOfView, wholeMonths } from "./figure-view.ts";
import { listAskedIn } from "./list-asked.ts";
import { spanOfTick, ticksOf } from "./section-table.ts";

const day = (text: string): PlainDate => {
  const found = plainDate(text);
  if (found === undefined) throw new Error(text);
  return found;
};
const TODAY = day("2026-11-22");
const view = (address: string) => figureViewOf(new URLSearchParams(address), TODAY);

describe("A dashboard's address", () => {
  test.each([
    ["", { from: "2026-10-24", to: "2026-11-23" }],
    ["days=1", { from: "2026-11-22", to: "2026-11-23" }],
    ["days=365", { from: "2025-11-23", to: "2026-11-23" }],
    ["days=12", { from: "2026-10-24", to: "2026-11-23" }],
    ["from=2026-01-05&to=2026-01-05", { from: "2026-01-05", to: "2026-01-06" }],
    ["from=2026-02-05&to=2026-01-05", { from: "2026-10-24", to: "2026-11-23" }],
    ["from=2027-02-05&to=2027-03-05", { from: "2026-10-24", to: "2026-11-23" }],
    ["from=1990-02-05&to=2026-03-05", { from: "2026-10-24", to: "2026-11-23" }],
  ])("%j means the days %j", (address, period) => {
    expect(view(address).period).toEqual(period);
  });

  test("compares with as many days just before, or with another office in the same days", () => {
    expect(view("days=7&with=before").against).toEqual({ what: "before", period: { from: "2026-11-09", to: "2026-11-16" }, office: null });
    expect(view("days=7&office=2248&with=5304").against).toEqual({ what: "office", period: { from: "2026-11-16", to: "2026-11-23" }, office: "5304" });
    expect(view("office='; drop&with=nothing")).toMatchObject({ office: null, against: null });
  });

  test.each(["", "days=7", "days=90&office=2248&with=before", "from=2026-01-05&to=2026-02-03&with=5304"])("%j is written as it was read", (address) => {
    expect(paramsOfView(view(address)).toString()).toBe(address);
  });
});

describe("Days", () => {
  test.each([
    ["2026-01-01", "2026-03-01", { from: "2026-01-01", to: "2026-03-01" }],
    ["2026-01-02", "2026-03-31", { from: "2026-02-01", to: "2026-03-01" }],
    ["2026-01-02", "2026-02-28", undefined],
    ["2025-12-31", "2026-02-01", { from: "2026-01-01", to: "2026-02-01" }],
  ])("from %s to %s hold the whole months %j", (from, to, months) => {
    expect(wholeMonths({ from: day(from), to: day(to) })).toEqual(months);
  });

  test.each([
    ["2026-05-01", 120, "2026-01-01", "2026-04-30"],
    ["2026-05-02", 5, "2026-01-01", "2026-05-01"],
  ])("up to but without %s have %i ticks, from %s to %s", (to, count, first, last) => {
    const ticks = ticksOf({ office: null, period: { from: day("2026-01-01"), to: day(to) } });
    expect([ticks.length, ticks[0], ticks.at(-1)]).toEqual([count, first, last]);
  });

  test("of a long span are drawn by month, each tick within the span", () => {
    const span = { office: null, period: { from: day("2026-01-15"), to: day("2026-11-23") } };
    const ticks = ticksOf(span);
    expect(ticks).toHaveLength(11);
    expect(spanOfTick(span, ticks[0] ?? "").period).toEqual({ from: "2026-01-15", to: "2026-02-01" });
    expect(spanOfTick(span, ticks.at(-1) ?? "").period).toEqual({ from: "2026-11-01", to: "2026-11-23" });
  });
});

describe("A figure", () => {
  test("is narrowed by what its marks bear, and by nothing that contradicts it", () => {
    expect(narrowed({ kind: "arrived" }, { lane: "red" })).toEqual({ kind: "arrived", a: ["red"] });
    expect(narrowed({ kind: "origin", b: ["red"] }, { country: "FR" })).toEqual({ kind: "origin", a: ["FR"], b: ["red"] });
    expect(narrowed({ kind: "origin", b: ["red"] }, { lane: "green" })).toBeUndefined();
    expect(narrowed({ kind: "override" }, { lane: "green" })).toEqual({ kind: "override" });
  });

  test.each(FIGURES.map(({ name }) => name))("%s leads to a list that its address describes", (name) => {
    const figure = figureOf(name);
    if (figure === undefined) throw new Error(name);
    const [path = "", query = ""] = listOfFigure(figure, { office: "2248" }, { office: "2248", period: { from: TODAY, to: day("2026-11-23") } }).split("?");
    const told = { "/desk": new URLSearchParams(query).get("office") === "2248", "/dashboards/list": listAskedIn(new URLSearchParams(query))?.span.office === "2248", "/dashboards": figure.of === "age" };
    expect(told).toHaveProperty([path], true);
  });

  test.each([
    "",
    "of=open&from=2026-01-01&until=2026-01-02",
    "of=nothing&from=2026-01-01&until=2026-01-02",
    "of=constructor&from=2026-01-01&until=2026-01-02",
    "of=rule&from=2026-01-02&until=2026-01-02",
  ])("has no list at %j", (address) => {
    expect(listAskedIn(new URLSearchParams(address))).toBeUndefined();
  });
});

describe("A file that is taken out", () => {
  test.each([
    ["=1+1", "\"'=1+1\""],
    ["+86", "\"'+86\""],
    ["-5", "\"'-5\""],
    ["@x", "\"'@x\""],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["plain", "plain"],
    [-5, "-5"],
    [0.25, "0.25"],
    [null, ""],
  ])("writes %j as %s", (value, written) => {
    expect(csvOf([[value]])).toBe(`\u{FEFF}${written}\r\n`);
  });
});

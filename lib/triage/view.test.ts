import { describe, expect, test } from "vitest";
import { DEFAULT_VIEW, paramsOf, viewOf, type DeskView } from "./view.ts";

const read = (text: string) => viewOf(new URLSearchParams(text));

describe("The address carries the whole desk", () => {
  const views: readonly DeskView[] = [
    DEFAULT_VIEW,
    { ...DEFAULT_VIEW, sort: "used", descending: false },
    { filter: { state: "all", lane: ["red", "yellow"], verdict: ["exceeds"], office: ["0101"], q: "葡萄酒 & Co" }, sort: "due", descending: true },
    { filter: { assignee: 17, overdue: true, site: 3, importer: 9, gtin: "03012345000109", lot: "L2023-07/甲", document: "COSU 6412" }, sort: "number", descending: false },
    { filter: { assignee: "nobody", overdue: false, status: ["held"], category: ["wine"], country: ["FR", "IT"], tradeMode: ["0110"] }, sort: "score", descending: true },
    { filter: { due: { from: "2026-11-23T05:00Z", until: "2026-11-23T09:00Z" } }, sort: "due", descending: false },
    { filter: { overdue: false, due: { until: "2026-11-23T05:00Z" } }, sort: "due", descending: false },
    { ...DEFAULT_VIEW, columns: [{ id: "lane", visible: true, width: 96, pinned: "start" }, { id: "site", visible: false }] },
  ];
  test.each(views)("a view read back from its own address is the same view: %j", (view) => {
    expect(read(paramsOf(view).toString())).toEqual(view);
  });

  test("the desk as it is at first has no parameters at all", () => {
    expect(paramsOf(DEFAULT_VIEW).toString()).toBe("");
  });

  test.each([
    ["lane=purple", DEFAULT_VIEW],
    ["sort=colour", DEFAULT_VIEW],
    ["site=-1", DEFAULT_VIEW],
    ["gtin=03012345000108", DEFAULT_VIEW],
    ["site=1e3", DEFAULT_VIEW],
    ["lot=%20&document=", DEFAULT_VIEW],
    ["who=somebody", DEFAULT_VIEW],
    ["state=both", DEFAULT_VIEW],
    ["due=2026-11-23", DEFAULT_VIEW],
    ["due=/", DEFAULT_VIEW],
    ["due=2026-13-23T05:00Z/", DEFAULT_VIEW],
    ["due=2026-11-23T05:00Z/2026-11-23T06:00Z/2026-11-23T07:00Z", DEFAULT_VIEW],
    ["columns=,,:x", DEFAULT_VIEW],
  ])("what the address says wrongly (%s) is left out", (text, view) => {
    expect(read(text)).toEqual(view);
  });
});

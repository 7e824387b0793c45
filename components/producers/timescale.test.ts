import { describe, expect, it } from "vitest";
import { filledMonths, monthAfter, stacked, timescale } from "./timescale.ts";

const year = (number: number) => ({ from: `${number}-01-01`, to: `${number + 1}-01-01` });

describe("a scale of dates", () => {
  it("spreads periods from the first day to the last", () => {
    const scale = timescale([year(2023), year(2024)]);
    expect(scale.span(year(2023)).from).toBe(0);
    expect(scale.span(year(2024)).to).toBe(1);
    expect(scale.at("2024-01-01")).toBeCloseTo(365 / 731, 6);
    expect(scale.years.map((tick) => tick.label)).toEqual(["2023", "2024", "2025"]);
  });

  it("holds dates outside at its ends", () => {
    const scale = timescale([year(2023)]);
    expect([scale.at("2020-05-05"), scale.at("2030-05-05")]).toEqual([0, 1]);
  });
});

describe("months", () => {
  it.each([["2025-11", "2025-12"], ["2025-12", "2026-01"]])("after %s comes %s", (month, next) => expect(monthAfter(month)).toBe(next));

  it("in which nothing was declared keep what stood", () => {
    const filled = filledMonths([{ month: "2025-11", declared: "10" }, { month: "2026-01", declared: "30" }], "2026-02");
    expect(filled.map((one) => one.declared)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 30, 30]);
    expect([filled[0]?.month, filled.at(-1)?.month]).toEqual(["2025-03", "2026-02"]);
  });

  it("begin with the first that was recorded where that is more than a year ago", () => {
    const filled = filledMonths([{ month: "2024-12", declared: "10" }], "2026-02");
    expect([filled[0], filled.length]).toEqual([{ month: "2024-12", declared: 10 }, 15]);
  });

  it("are none where nothing was ever declared", () => expect(filledMonths([], "2026-02")).toEqual([]));
});

describe("bars", () => {
  it("share a row when they only touch, and take a new one when they overlap", () => {
    expect(stacked([year(2023), year(2024), { from: "2023-06-01", to: "2023-07-01" }]).map((row) => row.length)).toEqual([2, 1]);
  });
});

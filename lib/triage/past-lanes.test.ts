import { describe, expect, it } from "vitest";
import type { Arrival, SortedDays } from "#lib/risk/backtest";
import { plainDate, type PlainDate } from "#lib/measures/period";
import { pastSorter } from "./past-lanes.ts";
import type { SelectionSetting } from "./selection.ts";

const SETTING: SelectionSetting = { id: 1, redRate: 1_000, yellowRate: 2_000, randomRate: 0, examinationsPerDay: 2 };
const day = (text: string) => plainDate(text) as PlainDate;
const arrivals = (scores: readonly number[], on = "2026-03-02", from = 1): Arrival[] => scores.map((score, at) => ({ declaration: from + at, office: "2248", day: day(on), score, mandatory: false, broken: false }));
const lanes = (of: readonly Arrival[], drawn: readonly number[] = [], before: SortedDays = {}, setting = SETTING) => [...pastSorter(new Map([["2248", setting]]), new Set(drawn))(of, before).lanes.values()].join(" ");

describe("past declarations", () => {
  it("of an office without settings go by their score", () => {
    expect([...pastSorter(new Map(), new Set())(arrivals([70, 69, 30, 29]), {}).lanes.values()]).toEqual(["red", "yellow", "yellow", "green"]);
  });

  it("are sorted one by one as the rates give room for what has come", () => {
    expect(lanes(arrivals([80, 80, 0, 0, 0, 0, 0, 0, 0, 0, 80]))).toBe("red yellow green green green green green green green green red");
    expect(lanes(arrivals([40, 40, 0, 0, 0, 40]))).toBe("yellow green green green green yellow");
  });

  it("are red by a criterion or the draw of then, and never greener for a rule that broke", () => {
    const [a, b, c] = arrivals([0, 0, 30]);
    expect(lanes([{ ...a, mandatory: true } as Arrival, b as Arrival, { ...c, broken: true } as Arrival], [2], {}, { ...SETTING, redRate: 0, yellowRate: 0, examinationsPerDay: 0 })).toBe("red red yellow");
  });

  it("find the day full, and the next one empty", () => {
    const full = { ...SETTING, redRate: 10_000 };
    expect(lanes([...arrivals([80, 80, 80]), ...arrivals([80], "2026-03-03", 4)], [], {}, full)).toBe("red red yellow red");
  });

  it("go on in the next block as in one, over a week, and no longer", () => {
    const sort = pastSorter(new Map([["2248", SETTING]]), new Set());
    const first = sort(arrivals([80, 0]), {});
    expect([...sort(arrivals([80], "2026-03-08", 9), first.days).lanes.values()]).toEqual(["yellow"]);
    expect([...sort(arrivals([80], "2026-03-09", 9), first.days).lanes.values()]).toEqual(["red"]);
    expect(Object.keys(sort(arrivals([0], "2026-04-09", 9), first.days).days["2248"] ?? {})).toEqual(["2026-04-09"]);
  });
});

import { describe, expect, it } from "vitest";
import { plainDate, type PlainDate } from "#lib/measures/period";
import { paramsOfPopulation, populationOf, USUAL_DAYS } from "./population.ts";

const TODAY = plainDate("2026-03-02") as PlainDate;
const read = (address: string) => populationOf(new URLSearchParams(address), TODAY);

describe("a population", () => {
  it("is the last 90 days where an address says nothing, and a year of production", () => {
    expect(read("")).toEqual({ from: "2025-12-03", until: "2026-03-02" });
    expect(populationOf(new URLSearchParams(), TODAY, USUAL_DAYS.production)).toEqual({ from: "2025-03-03", until: "2026-03-02" });
  });

  it("is narrowed by what is understood, and what is not is left out", () => {
    expect(read("category=wine&origin=FR&importer=IMP1&office=2248&from=2026-01-01&until=2026-02-01")).toEqual({
      from: "2026-01-01",
      until: "2026-02-01",
      category: "wine",
      origin: "FR",
      importer: "IMP1",
      office: "2248",
    });
    expect(read("category=%27&origin=France&office=%20&from=2026-02-30&until=never")).toEqual(read(""));
  });

  it("puts days in order, and reads back what it writes", () => {
    expect(read("from=2026-02-01&until=2026-01-01")).toMatchObject({ from: "2026-01-01", until: "2026-02-01" });
    const one = read("category=wine&origin=FR&from=2026-01-01");
    expect(populationOf(new URLSearchParams(paramsOfPopulation(one)), TODAY)).toEqual(one);
  });
});

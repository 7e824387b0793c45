import { describe, expect, test } from "vitest";
import { certificatesFor } from "./capacity.ts";
import { clockAt } from "./clock.ts";
import { gln } from "./keys.ts";
import { PRODUCERS } from "./producers.ts";
import { tradeUntil } from "./trade.ts";

const clock = clockAt(new Date("2026-11-20T09:25:00Z"));
const trade = tradeUntil(clock);
const papers = trade.flatMap(({ trades }) => trades.map(({ paper }) => paper));

describe("the trade of a year and a half", () => {
  test("is the same at every run, and within one hour", () => {
    expect(tradeUntil(clockAt(new Date("2026-11-20T09:59:00Z")))).toEqual(trade);
  });

  test("has some three thousand declarations, each with a number of its own", () => {
    expect(papers.length).toBeGreaterThan(2_500);
    expect(papers.length).toBeLessThan(3_500);
    expect(new Set(papers.map(({ number }) => number)).size).toBe(papers.length);
  });

  test("comes from dozens of importers, at a dozen offices, from a dozen countries and more", () => {
    expect(new Set(papers.map(({ importer }) => importer.id)).size).toBeGreaterThan(50);
    expect(new Set(papers.map(({ office }) => office)).size).toBe(12);
    expect(new Set(papers.flatMap(({ lines }) => lines.map(({ origin }) => origin))).size).toBeGreaterThanOrEqual(12);
  });

  test("arrives in the order of time, none of it after the clock's hour", () => {
    const instants = trade.map(({ at }) => at.getTime());
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(instants.at(-1)).toBeLessThanOrEqual(clock.now.getTime());
    for (const { at, trades } of trade) for (const { paper } of trades) expect(paper.at.getTime()).toBeLessThanOrEqual(at.getTime());
  });
});

describe("the certificates of the trade", () => {
  const certificates = certificatesFor(trade);

  test("have numbers of their own", () => {
    expect(new Set(certificates.map(({ paper }) => paper.number)).size).toBe(certificates.length);
  });

  test("are there for every producer but those who were never certified", () => {
    const without = PRODUCERS.filter(({ prefix }) => !certificates.some(({ paper }) => paper.site === gln(prefix)));
    expect(without).toEqual(PRODUCERS.filter(({ certified }) => certified === "never"));
  });
});

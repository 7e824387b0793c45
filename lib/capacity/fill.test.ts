import { describe, expect, it } from "vitest";
import { EARLIER, ELSEWHERE, fillOf } from "./fill.ts";

const wine = [{ key: "1", quantity: "10000" }, { key: "2", quantity: "8000" }, { key: "3", quantity: "42000" }];

describe("the bar", () => {
  it("of the wine fills line by line, and the third stands beyond what is certified", () => {
    const fill = fillOf(wine, { limit: "18000", reserve: "0", declared: "60000", elsewhere: "0" });
    expect(fill.pieces.map(({ key, over }) => [key, over])).toEqual([["1", false], ["2", false], ["3", true]]);
    expect(fill.pieces.at(-1)).toMatchObject({ from: 0.3, to: 1 });
    expect(fill).toMatchObject({ limit: 0.3, capacity: 0.3, end: 1 });
  });

  it("cuts the line that crosses the capacity there", () => {
    const { pieces } = fillOf(wine, { limit: "15000", reserve: "0", declared: "60000", elsewhere: "0" });
    expect(pieces.map(({ key, from, to, over }) => [key, from * 60, to * 60, over])).toEqual([["1", 0, 10, false], ["2", 10, 15, false], ["2", 15, 18, true], ["3", 18, 60, true]]);
  });

  it.each([
    ["below the limit is as wide as the limit", "9000", "18000", "0", 0.5],
    ["at the limit is full", "18000", "18000", "0", 1],
    ["counts the reserve into its width", "10000", "18000", "2000", 0.5],
  ])("%s", (_, declared, limit, reserve, end) => {
    expect(fillOf([{ key: "1", quantity: declared }], { limit, reserve, declared, elsewhere: "0" }).end).toBe(end);
  });

  it("begins with what was sold elsewhere and with the lines too many to draw", () => {
    const { pieces } = fillOf([{ key: "9", quantity: "10" }], { limit: "100", reserve: "0", declared: "40", elsewhere: "20" });
    expect(pieces.map(({ key, from, to }) => [key, from, to])).toEqual([[ELSEWHERE, 0, 0.2], [EARLIER, 0.2, 0.5], ["9", 0.5, 0.6]]);
  });

  it("goes back from the end where goods were returned", () => {
    const fill = fillOf([{ key: "1", quantity: "80" }, { key: "2", quantity: "-30" }], { limit: "100", reserve: "0", declared: "50", elsewhere: "0" });
    expect(fill.pieces.at(-1)).toMatchObject({ key: "2", back: true, from: 0.5, to: 0.8 });
    expect(fill.end).toBe(0.5);
  });

  it("without a limit has no mark, and nothing lies beyond it", () => {
    const fill = fillOf(wine, { limit: null, reserve: "0", declared: "60000", elsewhere: "0" });
    expect(fill).toMatchObject({ limit: null, capacity: null, end: 1 });
    expect(fill.pieces.some((piece) => piece.over)).toBe(false);
  });
});

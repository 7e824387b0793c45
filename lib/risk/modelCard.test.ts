import { describe, expect, it } from "vitest";
import { measured, type Tested } from "./modelCard.ts";

/** Declarations held back, the confirmed ones first and scored the highest. */
function heldBack(rows: number, confirmed: number): Tested[] {
  return Array.from({ length: rows }, (_, at) => ({
    explained: { score: rows - at, chance: 1 - (at + 0.5) / rows, general: 0, contributions: [{ feature: "price", value: 2 }, { feature: "route", value: -1 }, { feature: "pack", value: 0 }] },
    known: at % 2 === 0,
    confirmed: at < confirmed ? 1 : 0,
  }));
}

describe("what is measured on declarations held back", () => {
  it.each([
    [19, 5, false],
    [20, 4, false],
    [20, 5, true],
    [20, 15, true],
    [20, 16, false],
  ])("of %i with %i confirmed says how well they were ranked: %s", (rows, confirmed, said) => {
    expect(measured(heldBack(rows, confirmed), 1).measures.all !== null).toBe(said);
  });

  it("is said of known and of unseen kinds apart, each where there are enough", () => {
    const { all, known, unseen } = measured(heldBack(39, 10), 1).measures;
    expect([all?.rows, known?.rows, unseen]).toEqual([39, 20, null]);
  });

  it("counts each by its chance in twenty parts, the surest in the last", () => {
    const { distribution } = measured(heldBack(20, 5), 1);
    expect(distribution).toHaveLength(20);
    expect(distribution.slice(-6)).toEqual([{ confirmed: 0, cleared: 1 }, ...Array.from({ length: 5 }, () => ({ confirmed: 1, cleared: 0 }))]);
  });

  it("shares out what moved scores, either way, and names nothing that moved none", () => {
    expect(measured(heldBack(20, 5), 1).importance).toEqual([{ feature: "price", share: 2 / 3 }, { feature: "route", share: 1 / 3 }]);
  });
});

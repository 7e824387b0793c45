import { describe, expect, it } from "vitest";
import { BOTTLE, bottles, bulk, facts, lotOf, transformed } from "#lib/trace/example";
import { massBalanceOf } from "#lib/trace/massBalance";
import { exampleLine, exampleSubject } from "../example.ts";
import { rule } from "./mass-balance.ts";

const look = (count: string, litres: string | null = "13500") => {
  const balance = massBalanceOf(lotOf(BOTTLE, "B1"), facts([transformed("fill", [bulk("V1", litres)], [bottles("B1", count)])]));
  return rule.look(exampleSubject({ lines: [exampleLine({ lots: ["B1"], balances: balance === undefined ? [] : [balance] })] }));
};

describe("more made than the inputs give", () => {
  it.each([["18000", 0], ["18001", 1]])("%s bottles of 13,500 L", (count, findings) => {
    expect(look(count)).toHaveLength(findings);
  });

  it("tells both amounts and the excess", () => {
    expect(look("60000")[0]).toMatchObject({
      line: 1, severity: "high", points: 60,
      facts: { lot: lotOf(BOTTLE, "B1"), transformations: [{ made: "45000 LTR", allowed: "13500 LTR", excess: "31500 LTR" }] },
      wording: { en: "45,000 L of lot B1 were made on 2024-03-02 of lot V1, which gives 13,500 L at the most: 31,500 L too much.", zh: "2024-03-02由批次V1制成批次B1共45,000升，而投入最多可得13,500升：超出31,500升。" },
    });
  });

  it("says nothing where a quantity is missing", () => {
    expect(look("60000", null)).toHaveLength(0);
  });
});

import { describe, expect, test } from "vitest";
import type { Papers } from "#lib/consignments/tradePaper";
import { exampleSubject } from "../example.ts";
import { rule } from "./three-papers.ts";

const papers: Papers = {
  list: { kind: "list", number: "2248", body: { packages: "1" } },
  order: { kind: "order", number: "O-1", body: { paid: "700", currency: "CNY" } },
  payment: { kind: "payment", number: "T-1", body: { paid: "650", currency: "CNY" } },
  waybill: null,
};

describe("the three papers of a list", () => {
  test("fire once for each disagreement, with both values and both papers", () => {
    expect(rule.look(exampleSubject({ papers })).map(({ severity, points, wording }) => ({ severity, points, wording }))).toEqual([
      { severity: "medium", points: 30, wording: { en: "No waybill is known for list 2248.", zh: "清单2248没有对应的运单。" } },
      { severity: "medium", points: 30, wording: { en: "The amount paid disagrees: 700 CNY by order O-1, 650 CNY by payment T-1.", zh: "支付金额不一致：订单O-1为700 CNY，支付单T-1为650 CNY。" } },
    ]);
  });

  test("do not fire for a declaration that is no list, nor for one that was withdrawn", () => {
    expect([rule.look(exampleSubject()), rule.look(exampleSubject({ papers, status: "withdrawn" }))]).toEqual([[], []]);
  });
});

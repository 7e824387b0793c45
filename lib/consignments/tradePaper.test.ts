import { describe, expect, it } from "vitest";
import { disagreements } from "./tradePaper.ts";
import type { PaperBody, Papers, TradePaper } from "./tradePaper.ts";

const goods = (quantity: string, change = {}) => [{ no: 1, gtin: "03012345000031", quantity, unit: "XBO", total: "600", ...change }];
const paper = (kind: TradePaper["kind"], body: PaperBody): TradePaper => ({ kind, number: `${kind}-1`, body });
const [buyer, stranger] = [{ fingerprint: "a".repeat(64), initial: "示**" }, { fingerprint: "b".repeat(64), initial: "他**" }];

const matched: Papers = {
  list: paper("list", { buyer, goods: goods("6"), packages: "1" }),
  order: paper("order", { paid: "650", goodsValue: "600", currency: "CNY", buyer, goods: goods("6") }),
  payment: paper("payment", { paid: "650.00", currency: "CNY", payer: buyer }),
  waybill: paper("waybill", { packages: "1" }),
};
const about = (change: Partial<Papers>) => disagreements({ ...matched, ...change }).map((one) => one.about);
const order = (change: PaperBody) => ({ order: paper("order", { ...matched.order?.body, ...change }) });

describe("the three papers of a list", () => {
  it("agree when they say the same, however they write it", () => {
    expect(about({})).toEqual([]);
  });

  it.each<readonly [string, Partial<Papers>, readonly string[]]>([
    ["the order is missing", { order: null }, ["missing-order"]],
    ["nothing came but the list", { order: null, payment: null, waybill: null }, ["missing-order", "missing-payment", "missing-waybill"]],
    ["less was paid than asked", order({ paid: "650.01" }), ["amount"]],
    ["another currency was paid", order({ paid: "650", currency: "USD" }), ["amount"]],
    ["the list's goods are worth more", { list: paper("list", { ...matched.list.body, goods: goods("6", { total: "601" }) }) }, ["value"]],
    ["somebody else paid", { payment: paper("payment", { paid: "650", currency: "CNY", payer: stranger }) }, ["payer"]],
    ["the list names another buyer", { list: paper("list", { ...matched.list.body, buyer: stranger }) }, ["buyer"]],
    ["the list has more of the goods", { list: paper("list", { ...matched.list.body, goods: goods("12") }) }, ["quantity"]],
    ["the list has other goods", { list: paper("list", { ...matched.list.body, goods: goods("6", { gtin: "03012345000109" }) }) }, ["goods", "goods"]],
    ["the carrier took two packages", { waybill: paper("waybill", { packages: "2" }) }, ["packages"]],
    ["the unit differs", { list: paper("list", { ...matched.list.body, goods: goods("6", { unit: "XCS" }) }) }, ["quantity"]],
  ])("disagree when %s", (_what, change, expected) => {
    expect(about(change)).toEqual(expected);
  });

  it("are not held against what they do not say", () => {
    expect(about({ payment: paper("payment", {}), waybill: paper("waybill", {}), list: paper("list", { goods: goods("6", { total: undefined }) }) })).toEqual([]);
    expect(about(order({ goodsValue: undefined }))).toEqual([]);
  });

  it("add up goods that stand on several lines", () => {
    const twice = [...goods("4", { total: "400" }), ...goods("2", { no: 2, total: "200" })];
    expect(about({ list: paper("list", { ...matched.list.body, goods: twice }) })).toEqual([]);
  });

  it("say what each of two papers says", () => {
    expect(disagreements({ ...matched, ...order({ paid: "700" }) })).toEqual([
      { about: "amount", item: null, first: { kind: "order", number: "order-1", says: "700 CNY" }, second: { kind: "payment", number: "payment-1", says: "650.00 CNY" } },
    ]);
  });
});

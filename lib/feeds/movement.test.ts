import { describe, expect, it } from "vitest";
import { elsewhereOf } from "./movement.ts";
import type { KeptMovement } from "./movement.ts";

const WINERY = "3012345000017";
const [SHOP, CHINA] = ["4012345000023", "6901234000016"];
const sites = new Map([[WINERY, { id: 7, country: "FR" }], [SHOP, { id: 8, country: "DE" }], [CHINA, { id: 9, country: "CN" }]]);

const movement = (eventPk: number, says: Partial<KeptMovement>): KeptMovement => ({
  eventPk, item: "01/03012345123457/10/A", gtin: "03012345123457", lot: "A", hash: `hash ${eventPk}`, eventTime: new Date(eventPk * 1000), step: "shipping",
  origin: `414/${WINERY}`, originGlns: [WINERY], destinationGlns: [], country: null, quantity: "100", unit: "H87", ...says,
});
const counted = (...movements: readonly KeptMovement[]) => elsewhereOf(movements, 7, (gln) => sites.get(gln)).map(({ eventPk, quantity }) => `${eventPk}: ${quantity}`);

describe("what went elsewhere", () => {
  it.each([
    ["a stated country", { country: "US" }, ["1: 100"]],
    ["China, as stated", { country: "CN" }, []],
    ["the country of the destination's site", { destinationGlns: [SHOP] }, ["1: 100"]],
    ["a destination in China", { destinationGlns: [CHINA] }, []],
    ["several destinations, one in China", { destinationGlns: [SHOP, CHINA] }, []],
    ["a destination nobody knows", { destinationGlns: ["9999999999994"] }, []],
    ["no destination", {}, []],
    ["sold at retail outside China", { step: "retail_selling", origin: `414/${SHOP}`, originGlns: [SHOP] }, ["1: 100"]],
    ["sold at retail in China", { step: "retail_selling", origin: `414/${CHINA}`, originGlns: [CHINA] }, []],
    ["no quantity", { country: "US", quantity: null, unit: null }, []],
    ["a quantity below zero", { country: "US", quantity: "-5" }, []],
    ["a unit nobody knows", { country: "US", unit: "ZZZ" }, []],
    ["half a piece", { country: "US", quantity: "0.5" }, []],
    ["kilograms", { country: "US", quantity: "10.50", unit: "KGM" }, ["1: 10.5"]],
  ] as const)("by %s", (_what, says, expected) => {
    expect(counted(movement(1, says))).toEqual(expected);
  });

  it("adds up what the producer shipped and sold itself", () => {
    expect(counted(movement(1, { country: "US" }), movement(2, { country: "DE", quantity: "20" }), movement(3, { step: "retail_selling", quantity: "5" }))).toEqual(["1: 100", "2: 20", "3: 5"]);
  });

  it("counts the same goods once, at the stage that saw most of them", () => {
    const sold = (pk: number, quantity: string) => movement(pk, { step: "retail_selling", origin: `414/${SHOP}`, originGlns: [SHOP], quantity });
    expect(counted(movement(1, { country: "DE" }), sold(2, "60"), sold(3, "30"))).toEqual(["1: 100"]);
    expect(counted(movement(1, { country: "DE" }), sold(2, "60"), sold(3, "50"))).toEqual(["2: 60", "3: 50"]);
  });

  it("counts one event once, also when it is known under two ids, and one piece once", () => {
    expect(counted(movement(1, { country: "US", hash: "same" }), movement(2, { country: "US", hash: "same" }))).toEqual(["1: 100"]);
    const piece = { item: "01/03012345123457/21/7", quantity: "1", country: "US" };
    expect(counted(movement(1, piece), movement(2, piece))).toEqual(["1: 1"]);
  });
});

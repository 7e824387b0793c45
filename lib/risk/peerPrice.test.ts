import { describe, expect, it } from "vitest";
import { deviationsFrom, peerKeys, portionPrice, unitPriceOf } from "./peerPrice.ts";

const price = { minor: 24_000n, currency: "CNY" };

describe("the price of a unit", () => {
  it.each<[string, { items: bigint | null; volume: bigint | null; mass: bigint | null }, string | null, string]>([
    ["by volume before all", { items: 6n, volume: 4_500n, mass: 4_400_000n }, "volume", "5333"],
    ["by mass where no volume is known", { items: 6n, volume: null, mass: 4_000_000n }, "mass", "6000"],
    ["by the piece where neither is", { items: 6n, volume: null, mass: null }, "items", "4000"],
    ["by mass where the volume is nothing", { items: null, volume: 0n, mass: 1_000_000n }, "mass", "24000"],
    ["not at all where nothing is known", { items: null, volume: null, mass: null }, null, ""],
  ])("is reckoned %s", (_, amounts, dimension, minor) => {
    const found = unitPriceOf({ price, amounts });
    expect([found?.dimension ?? null, found === null ? "" : String(portionPrice(found.log, found.dimension).minor)]).toEqual([dimension, minor]);
  });

  it("is none of a price of nothing", () => {
    expect([
      unitPriceOf({ price: { minor: 0n, currency: "CNY" }, amounts: { items: 1n, volume: null, mass: null } }),
      unitPriceOf({ price: null, amounts: { items: 1n, volume: null, mass: null } }),
    ]).toEqual([null, null]);
  });
});

describe("robust standard deviations", () => {
  it("scale the median absolute deviation, and the least spread stands in where it is nothing", () => {
    expect(deviationsFrom(1, { median: 0, deviation: 0.5 }, 10)).toBeCloseTo(1 / (1.4826 * 0.5), 9);
    expect(deviationsFrom(Math.log(1.1), { median: 0, deviation: 0 }, 10)).toBeCloseTo(1, 9);
    expect(deviationsFrom(-1, { median: 0, deviation: 0.001 }, 10)).toBeCloseTo(-1 / Math.log(1.1), 9);
  });
});

it("peers go by the consumer unit, and by category and origin; by the declared item where its packing is not known", () => {
  const line = { gtin: "13012345000012", baseGtin: "03012345000015", category: "wine", originCountry: "FR" };
  expect([peerKeys(line), peerKeys({ ...line, baseGtin: null }).goods]).toEqual([{ goods: "03012345000015", kind: "wine:FR" }, "13012345000012"]);
});

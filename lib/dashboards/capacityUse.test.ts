import { describe, expect, it } from "vitest";
import { groupedUse, isOver, shareUsed, type UsedAccount } from "./capacityUse.ts";

const account = (changes: Partial<UsedAccount>): UsedAccount => ({
  siteId: 1,
  siteName: "Château Exemple",
  country: "FR",
  from: "2023-01-01",
  to: "2024-01-01",
  dimension: "items",
  capacity: 18_000n,
  used: 9_000n,
  ...changes,
});

describe("the share of a capacity", () => {
  it.each<[bigint, bigint, number | null, boolean]>([
    [18_000n, 18_000n, 1, false],
    [18_000n, 18_001n, 1, true],
    [18_000n, 17_999n, 0.9999, false],
    [18_000n, 60_000n, 3.3333, true],
    [0n, 5n, null, true],
    [0n, 0n, null, false],
  ])("of %s with %s used is %s, over: %s", (capacity, used, share, over) => {
    expect([shareUsed({ capacity, used }), isOver({ capacity, used })]).toEqual([share, over]);
  });
});

describe("accounts", () => {
  it("are summed by country, each dimension by itself, the fullest first", () => {
    const groups = groupedUse([account({}), account({ siteId: 2, used: 20_000n }), account({ dimension: "volume", capacity: 100n, used: 99n }), account({ country: "ES", used: 1_800n })], "country");
    expect(groups.map(({ key, dimension, accounts, over, share, most }) => [key, dimension, accounts, over, share, most])).toEqual([
      ["FR", "volume", 1, 0, 0.99, 0.99],
      ["FR", "items", 2, 1, 0.8055, 1.1111],
      ["ES", "items", 1, 0, 0.1, 0.1],
    ]);
  });

  it("are summed by the year production began, and by producer with its name", () => {
    const accounts = [account({}), account({ from: "2024-01-01", to: "2025-01-01", siteId: 2, siteName: "Bodega Ejemplo" })];
    expect(groupedUse(accounts, "year").map(({ name }) => name).toSorted()).toEqual(["2023", "2024"]);
    expect(new Map(groupedUse(accounts, "producer").map(({ key, name }) => [key, name]))).toEqual(new Map([["1", "Château Exemple"], ["2", "Bodega Ejemplo"]]));
  });
});

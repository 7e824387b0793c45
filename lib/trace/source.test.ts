import { describe, expect, it } from "vitest";
import { bottles, bulk, BOTTLE, facts, grapes, GRAPES, lotOf, transformed, WINE } from "./example.ts";
import { takenBy } from "./source.ts";

const part = (litres: bigint, lot = "B1") => ({ lot: lotOf(BOTTLE, lot), amounts: { items: (litres * 4n) / 3n, volume: litres * 1000n, mass: null } });
const taken = (parts: ReturnType<typeof part>[], told: Parameters<typeof facts>[0]) => takenBy(parts, facts(told)).map(({ gtin, lot, dimension, base }) => [gtin, lot, dimension, base]);
const blended = transformed("fill", [bulk("A", "20000"), bulk("B", "10000")], [bottles("B1", "40000")]);

describe("a bottler's goods", () => {
  it("are charged to those whose wine went in, by how much of it did", () => {
    expect(taken([part(9_000n)], [blended])).toEqual([[WINE, "A", "volume", 6_000_000n], [WINE, "B", "volume", 3_000_000n]]);
  });

  it.each([
    ["a loss is borne by what came out", "30000", [13_333_334n, 6_666_667n]],
    ["without a loss", "40000", [10_000_000n, 5_000_000n]],
    ["what came out above the inputs is charged whole", "80000", [10_000_000n, 5_000_000n]],
  ])("%s", (_, count, charged) => {
    const told = transformed("fill", [bulk("A", "20000"), bulk("B", "10000")], [bottles("B1", count)]);
    expect(taken([part(15_000n)], [told]).map(([, , , base]) => base)).toEqual(charged);
  });

  it("are followed back through every hand, in the measure of each", () => {
    const told = [transformed("press", [grapes("G", "27000")], [bulk("A", "20000")]), transformed("fill", [bulk("A", "20000")], [bottles("B1", "26666")])];
    expect(taken([part(9_000n)], told)).toEqual([[WINE, "A", "volume", expect.any(BigInt)], [GRAPES, "G", "mass", expect.any(BigInt)]]);
    const [, last] = takenBy([part(19_999n)], facts(told));
    expect(Number(last?.base) / 1_000_000).toBeCloseTo(27_000 * (19_999 / 19_999.5), 1);
  });

  it("are charged for what they took, not again for what was too much at each hand before", () => {
    const told = [transformed("press", [grapes("G", "13500")], [bulk("A", "20000")]), transformed("fill", [bulk("A", "20000")], [bottles("B1", "40000")])];
    expect(taken([part(9_000n)], told)).toEqual([[WINE, "A", "volume", 9_000_000n], [GRAPES, "G", "mass", 12_150_000_000n]]);
  });

  it("do not go round in circles", () => {
    const told = [transformed("a", [bulk("B", "100")], [bulk("A", "100")]), transformed("b", [bulk("A", "100")], [bulk("B", "100")])];
    expect(takenBy([{ lot: lotOf(WINE, "A"), amounts: { items: null, volume: 100_000n, mass: null } }], facts(told))).toMatchObject([{ lot: "B", base: 100_000n }]);
  });

  it("charge nobody where the inputs have no quantity", () => {
    expect(taken([part(9_000n)], [transformed("fill", [bulk("A", null)], [bottles("B1", "12000")])])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "../example.ts";
import type { SubjectLine } from "../subject.ts";
import { rule } from "./price-below-cost.ts";

const look = (line: Partial<SubjectLine>) => rule.look(exampleSubject({ lines: [exampleLine({ amounts: { items: 300_000n, volume: 225_000_000n, mass: null }, ...line })] }));
const yuan = (minor: bigint) => ({ price: { minor, currency: "CNY" } });

describe("the price of 300,000 bottles of 750 mL", () => {
  it.each<[bigint, number]>([[300_000_000n, 0], [299_999_999n, 1], [240_000_000n, 1]])("of %s fen in all makes %i findings", (minor, count) => {
    expect(look(yuan(minor)).filter((seen) => seen.points > 0)).toHaveLength(count);
  });

  it("is said for one bottle, with the floor", () => {
    expect(look(yuan(240_000_000n))[0]?.wording.en).toBe("Château Exemple 2023 is declared at CNY 8.00 for a bottle of 750 mL, below the CNY 10.00 that it costs at the least.");
  });

  it("in another currency is not guessed at, and weighs nothing", () => {
    const [seen] = look({ price: { minor: 1n, currency: "EUR" } });
    expect(seen).toMatchObject({ points: 0, severity: "info" });
    expect(seen?.wording.en).toContain("no rate from EUR to CNY is known");
  });

  it("of goods without a known content is not guessed at", () => {
    expect(look({ ...yuan(1n), amounts: { items: 5n, volume: null, mass: null } })).toMatchObject([{ points: 0 }]);
  });

  it.each<[string, string, bigint, number, number]>([
    ["beef", "beef", 30_000_000n, 3_000, 0], ["beef", "beef", 29_999_999n, 3_000, 1], ["beef", "beef", 1n, 0, 0],
    ["infant formula", "infant-formula", 55_555_556n, 5_000, 0], ["infant formula", "infant-formula", 55_555_555n, 5_000, 1],
  ])("10 t of %s (%s) for %s fen with a floor of %i make %i findings", (_, category, minor, floor, count) => {
    const line = exampleLine({ category, amounts: { items: null, volume: null, mass: 10_000_000_000n }, ...yuan(minor) });
    const name = category === "beef" ? "beef" : "infantFormula";
    expect(rule.look(exampleSubject({ lines: [line] }), { [name]: floor })).toHaveLength(count);
  });

  it("is not looked at for goods without a floor, without a price, or that do not stand", () => {
    expect([look({ ...yuan(1n), category: "infant-formula" }), look({}), look({ ...yuan(1n), standing: false })].flat()).toHaveLength(0);
  });
});

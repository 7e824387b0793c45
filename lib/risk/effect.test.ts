import { describe, expect, it } from "vitest";
import type { Declared, Outcome } from "./declared.ts";
import { fitEffects, scaledEffects, scoreLines, type Term } from "./effect.ts";
import { EXAMPLE_DECLARED } from "./example.ts";
import { seeded } from "./randomness.ts";

const TERMS: readonly Term[] = [
  { fields: ["origin"] },
  { fields: ["direct"] },
  { fields: ["roundMass"] },
  { fields: [], band: { amount: "mass", parts: 4 } },
  { fields: ["hs2"], band: { amount: "unitPrice", parts: 3 } },
];

/** Goods of China are confirmed more often, light ones too, and the two do not heed each other. */
function outcomes(rows: number): readonly Outcome[] {
  const random = seeded(5);
  return Array.from({ length: rows }, () => {
    const origin = random() < 0.5 ? "CN" : "FR";
    const mass = Math.round(random() * 400);
    return { line: { ...EXAMPLE_DECLARED, origin, mass, hs: random() < 0.5 ? "220421" : "850431" }, confirmed: random() < (origin === "CN" ? 0.3 : 0.1) + (mass < 100 ? 0.4 : 0) ? 1 : 0 };
  });
}

const fitted = fitEffects(outcomes(4000), TERMS, 10);
const scoreOf = (told: Partial<Declared>, terms = fitted): number => scoreLines(terms, [{ ...EXAMPLE_DECLARED, ...told }])[0] ?? Number.NaN;

describe("effects", () => {
  it("add up: what light goods add is the same for either origin", () => {
    expect(scoreOf({ origin: "CN", departure: "CN", mass: 51 }) - scoreOf({ origin: "CN", departure: "CN", mass: 351 })).toBeCloseTo(scoreOf({ mass: 51 }) - scoreOf({ mass: 351 }), 9);
    expect(scoreOf({ mass: 51 })).toBeGreaterThan(scoreOf({ mass: 351 }) + 1);
    expect(scoreOf({ origin: "CN" })).toBeGreaterThan(scoreOf({ origin: "FR" }));
  });

  it("foretell as many as came", () => {
    const rows = outcomes(4000);
    const scores = scoreLines(fitted, rows.map(({ line }) => line));
    const foretold = scores.reduce((sum, score) => sum + 1 / (1 + Math.exp(-score)), 0);
    expect(foretold / rows.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBeCloseTo(1, 2);
  });

  it("are nearer to nothing the more they are held back", () => {
    const spread = (ridge: number): number => {
      const terms = fitEffects(outcomes(4000), TERMS, ridge);
      return scoreOf({ mass: 51 }, terms) - scoreOf({ mass: 351 }, terms);
    };
    expect(spread(1000)).toBeGreaterThan(0);
    expect(spread(1000)).toBeLessThan(spread(10) / 2);
  });

  it.each([
    { what: "an origin nobody saw", told: { origin: "XX" } },
    { what: "no mass, where nobody left it out", told: { mass: null } },
    { what: "no price", told: { price: null } },
    { what: "names of an object's own parts", told: { origin: "__proto__", hs: "constructor" } },
  ])("are a figure for a line with $what", ({ told }) => {
    expect(Number.isFinite(scoreOf(told))).toBe(true);
  });

  it("say nothing of what fewer than three lines say", () => {
    const few = (size: number): readonly Outcome[] => [...outcomes(500), ...Array.from({ length: size }, () => ({ line: { ...EXAMPLE_DECLARED, origin: "JP" }, confirmed: 1 as const }))];
    const origins = (size: number): readonly string[] => Object.keys(fitEffects(few(size), [{ fields: ["origin"] }], 10).effects[0]?.values ?? {});
    expect(origins(2)).toEqual(expect.not.arrayContaining(["JP|"]));
    expect(origins(3)).toEqual(expect.arrayContaining(["JP|"]));
  });

  it("lie on the grid of the trees, by half as well, so that sums of them are exact in any order", () => {
    for (const { values } of [...fitted.effects, ...scaledEffects(fitted.effects, 0.5)]) for (const value of Object.values(values).flat()) expect(Number.isInteger(value * 2 ** 30)).toBe(true);
  });
});

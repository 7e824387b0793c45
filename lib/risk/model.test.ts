import { describe, expect, it } from "vitest";
import type { Declared, Outcome } from "./declared.ts";
import { EXAMPLE_DECLARED } from "./example.ts";
import { DEFAULTS, LEAST_OF_A_KIND, LEAST_ROWS, scorerOf, train, type Model } from "./model.ts";
import { aucOf } from "./modelMeasure.ts";
import { seeded } from "./randomness.ts";

const ORIGINS = ["CN", "FR", "JP", "DE"];

function line(told: Partial<Declared> = {}): Declared {
  return { ...EXAMPLE_DECLARED, ...told };
}

/** Wine that recurs by template and goods that do not; light goods of one origin are confirmed more often than others. */
function outcomes(rows: number, seed: number): readonly Outcome[] {
  const random = seeded(seed);
  const drawn = (size: number): number => Math.floor(random() * size);
  return Array.from({ length: rows }, () => {
    if (random() < 0.5) {
      const template = drawn(40);
      return { line: line({ hs: "220421", mass: 100 + template, price: 9000 + template }), confirmed: template % 4 === 0 ? 1 : 0 };
    }
    const origin = ORIGINS[drawn(ORIGINS.length)] ?? "CN";
    const mass = Math.round(random() * 1e6) / 1000;
    return {
      line: line({ hs: `8504${10 + drawn(20)}`, origin, departure: origin, mass, price: mass * (5 + drawn(10)), importer: `I${drawn(50)}` }),
      confirmed: random() < (origin === "CN" && mass < 500 ? 0.7 : 0.1) ? 1 : 0,
    };
  });
}

function made(seed = 1): Model {
  const result = train(outcomes(1200, 11), outcomes(600, 12), { ...DEFAULTS, seed });
  if (!result.ok) throw new Error(result.problem.code);
  return result.model;
}

const model = made();
const later = outcomes(600, 13);

describe("a training", () => {
  it("makes the same record to the last bit from the same rows and seed", () => {
    expect(JSON.stringify(made())).toBe(JSON.stringify(model));
  });

  it("makes another record from another seed", () => {
    expect(JSON.stringify(made(2))).not.toBe(JSON.stringify(model));
  });

  it("ranks later lines well, those of an unseen template too", () => {
    const { score, knows } = scorerOf(model);
    const auc = (rows: readonly Outcome[]): number => aucOf({ scores: Float64Array.from(rows, (row) => score(row.line)), outcomes: Uint8Array.from(rows, (row) => row.confirmed) });
    expect(auc(later)).toBeGreaterThan(0.85);
    expect(auc(later.filter((row) => !knows(row.line)))).toBeGreaterThan(0.7);
  });

  it("serves lines of all kinds by one branch where no template recurs", () => {
    const alone = (seed: number): readonly Outcome[] => outcomes(2000, seed).filter((row) => row.line.hs !== "220421");
    const result = train(alone(21), alone(22));
    expect(result).toMatchObject({ ok: true, model: { known: null } });
  });

  it.each([
    { what: "ten rows", rows: outcomes(10, 1), code: "too-few-rows" },
    { what: "a row less than the least", rows: outcomes(LEAST_ROWS - 1, 1), code: "too-few-rows" },
    { what: "one outcome alone", rows: outcomes(400, 1).map((row) => ({ ...row, confirmed: 0 as const })), code: "one-outcome" },
    { what: "all confirmed but a few", rows: outcomes(400, 1).map((row, at) => ({ ...row, confirmed: at < LEAST_OF_A_KIND - 1 ? 0 as const : 1 as const })), code: "one-outcome" },
  ])("is refused on $what, on either side", ({ rows, code }) => {
    expect(train(rows, outcomes(600, 12))).toMatchObject({ ok: false, problem: { code, part: "train", rows: rows.length } });
    expect(train(outcomes(600, 12), rows)).toMatchObject({ ok: false, problem: { code, part: "valid", rows: rows.length } });
  });

  it("is made of the least number of rows and of either outcome", () => {
    const least = outcomes(LEAST_ROWS, 1).map((row, at) => ({ ...row, confirmed: at % 10 === 0 ? 1 as const : 0 as const }));
    expect(least.filter((row) => row.confirmed === 1)).toHaveLength(LEAST_OF_A_KIND);
    expect(train(least, least).ok).toBe(true);
  });
});

describe("a score", () => {
  const { score, explain, knows } = scorerOf(model);

  it("is the general part and the contributions, added up exactly", () => {
    for (const row of later) {
      const told = explain(row.line);
      expect(told.contributions.reduce((sum, part) => sum + part.value, told.general)).toBe(told.score);
      expect(told.score).toBe(score(row.line));
    }
  });

  it("is the same after the record went through JSON", () => {
    const again = scorerOf(JSON.parse(JSON.stringify(model)) as Model);
    expect(later.map((row) => again.score(row.line))).toEqual(later.map((row) => score(row.line)));
  });

  it("by a record of the first format, which has trees alone, is what its trees add up to", () => {
    const { effects, ...trees } = model.unknown;
    const unseen = later.find((row) => !knows(row.line))?.line ?? line();
    const { contributions, general } = scorerOf({ ...model, format: 1, unknown: trees }).explain(unseen);
    expect(effects?.length).toBeGreaterThan(0);
    expect(contributions).toEqual(explain(unseen).contributions.filter(({ feature }) => !feature.startsWith("effect:")));
    expect(general).toBe(explain(unseen).general);
  });

  it("is higher for a template that was confirmed than for one that was not", () => {
    expect(knows(line({ mass: 104, price: 9004 }))).toBe(true);
    expect(explain(line({ mass: 104, price: 9004 })).chance).toBeGreaterThan(0.8);
    expect(explain(line({ mass: 105, price: 9005 })).chance).toBeLessThan(0.2);
  });

  it.each([
    { what: "codes nobody saw", told: { hs: "999999", departure: "XX", origin: "XX", taxType: "ZZ", importer: "NEW", office: "99" } },
    { what: "no mass", told: { mass: null } },
    { what: "no price", told: { price: null } },
    { what: "no tax rate", told: { taxRate: null } },
    { what: "no HS code and no origin", told: { hs: "", origin: "", departure: "" } },
    { what: "names of an object's own parts", told: { hs: "__proto__", origin: "constructor" } },
  ])("is a chance for a line with $what", ({ told }) => {
    const { chance } = explain(line(told));
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1);
  });
});

import { describe, expect, it } from "vitest";
import { declaredLine, declaredOf } from "./declaredLine.ts";
import { assess, FAILED_RULE_POINTS } from "./assess.ts";
import { exampleContext, exampleLine, exampleSubject, exampleTransport } from "./example.ts";
import type { Declared, Outcome } from "./declared.ts";
import { scorerOf, train } from "./model.ts";
import { MODEL_POINTS, pointsOfModel, scoreBy, type ReadyModel } from "./modelScore.ts";
import { seeded } from "./randomness.ts";

const told = {
  office: "2248",
  tradeMode: "0110",
  importer: 9,
  lodger: 4,
  site: " Château Exemple ",
  hsCode: "2204210000",
  origin: "FR",
  loadedAt: "FRBOD",
  amounts: { items: 6n, volume: 4500n, mass: null },
  price: { minor: 123_456n, currency: "CNY" },
} as const;

describe("a line as the model reads it", () => {
  it("says office, way, parties, goods, size and price", () => {
    expect(declaredLine(told)).toEqual({
      office: "2248",
      process: "",
      importType: "0110",
      importUse: "",
      payment: "",
      transport: "",
      declarant: "4",
      importer: "9",
      seller: "château exemple",
      courier: "",
      hs: "220421",
      departure: "FR",
      origin: "FR",
      taxType: "",
      originMark: "",
      mass: 4.5,
      price: 1234.56,
      taxRate: null,
    } satisfies Declared);
  });

  it.each([
    { what: "goods that are weighed, in kilograms", changes: { amounts: { items: 6n, volume: 4500n, mass: 2_500_000n } }, says: { mass: 2.5 } },
    { what: "goods that are only counted, in pieces", changes: { amounts: { items: 6n, volume: null, mass: null } }, says: { mass: 6 } },
    { what: "no size that is known", changes: { amounts: { items: null, volume: null, mass: null } }, says: { mass: null } },
    { what: "a price in another currency, which is not guessed at", changes: { price: { minor: 100n, currency: "EUR" } }, says: { price: null } },
    { what: "no price", changes: { price: null }, says: { price: null } },
    { what: "no transport document", changes: { loadedAt: null }, says: { departure: "" } },
  ])("takes $what", ({ changes, says }) => {
    expect(declaredLine({ ...told, ...changes })).toMatchObject(says);
  });

  it("stands for each standing line of a declaration, with the port of a document that names the declaration and of no other", () => {
    const lot = exampleTransport({ number: "BL-0", loadedAt: "NLRTM", linkedBy: "lot" });
    const subject = exampleSubject({
      lines: [
        exampleLine({ no: 1, transports: [exampleTransport({ number: "BL-2", loadedAt: "ITGOA" }), exampleTransport(), lot] }),
        exampleLine({ no: 2, standing: false }),
        exampleLine({ no: 3, transports: [lot] }),
      ],
    });
    expect(declaredOf(subject).map(({ no, line }) => [no, line.departure])).toEqual([[1, "FR"], [3, ""]]);
  });
});

/** Small goods of one origin are confirmed more often; each line is its own template. */
function outcomes(rows: number, seed: number): readonly Outcome[] {
  const random = seeded(seed);
  return Array.from({ length: rows }, () => {
    const [size, origin] = [Math.round(1e6 * random()) / 1000, random() < 0.5 ? "FR" : "CN"];
    return { line: { ...declaredLine(told), origin, mass: size, price: 1000 * random() }, confirmed: random() < (origin === "FR" && size < 400 ? 0.8 : 0.1) ? 1 : 0 };
  });
}

const trained = train(outcomes(800, 1), outcomes(400, 2));
if (!trained.ok) throw new Error(trained.problem.code);
const scorer = scorerOf(trained.model);
const model = (id: number): ReadyModel => ({ id, scorer, inputs: () => "abc" });
const risky = exampleLine({ no: 2, amounts: { items: null, volume: null, mass: 100_000_000n }, originCountry: "FR", transports: [exampleTransport()] });
const safe = exampleLine({ no: 1, amounts: { items: null, volume: null, mass: 900_000_000n }, originCountry: "CN", transports: [exampleTransport()] });

describe("the score of a declaration", () => {
  it("is that of its riskiest line, live and in shadow, with parts that add up exactly", () => {
    const scores = scoreBy(exampleSubject({ lines: [safe, risky] }), { live: model(7), shadow: model(8) });
    expect(scores).toMatchObject([{ mode: "live", model: 7, line: 2, inputs: "abc" }, { mode: "shadow", model: 8, line: 2 }]);
    for (const { score, chance, general, contributions } of scores) {
      expect(contributions.reduce((sum, { value }) => sum + value, general)).toBe(score);
      expect(chance).toBeGreaterThan(0.4);
    }
  });

  it("is none where no line stands or no model is in force", () => {
    expect(scoreBy(exampleSubject({ lines: [exampleLine({ standing: false })] }), { live: model(7), shadow: null })).toEqual([]);
    expect(scoreBy(exampleSubject(), { live: null, shadow: null })).toEqual([]);
  });

  it("comes from the office's own model where it has one", () => {
    const models = { live: model(1), shadow: null, offices: new Map([["2248", { live: model(2), shadow: null }]]) };
    expect(scoreBy(exampleSubject(), models)).toMatchObject([{ mode: "live", model: 2 }]);
    expect(scoreBy(exampleSubject({ office: { code: "5304", verified: true } }), models)).toMatchObject([{ mode: "live", model: 1 }]);
  });

  it.each([
    { chance: 0, points: 0 },
    { chance: 0.019, points: 0 },
    { chance: 0.021, points: 1 },
    { chance: 0.5, points: 13 },
    { chance: 1, points: MODEL_POINTS },
  ])("of the chance $chance is worth $points points", ({ chance, points }) => {
    expect(pointsOfModel({ chance })).toBe(points);
  });

  it("is never the only reason for a lane, and only the live one counts", () => {
    expect(MODEL_POINTS, "the points that reach the yellow lane by themselves").toBeLessThan(FAILED_RULE_POINTS);
    const { parts, score } = assess(exampleSubject({ lines: [risky] }), exampleContext([], { models: { live: model(7), shadow: model(8) } }));
    expect(parts).toMatchObject([{ kind: "model", model: 7, points: score }]);
    expect(assess(exampleSubject({ lines: [risky] }), exampleContext([], { models: { live: null, shadow: model(8) } })).parts).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { declaredLine } from "./declaredLine.ts";
import { driftVerdict, psiOf } from "./drift.ts";
import { scorerOf, type Model } from "./model.ts";
import { hashOf, parted, tooLittle, trainedOn, type Example } from "./modelTraining.ts";
import { seeded } from "./randomness.ts";

const DAY = 86_400_000;
const BEGIN = Date.UTC(2025, 0, 6, 2);

/** Ten declarations a day, each of one to `most` lines; those with small French goods are confirmed more often. */
function examples(size: number, { seed = 1, most = 1 } = {}): readonly Example[] {
  const random = seeded(seed);
  return Array.from({ length: size }, (_, at): Example => {
    const lines = Array.from({ length: 1 + Math.floor(most * random()) }, () =>
      declaredLine({
        office: "2248",
        tradeMode: "0110",
        importer: Math.floor(40 * random()),
        lodger: 1,
        site: `S${Math.floor(9 * random())}`,
        hsCode: "2204210000",
        origin: random() < 0.5 ? "FR" : "CN",
        loadedAt: null,
        amounts: { items: null, volume: null, mass: BigInt(Math.floor(1e9 * random())) },
        price: { minor: BigInt(Math.floor(1e6 * random())), currency: "CNY" },
      }),
    );
    const risky = lines.some(({ origin, mass }) => origin === "FR" && (mass ?? 0) < 400);
    return { declaration: at + 1, lodgedAt: new Date(BEGIN + Math.floor(at / 10) * DAY + at * 1000).toISOString(), confirmed: random() < (risky ? 0.7 : 0.08) ? 1 : 0, lines };
  });
}

const all = examples(1500);
const ground = { examples: all, population: all.map(({ lines }) => lines), seed: 3 };
const made = trainedOn(ground);

describe("examples", () => {
  it("are parted by the day they were lodged: what is tuned on is later than what is learned from, what is held back latest", () => {
    const { train, valid, test } = parted(all);
    expect(train.length + valid.length + test.length).toBe(all.length);
    const days = (part: readonly Example[]) => [part.at(0)?.lodgedAt.slice(0, 10) ?? "", part.at(-1)?.lodgedAt.slice(0, 10) ?? ""];
    expect((days(train)[1] ?? "") < (days(valid)[0] ?? "")).toBe(true);
    expect((days(valid)[1] ?? "") < (days(test)[0] ?? "")).toBe(true);
    expect(test.length).toBe(300);
  });

  it("of one single day are parted all the same, by their instants", () => {
    const oneDay = all.slice(0, 700).map((example, at) => ({ ...example, lodgedAt: new Date(BEGIN + at).toISOString() }));
    const { train, valid, test } = parted(oneDay);
    expect([train.length, valid.length, test.length]).toEqual([300, 200, 200]);
  });

  it.each([
    { examples: 10, confirmed: 5, code: "model-too-few" },
    { examples: 599, confirmed: 300, code: "model-too-few" },
    { examples: 600, confirmed: 0, code: "model-one-outcome" },
    { examples: 600, confirmed: 59, code: "model-one-outcome" },
    { examples: 600, confirmed: 541, code: "model-one-outcome" },
    { examples: 600, confirmed: 60, code: undefined },
  ])("$examples with $confirmed confirmed: $code", ({ examples: size, confirmed, code }) => {
    expect(tooLittle(size, confirmed)?.code).toBe(code);
  });

  it.each([
    { what: "ten", some: all.slice(0, 10), code: "model-too-few" },
    { what: "many of one outcome", some: all.map((example) => ({ ...example, confirmed: 0 as const })), code: "model-one-outcome" },
    { what: "those whose latest part has one outcome", some: all.map((example, at) => ({ ...example, confirmed: at > 1190 ? 0 as const : example.confirmed })), code: "model-one-outcome" },
  ])("that are $what make no model", ({ some, code }) => {
    expect(trainedOn({ ...ground, examples: some })).toMatchObject({ ok: false, problem: { code } });
  });
});

describe("a training", () => {
  it("makes the same record and the same card to the last bit from the same ground", () => {
    expect(trainedOn(ground)).toEqual(made);
  });

  it("makes another record from another seed, and another hash from one label that is another", () => {
    expect(trainedOn({ ...ground, seed: 4 })).not.toMatchObject({ recordHash: made.ok ? made.recordHash : "" });
    expect(hashOf(all.map((example, at) => (at === 700 ? { ...example, confirmed: example.confirmed === 1 ? 0 : 1 } : example)))).not.toBe(hashOf(all));
  });

  it("does not look at the part held back: other outcomes there make the same record and other measures", () => {
    const held = new Set(parted(all).test.map(({ declaration }) => declaration));
    const turned = trainedOn({ ...ground, examples: all.map((example) => (held.has(example.declaration) && example.declaration % 3 === 0 ? { ...example, confirmed: example.confirmed === 1 ? 0 : 1 } : example)) });
    if (!turned.ok || !made.ok) throw new Error("no model was made");
    expect(turned.recordHash).toBe(made.recordHash);
    expect(turned.card.measures.all?.auc.value).not.toBe(made.card.measures.all?.auc.value);
  });

  it("measures what it can do on what was held back, each figure with its interval", () => {
    if (!made.ok) throw new Error(made.problem.code);
    const { measures, calibration, distribution, importance, baseline, parts } = made.card;
    const figures = measures.all ?? measures.unseen;
    for (const { value, low, high } of [figures?.auc, figures?.p5, figures?.p10, figures?.r10].flatMap((one) => one ?? [])) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(figures?.auc.value).toBeGreaterThan(0.7);
    expect(calibration.bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(parts.test.examples);
    expect(distribution.reduce((sum, { confirmed, cleared }) => sum + confirmed + cleared, 0)).toBe(parts.test.examples);
    expect(importance.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1.000001);
    expect(driftVerdict(psiOf(baseline.score.shares, baseline.declarations, baseline.score.shares.map((share) => share * 500)))).toBe("stable");
  });

  it("foretells for declarations of several lines what comes, though the riskiest line speaks for them", () => {
    const several = examples(1500, { seed: 5, most: 3 });
    const trained = trainedOn({ examples: several, population: [], seed: 1 });
    if (!trained.ok) throw new Error(trained.problem.code);
    expect(trained.card.calibration.error).toBeLessThan(0.1);
    const scorer = scorerOf(JSON.parse(trained.record) as Model);
    const { score, general, contributions } = scorer.explain(
      several[0]?.lines[0] ??
        declaredLine({
          office: "",
          tradeMode: "",
          importer: 0,
          lodger: 0,
          site: "",
          hsCode: "",
          origin: "",
          loadedAt: null,
          amounts: { items: null, volume: null, mass: null },
          price: null,
        }),
    );
    expect(contributions.reduce((sum, { value }) => sum + value, general)).toBe(score);
  });
});

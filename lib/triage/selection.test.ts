import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitmentOf, drawnOf, fractionOf, isDrawn, numberOf } from "./draw.ts";
import { drawExaminer, drawText } from "./duty.ts";
import { allowance, byScore, maySortOtherwise, placesLeft, sorted, yellowAllowance, type Candidate, type SelectionSetting } from "./selection.ts";

const SETTING: SelectionSetting = { id: 1, redRate: 500, yellowRate: 2_000, randomRate: 100, examinationsPerDay: 10 };
const SEED = "5f".repeat(32);
const fresh = (id: number, score: number, more: Partial<Candidate> = {}): Candidate => ({ id, score, mandatory: false, failed: false, drawn: false, selected: false, yellow: false, before: undefined, ...more });
const one = (candidate: Candidate, room = { arrivals: 1_000, taken: 0, today: 0, yellow: 0 }) => sorted([candidate], SETTING, room).get(candidate.id);

describe("sorting", () => {
  it.each([
    ["a criterion is red whatever its score", fresh(1, 0, { mandatory: true }), { lane: "red", by: "mandatory" }],
    ["a hit is red while there is room", fresh(1, 70), { lane: "red", by: "score" }],
    ["one point less is no hit", fresh(1, 69), { lane: "yellow", by: "score" }],
    ["a middling score is yellow", fresh(1, 30), { lane: "yellow", by: "score" }],
    ["one point less is green", fresh(1, 29), { lane: "green", by: "score" }],
    ["what is drawn is red without a reason", fresh(1, 0, { drawn: true }), { lane: "red", by: "random" }],
    ["a hit that is drawn as well is red by its score", fresh(1, 80, { drawn: true }), { lane: "red", by: "score" }],
    ["what was taken up to fill the day stays", fresh(1, 35, { selected: true, before: { lane: "red", by: "top-up", decided: false } }), { lane: "red", by: "top-up" }],
    ["what a person decided on stays green", fresh(1, 0, { mandatory: false, before: { lane: "green", by: "score", decided: true } }), { lane: "green", by: "score" }],
    ["what a person decided on is never lowered", fresh(1, 0, { before: { lane: "red", by: "mandatory", decided: true } }), { lane: "red", by: "mandatory" }],
    ["what a person decided on is raised by what is known since", fresh(1, 80, { before: { lane: "yellow", by: "score", decided: true } }), { lane: "red", by: "score" }],
    ["a lane that a person chose stays", fresh(1, 35, { before: { lane: "blue", by: "score", decided: true } }), { lane: "blue", by: "score" }],
    ["a hit on which a rule broke stays red", fresh(1, 30, { failed: true, selected: true, before: { lane: "red", by: "score", decided: false } }), { lane: "red", by: "score" }],
    ["a criterion whose rule broke stays one", fresh(1, 30, { failed: true, selected: true, before: { lane: "red", by: "mandatory", decided: false } }), { lane: "red", by: "mandatory" }],
    ["a hit that fell is what its score says", fresh(1, 20, { selected: true, before: { lane: "red", by: "score", decided: false } }), { lane: "green", by: "score" }],
  ] as const)("%s", (_, candidate, lane) => expect(one(candidate)).toEqual(lane));

  it.each([
    ["the rate is used up", { arrivals: 1_000, taken: 40, today: 0, yellow: 0 }],
    ["the day is full", { arrivals: 1_000, taken: 0, today: 10, yellow: 0 }],
  ])("a hit is passed over when %s; a criterion and a draw are not", (_, room) => {
    expect(one(fresh(1, 95), room)).toEqual({ lane: "yellow", by: "passed-over" });
    expect(one(fresh(1, 95, { drawn: true }), room)).toEqual({ lane: "red", by: "random" });
    expect(one(fresh(1, 95, { mandatory: true }), room)).toEqual({ lane: "red", by: "mandatory" });
    expect(one(fresh(1, 95, { selected: true, before: { lane: "red", by: "score", decided: false } }), room)).toEqual({ lane: "red", by: "score" });
  });

  it.each([
    ["a score of the yellow lane is passed over when its rate is used up", fresh(1, 69), { lane: "green", by: "passed-over" }],
    ["what a rule could not be applied to is yellow beside the rate", fresh(1, 30, { failed: true }), { lane: "yellow", by: "score" }],
    ["a hit that red has no room for is yellow beside the rate", fresh(1, 70), { lane: "yellow", by: "passed-over" }],
    ["a criterion is red", fresh(1, 40, { mandatory: true }), { lane: "red", by: "mandatory" }],
    ["what was yellow stays", fresh(1, 31, { yellow: true, before: { lane: "yellow", by: "score", decided: false } }), { lane: "yellow", by: "score" }],
    ["a hit that was passed over and fell keeps its yellow", fresh(1, 31, { yellow: true, before: { lane: "yellow", by: "passed-over", decided: false } }), { lane: "yellow", by: "score" }],
    ["what was yellow and scores less is green without being passed over", fresh(1, 29, { yellow: true, before: { lane: "yellow", by: "score", decided: false } }), { lane: "green", by: "score" }],
    ["what was red and scores less finds no room either", fresh(1, 69, { selected: true, before: { lane: "red", by: "score", decided: false } }), { lane: "green", by: "passed-over" }],
    ["what a person decided on is raised by what is known since", fresh(1, 40, { before: { lane: "green", by: "score", decided: true } }), { lane: "yellow", by: "score" }],
  ] as const)("%s", (_, candidate, lane) => expect(one(candidate, { arrivals: 1_000, taken: 40, today: 0, yellow: 200 })).toEqual(lane));

  it("of a block the highest scores are yellow first, after the hits that red had no room for", () => {
    const lanes = sorted([fresh(1, 40), fresh(2, 60), fresh(3, 90), fresh(4, 50)], SETTING, { arrivals: 1_000, taken: 40, today: 0, yellow: 198 });
    expect([...lanes].toSorted(([a], [b]) => a - b).map(([, { lane, by }]) => `${lane} ${by}`)).toEqual(["green passed-over", "yellow score", "yellow passed-over", "green passed-over"]);
  });

  it("of a block the highest scores go first, among equals the earlier", () => {
    const lanes = sorted([fresh(1, 70), fresh(2, 90), fresh(3, 90), fresh(4, 99, { mandatory: true })], SETTING, { arrivals: 1_000, taken: 37, today: 0, yellow: 0 });
    expect([...lanes].toSorted(([a], [b]) => a - b).map(([, { by }]) => by)).toEqual(["passed-over", "score", "score", "mandatory"]);
  });

  it("without a setting the score alone decides, save for what was drawn before", () => {
    expect(byScore(fresh(1, 70))).toEqual({ lane: "red", by: "score" });
    expect(byScore(fresh(1, 0, { before: { lane: "red", by: "score", decided: true } }))).toEqual({ lane: "green", by: "score" });
    expect(byScore(fresh(1, 69))).toEqual({ lane: "yellow", by: "score" });
    expect(byScore(fresh(1, 30))).toEqual({ lane: "yellow", by: "score" });
    expect(byScore(fresh(1, 29))).toEqual({ lane: "green", by: "score" });
    expect(byScore(fresh(1, 0, { drawn: true }))).toEqual({ lane: "red", by: "random" });
  });

  it("a block in which nothing can move holds nothing", () => {
    const stays = fresh(1, 10, { before: { lane: "green", by: "score", decided: false } });
    expect(maySortOtherwise([stays], SETTING)).toBe(false);
    expect(maySortOtherwise([stays, fresh(2, 80, { before: { lane: "yellow", by: "passed-over", decided: false } })], SETTING)).toBe(true);
    expect(maySortOtherwise([fresh(3, 10)], SETTING)).toBe(true);
    expect(maySortOtherwise([fresh(4, 40, { yellow: true, before: { lane: "yellow", by: "score", decided: false } })], SETTING)).toBe(false);
    expect(maySortOtherwise([fresh(5, 40, { before: { lane: "green", by: "passed-over", decided: false } })], SETTING)).toBe(true);
  });
});

/** Sorts blocks one after another as an office does on one day, and keeps its counts. */
function dayOf(blocks: readonly (readonly Candidate[])[], setting: SelectionSetting) {
  const room = { arrivals: 0, taken: 0, today: 0, yellow: 0 };
  const counted = { mandatory: 0, score: 0, random: 0, "passed-over": 0, "top-up": 0, yellow: 0, spared: 0 };
  for (const block of blocks) {
    room.arrivals += block.length;
    const left = placesLeft(setting, room);
    const lanes = [...sorted(block, setting, room).values()];
    for (const { lane, by } of lanes) {
      if (lane === "red" || (lane === "yellow" && by === "passed-over")) counted[by] += 1;
      if (lane === "yellow" && by === "score") counted.yellow += 1;
      if (lane === "green" && by === "passed-over") counted.spared += 1;
      if (lane === "yellow") room.yellow += 1;
      if (lane === "red") room.today += 1;
      if (lane === "red" && by !== "random") room.taken += 1;
    }
    const scored = lanes.filter(({ lane, by }) => lane === "red" && by === "score").length;
    expect(scored).toBeLessThanOrEqual(left);
    expect(scored === 0 || room.taken <= allowance(setting, room.arrivals)).toBe(true);
    const beside = block.filter(({ failed }) => failed).length;
    const byRate = lanes.filter(({ lane, by }) => lane === "yellow" && by === "score").length - beside;
    expect(byRate <= 0 || room.yellow <= yellowAllowance(setting, room.arrivals)).toBe(true);
  }
  return { room, counted };
}

describe("rates", () => {
  const settings = fc
    .record({
      randomRate: fc.integer({ min: 0, max: 500 }),
      more: fc.integer({ min: 0, max: 4_000 }),
      yellowRate: fc.integer({ min: 0, max: 5_000 }),
      examinationsPerDay: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ randomRate, more, ...rest }): SelectionSetting => ({ id: 1, randomRate, redRate: randomRate + more, ...rest }));
  const arrivals = fc.array(
    fc.array(
      fc.record({ score: fc.integer({ min: 0, max: 100 }), mandatory: fc.boolean(), chance: fc.double({ min: 0, max: 1, noNaN: true }), failed: fc.integer({ min: 0, max: 19 }) }),
      { maxLength: 12 },
    ),
    { maxLength: 40 },
  );

  it("are kept for any order of arrivals, blocks and scores; a criterion is always red, and no hit is lost", () => {
    fc.assert(fc.property(settings, arrivals, (setting, given) => {
      let id = 0;
      const blocks = given.map((block) =>
        block.map(({ score, mandatory, chance, failed }) =>
          fresh(++id, score, { mandatory: mandatory && chance < 0.2, failed: failed === 0 && score >= 30 && score < 70, drawn: chance * 10_000 < setting.randomRate }),
        ),
      );
      const { counted, room } = dayOf(blocks, setting);
      const all = blocks.flat();
      expect(counted.mandatory).toBe(all.filter((candidate) => candidate.mandatory).length);
      expect(counted.score).toBeLessThanOrEqual(Math.min(allowance(setting, room.arrivals), setting.examinationsPerDay));
      const hits = all.filter(({ mandatory, score }) => !mandatory && score >= 70);
      expect(counted.score + counted["passed-over"] + hits.filter(({ drawn }) => drawn).length).toBeGreaterThanOrEqual(hits.length);
      const middling = all.filter(({ mandatory, drawn, score }) => !mandatory && !drawn && score >= 30 && score < 70);
      expect(counted.yellow + counted.spared).toBe(middling.length);
      const failed = middling.filter((candidate) => candidate.failed);
      expect(counted.yellow).toBeLessThanOrEqual(failed.length + yellowAllowance(setting, room.arrivals));
      const drawn = all.filter((candidate) => candidate.drawn && !candidate.mandatory);
      expect(counted.random).toBeGreaterThanOrEqual(drawn.filter(({ score }) => score < 70).length);
    }), { numRuns: 300 });
  });

  it("fill the yellow lane as well, and nothing below its floor is ever counted as passed over", () => {
    fc.assert(fc.property(settings, fc.array(fc.integer({ min: 0, max: 69 }), { minLength: 1, maxLength: 200 }), (setting, scores) => {
      const lanes = [...sorted(scores.map((score, index) => fresh(index + 1, score)), setting, { arrivals: scores.length, taken: 0, today: 0, yellow: 0 }).values()];
      const middling = scores.filter((score) => score >= 30).length;
      expect(lanes.filter(({ lane }) => lane === "yellow")).toHaveLength(Math.min(middling, yellowAllowance(setting, scores.length)));
      expect(lanes.filter(({ lane, by }) => lane === "green" && by === "score")).toHaveLength(scores.length - middling);
    }));
  });

  it("fill: while hits are waiting no place stays empty", () => {
    fc.assert(fc.property(settings, fc.array(fc.integer({ min: 70, max: 100 }), { minLength: 1, maxLength: 200 }), (setting, scores) => {
      const lanes = sorted(scores.map((score, index) => fresh(index + 1, score)), setting, { arrivals: scores.length, taken: 0, today: 0, yellow: 0 });
      expect([...lanes.values()].filter(({ lane }) => lane === "red")).toHaveLength(Math.min(scores.length, allowance(setting, scores.length), setting.examinationsPerDay));
    }));
  });
});

describe("the draw", () => {
  it("is what openssl computes", () => {
    expect(commitmentOf("seed")).toBe("19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b");
    expect(fractionOf("key", "The quick brown fox jumps over the lazy dog")).toBe("f7bc83f430538");
  });

  it.each([
    ["0000000000000", 1, true],
    ["0000000000000", 0, false],
    ["028f5c28f5c28", 100, true],
    ["028f5c28f5c29", 100, false],
    ["fffffffffffff", 9_999, false],
    ["fffffffffffff", 10_000, true],
  ])("of %s at %i hundredths of a percent is %s", (fraction, rate, drawn) => expect(isDrawn(fraction, rate)).toBe(drawn));

  it("converges to its share and spreads evenly, whatever the numbers look like", () => {
    const many = Array.from({ length: 40_000 }, (_, n) => fractionOf(SEED, `2248202610${String(n).padStart(8, "0")}`));
    const share = many.filter((fraction) => isDrawn(fraction, 200)).length / many.length;
    expect(Math.abs(share - 0.02)).toBeLessThan(4 * Math.sqrt((0.02 * 0.98) / many.length));
    const tenths = Array.from({ length: 10 }, (_, tenth) => many.filter((fraction) => Math.floor(numberOf(fraction) * 10) === tenth).length);
    const chi = tenths.reduce((sum, count) => sum + (count - 4_000) ** 2 / 4_000, 0);
    expect(chi).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
  });

  it("of several chooses each, and of none nobody", () => {
    expect(drawnOf("fffffffffffff", ["a", "b", "c"])).toBe("c");
    expect(drawnOf("0000000000000", ["a", "b", "c"])).toBe("a");
    expect(drawnOf("8000000000000", [])).toBeUndefined();
  });
});

describe("an examiner", () => {
  const duty = [1, 2, 3, 4].map((person) => ({ person, name: `P${person}`, limit: 3, assigned: 0 }));

  it("is never one who releases, who examined before, who has enough, or who is replaced", () => {
    fc.assert(fc.property(fc.string(), fc.subarray([1, 2, 3, 4]), fc.subarray([1, 2, 3, 4]), fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 }), (number, releases, examined, assigned) => {
      const onDuty = duty.map((person, at) => ({ ...person, assigned: assigned[at] ?? 0 }));
      const { chosen, draw } = drawExaminer(SEED, drawText(number, 7, 1), onDuty, { releases: new Set(releases), examined: new Set(examined), replaced: 4 });
      const eligible = onDuty.filter((person) => !releases.includes(person.person) && !examined.includes(person.person) && person.assigned < 3 && person.person !== 4).map(({ person }) => person);
      expect(draw.from).toEqual(eligible);
      expect(draw.barred).toHaveLength(4 - eligible.length);
      expect(chosen?.person).toBe(eligible[Math.floor(numberOf(draw.fraction) * eligible.length)]);
    }));
  });

  it("is the same whatever the order of the list, and another at the next turn in time", () => {
    const none = { releases: new Set<number>(), examined: new Set<number>() };
    expect(drawExaminer(SEED, "x", duty, none)).toEqual(drawExaminer(SEED, "x", duty.toReversed(), none));
    expect(new Set(Array.from({ length: 40 }, (_, turn) => drawExaminer(SEED, drawText("N", 7, turn), duty, none).chosen?.person)).size).toBe(4);
  });
});

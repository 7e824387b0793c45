import { describe, expect, it } from "vitest";
import { emptyTally, isOfInterest, sideOf, tallied, tried, withRule, type Looked, type Tried } from "./backtest.ts";
import { exampleAccount, exampleContext, exampleSubject } from "./example.ts";
import { rule as near } from "./rules/near-capacity.ts";
import { rule as price } from "./rules/price-below-cost.ts";
import { rule as volume } from "./rules/volume-over-capacity.ts";

const over = exampleSubject({ accounts: [exampleAccount({ declared: 18_500n })] });
const context = exampleContext([volume, near]);
const firing = (rule: string) => ({ kind: "rule" as const, rule });
const varied = (values: Record<string, number>, mode: "live" | "shadow" = "live") => ({ firing: firing(volume.id), context: withRule(context, volume.id, { rule: volume, mode, values, setting: null }) });

describe("a declaration tried by a variation", () => {
  it.each<[number, boolean, number]>([[0, true, 80], [2.7, true, 80], [2.8, false, 0]])("500 bottles too much of 18,000 with %s percent tolerated", (excess, fires, score) => {
    expect(tried(over, varied({ excess, points: 80 }))).toMatchObject({ fires, score, mandatory: fires, broken: false, failed: false });
  });

  it("fires in shadow without moving a lane, and not at all where the rule is off", () => {
    expect(tried(over, varied({}, "shadow"))).toMatchObject({ fires: true, mandatory: false, score: 0 });
    expect(tried(over, { firing: firing(volume.id), context: withRule(context, volume.id, null) })).toMatchObject({ fires: false, score: 0 });
  });

  it("does not fire by an information without weight", () => {
    const line = { ...over.lines[0], price: { minor: 1n, currency: "EUR" } } as (typeof over.lines)[number];
    expect(tried(exampleSubject({ lines: [line] }), { firing: firing(price.id), context: exampleContext([price]) }).fires).toBe(false);
  });

  it("leaves the rest of what is in force as it is", () => {
    const both = exampleSubject({ accounts: [exampleAccount(), exampleAccount({ id: 2, verdict: "near", declared: 17_000n })] });
    expect(tried(both, { firing: firing(volume.id), context: withRule(context, volume.id, null) })).toMatchObject({ score: 30, mandatory: false });
  });
});

const at = (fires: boolean, lane = "green"): Tried<string> => ({ fires, score: 0, lane });
const one = (changes: Partial<Looked>): Looked => ({ declaration: 1, confirmed: null, recorded: false, inForce: at(false), a: at(false), b: null, failed: false, ...changes });

describe("a tally", () => {
  it("counts confirmed of known outcomes alone: what is unknown is never counted as anything", () => {
    const tally = tallied(emptyTally(false), [one({ a: at(true), confirmed: true }), one({ a: at(true), confirmed: false }), one({ a: at(true) }), one({})]);
    expect(tally).toMatchObject({ declarations: 4, known: 2, a: { fired: 3, known: 2, confirmed: 1 }, b: null, onlyA: { fired: 3 }, inForce: { fired: 0, known: 0, confirmed: 0 } });
  });

  it("holds A against what is in force, or against B where there is one", () => {
    const looked = [one({ a: at(true), inForce: at(true) }), one({ a: at(true) }), one({ inForce: at(true) })];
    expect(tallied(emptyTally(false), looked)).toMatchObject({ both: { fired: 1 }, onlyA: { fired: 1 }, onlyOther: { fired: 1 } });
    expect(tallied(emptyTally(true), looked.map((each) => ({ ...each, b: at(true) })))).toMatchObject({ b: { fired: 3 }, both: { fired: 2 }, onlyA: { fired: 0 }, onlyOther: { fired: 1 } });
  });

  it("tells from which lane to which, and adds up block by block", () => {
    const block = [one({ a: at(true, "red") }), one({ a: at(false, "green"), inForce: at(false, "yellow") }), one({})];
    expect(tallied(tallied(emptyTally(false), block), block)).toMatchObject({ declarations: 6, movesA: { "green>red": 2, "yellow>green": 2 }, movesB: {} });
  });

  it("keeps by name what fires, fired, or would have another lane", () => {
    expect(
      [one({}), one({ recorded: true }), one({ a: at(true) }), one({ inForce: at(true) }), one({ a: at(false, "red") }), one({ b: at(false, "red") })].map(isOfInterest),
    ).toEqual([false, true, true, true, true, true]);
    expect(sideOf(one({ a: at(false, "red") }))).toBe("neither");
  });
});

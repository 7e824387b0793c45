import { describe, expect, it } from "vitest";
import { exampleAccount, exampleContext, exampleSubject } from "./example.ts";
import { assess } from "./assess.ts";
import { rule as volume } from "./rules/volume-over-capacity.ts";
import { appliedOf, setRules, settingChanges, valueProblems } from "./settings.ts";

const setting = { id: 7, rule: volume.id, mode: "live" as const, values: { excess: 5, points: 60 } };

describe("rules as they are set", () => {
  it("are as delivered where nothing was set", () => {
    expect(setRules([volume], [])).toMatchObject([{ mode: "live", values: { excess: 0, points: 80 }, setting: null }]);
  });

  it("have the values of their setting, and the delivered ones for the rest", () => {
    expect(setRules([volume], [{ ...setting, values: { points: 60 } }])).toMatchObject([{ values: { excess: 0, points: 60 }, setting: 7 }]);
  });

  it("heed no setting of another rule, no threshold that is gone, and no value outside of bounds", () => {
    expect(setRules([volume], [{ ...setting, rule: "gone" }])).toMatchObject([{ setting: null }]);
    expect(setRules([volume], [{ ...setting, values: { excess: 99, points: -3, gone: 1 } }])[0]?.values).toEqual({ excess: 20, points: 0 });
  });

  it("are applied live or in shadow, and not at all where they are off", () => {
    const applied = (mode: "live" | "shadow" | "off") => appliedOf(setRules([volume], [{ ...setting, mode }]));
    expect([applied("live").length, applied("shadow")[0]?.mode, applied("off").length]).toEqual([1, "shadow", 0]);
  });

  it("make findings that carry their setting and weigh by it", () => {
    const subject = exampleSubject({ accounts: [exampleAccount()] });
    expect(assess(subject, exampleContext([], { rules: appliedOf(setRules([volume], [setting])) }))).toMatchObject({ score: 60, findings: [{ setting: 7, points: 60 }] });
    expect(assess(subject, exampleContext([], { rules: appliedOf(setRules([volume], [{ ...setting, mode: "shadow" }])) }))).toMatchObject({ score: 0, findings: [], shadow: [{ setting: 7 }] });
  });
});

describe("a value asked for", () => {
  it.each<[string, number, string | undefined]>([
    ["excess", 0, undefined],
    ["excess", 20, undefined],
    ["excess", 0.5, undefined],
    ["excess", 0.55, "too-fine"],
    ["excess", -0.1, "below-least"],
    ["excess", 20.1, "above-most"],
    ["points", 100, undefined],
    ["points", 101, "above-most"],
    ["points", 79.5, "too-fine"],
    ["points", Number.NaN, "below-least"],
    ["limit", 5, "unknown-threshold"],
    ["toString", 5, "unknown-threshold"],
  ])("%s of %d is %s", (name, value, code) => {
    expect(valueProblems(volume, { [name]: value }).map((problem) => problem.code)).toEqual(code === undefined ? [] : [code]);
  });
});

describe("what a setting changes", () => {
  it("is told before and after, the mode first", () => {
    const delivered = { mode: "live" as const, values: {} };
    expect(settingChanges(volume, delivered, { mode: "live", values: { excess: 0, points: 80 } })).toEqual([]);
    expect(settingChanges(volume, delivered, { mode: "shadow", values: { excess: 2.5 } })).toEqual([{ of: "mode", before: "live", after: "shadow" }, { of: "threshold", name: "excess", before: 0, after: 2.5 }]);
  });
});

import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { exampleAccount, exampleContext, exampleLine, exampleReport, exampleSubject } from "./example.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/registry.ts";

/** The floors of the lanes, which stand above this module. */
const RED = 70;
const YELLOW = 30;

const broken: Rule = { id: "broken", version: 3, name: { en: "Broken", zh: "损坏" }, next: { en: "", zh: "" }, needs: [], thresholds: {}, look: () => { throw new Error("no such fact"); } };

describe("an assessment", () => {
  it("sends a declaration above capacity to the red lane", () => {
    const { score, findings } = assess(exampleSubject({ accounts: [exampleAccount()] }), exampleContext(RULES));
    expect(score).toBeGreaterThanOrEqual(RED);
    expect(findings[0]).toMatchObject({ rule: "volume-over-capacity", version: 1, line: 1 });
  });

  it("leaves infant formula whose report matches without points", () => {
    const line = exampleLine({ category: "infant-formula", lots: ["F1"], reports: [exampleReport({ lots: ["F1"] })] });
    expect(assess(exampleSubject({ lines: [line], accounts: [exampleAccount({ verdict: "within", declared: 1n, amount: 1n })] }), exampleContext(RULES))).toMatchObject({ score: 0, findings: [] });
  });

  it("adds up to a hundred at most", () => {
    expect(assess(exampleSubject({ accounts: [exampleAccount(), exampleAccount({ id: 2 })] }), exampleContext(RULES)).score).toBe(100);
  });

  it("is never greener for a rule that broke, and the other rules still look", () => {
    const alone = assess(exampleSubject(), exampleContext([broken]));
    expect(alone.score).toBeGreaterThanOrEqual(YELLOW);
    expect(alone.findings).toMatchObject([{ rule: "rule-failed", facts: { rule: "broken", ruleVersion: 3 } }]);
    expect(alone.failures).toMatchObject([{ rule: "broken", number: "D-3" }]);
    expect(assess(exampleSubject({ accounts: [exampleAccount()] }), exampleContext([broken, ...RULES])).findings).toHaveLength(2);
  });
});

describe("the registry", () => {
  it("has each rule once, under the name of its file, with words in both languages", () => {
    const ids = RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of RULES) expect([rule.name.en, rule.name.zh, rule.next.en, rule.next.zh].every((text) => text.length > 0)).toBe(true);
  });
});

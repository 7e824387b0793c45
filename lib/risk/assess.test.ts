import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { exampleAccount, exampleContext, exampleLine, exampleReport, exampleSubject, exampleTransport } from "./example.ts";
import { appliedProfile } from "./profile.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/registry.ts";
import type { SubjectLine } from "./subject.ts";

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

  it.each<[string, Partial<SubjectLine>]>([
    ["price", { price: null }],
    ["weight", { amounts: { items: 42_000n, volume: null, mass: null } }],
    ["amount that converts", { amounts: { items: null, volume: null, mass: null } }],
    ["origin", { originCountry: "" }],
    ["price, weight, origin, lot or date", { price: null, amounts: { items: null, volume: null, mass: null }, originCountry: "", lots: [], productionDate: null, vintage: null }],
  ])("of a line without %s breaks no rule and no profile that asks for it, with documents and accounts beside it", (_, missing) => {
    const profile = appliedProfile({
      id: 1,
      version: 1,
      name: { en: "", zh: "" },
      next: { en: "", zh: "" },
      severity: "low",
      points: 5,
      condition: 'line.price < 1.0 || line.kilograms > 5.0 || line.originCountry == "FR"',
      offices: [],
      mode: "live",
    });
    const subject = exampleSubject({ lines: [exampleLine({ reports: [exampleReport()], transports: [exampleTransport()], ...missing })], accounts: [exampleAccount({ verdict: "within", declared: 1n, amount: 1n })] });
    const context = exampleContext(RULES);
    expect(assess(subject, { ...context, rules: [...context.rules, profile] }).failures).toEqual([]);
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

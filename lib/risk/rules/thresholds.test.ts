import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BOTTLE, bottles, bulk, facts, lotOf, transformed } from "#lib/trace/example";
import { massBalanceOf } from "#lib/trace/massBalance";
import { exampleAccount, exampleLine, exampleReport, exampleSubject } from "../example.ts";
import { standardValues, type Rule } from "../rule.ts";
import { rule as certificatesDiffer } from "./certificates-differ.ts";
import { rule as documentMismatch } from "./document-mismatch.ts";
import { rule as massBalance } from "./mass-balance.ts";
import { rule as missingLot } from "./missing-lot.ts";
import { RULES } from "./registry.ts";
import { rule as volumeOverCapacity } from "./volume-over-capacity.ts";

const over = (declared: bigint) => exampleSubject({ accounts: [exampleAccount({ declared })] });

describe("thresholds as data", () => {
  it("lie within their own bounds and are named in both languages", () => {
    for (const { id, thresholds } of RULES)
      for (const [name, { value, least, most, name: words, decimals }] of Object.entries(thresholds)) {
        expect([id, name, least < most, least <= value && value <= most]).toEqual([id, name, true, true]);
        expect([id, name, words.en !== "" && words.zh !== "", Number(value.toFixed(decimals ?? 0)) === value]).toEqual([id, name, true, true]);
      }
  });

  it("say of a rule that finds what is critical that it is mandatory, and of no other", () => {
    const critical = ({ id }: Rule) => readFileSync(new URL(`./${id}.ts`, import.meta.url), "utf8").includes('"critical"');
    expect(RULES.filter(({ mandatory }) => mandatory).map(({ id }) => id)).toEqual(RULES.filter(critical).map(({ id }) => id));
  });

  it.each<[bigint, number, number]>([
    [18_001n, 0, 1],
    [18_900n, 5, 0],
    [18_901n, 5, 1],
    [18_090n, 0.5, 0],
    [18_091n, 0.5, 1],
  ])("%s bottles of 18,000 with %s percent of excess tolerated make %i findings", (declared, excess, count) => {
    expect(volumeOverCapacity.look(over(declared), { excess })).toHaveLength(count);
  });

  it.each<[bigint, number, number]>([
    [18_900n, 5, 0],
    [18_901n, 5, 1],
    [18_900n, 4.9, 1],
    [19_801n, 10, 1],
  ])("certificates over 18,000 and %s bottles with %s percent of difference tolerated make %i findings", (base, difference, count) => {
    const body = { en: "Bureau Nord", zh: "北方检验" };
    const account = exampleAccount({ verdict: "within", certificates: [{ number: "A", base: 18_000n, body }, { number: "B", base, body }] });
    expect(certificatesDiffer.look(exampleSubject({ accounts: [account] }), { difference })).toHaveLength(count);
  });

  it.each<[string, number, number]>([["18180", 1, 0], ["18181", 1, 1], ["18180", 0.9, 1], ["18180", 0, 1]])("%s bottles of 13,500 L with %s percent too much tolerated make %i findings", (count, excess, findings) => {
    const balance = massBalanceOf(lotOf(BOTTLE, "B1"), facts([transformed("fill", [bulk("V1", "13500")], [bottles("B1", count)])]));
    const subject = exampleSubject({ lines: [exampleLine({ lots: ["B1"], balances: balance === undefined ? [] : [balance] })] });
    expect(massBalance.look(subject, { excess })).toHaveLength(findings);
  });

  it.each<[bigint, number, number]>([
    [40_000n, 5, 0],
    [39_999n, 5, 1],
    [40_000n, 4.9, 1],
    [44_210n, 5, 0],
    [44_211n, 5, 1],
  ])("42,000 declared of %s inspected with %s percent of difference tolerated make %i findings", (items, difference, count) => {
    const report = exampleReport({ amounts: { items, volume: null, mass: null } });
    expect(documentMismatch.look(exampleSubject({ lines: [exampleLine({ reports: [report] })] }), { difference })).toHaveLength(count);
  });

  it.each<[number, string]>([[34, "low"], [35, "high"]])("a disagreement about the lot that weighs %i points is %s", (goods, severity) => {
    const line = exampleLine({ lots: ["L99"], reports: [exampleReport({ lots: ["L23"], linkedBy: "product-quantity-time" })] });
    expect(documentMismatch.look(exampleSubject({ lines: [line] }), { goods })).toMatchObject([{ points: goods, severity }]);
  });

  it("weigh each category by its own", () => {
    const line = (category: string) => missingLot.look(exampleSubject({ lines: [exampleLine({ category, lots: [] })] }), { infantFormula: 50, dairy: 0 })[0]?.points;
    expect([line("infant-formula"), line("dairy"), line("hairy-crab"), line("wine")]).toEqual([50, 0, 15, undefined]);
  });

  it("are all named in the values of a rule as delivered", () => {
    const names = (rule: Rule) => Object.keys(standardValues(rule.thresholds));
    expect(names(volumeOverCapacity)).toEqual(["excess", "points"]);
  });
});

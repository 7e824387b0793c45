import { expect, test } from "vitest";
import { CONDITION_LIMITS, compiled } from "./profileCondition.ts";
import { PROFILE_EXAMPLES } from "./profileExamples.ts";

const problemsOf = (source: string) => {
  const read = compiled(source);
  return read.ok ? [] : read.problems;
};
const codes = (source: string) => problemsOf(source).map(({ code }) => code);

test.each([
  'line.hsCode.startsWith("2204") && line.pricePerLitre < 2',
  'importer.verified == false || size(lines) > 20',
  'lines.exists(l, l.lots.exists(lot, lot.startsWith("A")))',
  "sum(lines.map(l, l.litres)) > 5000",
  'lines.exists(a, lines.exists(b, a.gtin == b.gtin && a.no != b.no))',
  'declaration.lodgedAt - line.productionDate > duration("8760h")',
  "daysBetween(line.productionDate, declaration.lodgedAt) > 365",
  'has(line.price) && line.price * 2 > 10.5',
  'line.originCountry in ["AU", "FR"] ? line.litres > 100 : line.litres > 1000.0',
  'line.goods.matches("(?i)shiraz|syrah")',
  'declaration.lodgedAt.getHours("Asia/Shanghai") < 6',
  'size(distinct(lines.map(l, l.originCountry))) > 3',
  'line.goodsZh.contains("红酒") // remark',
])("a condition that holds together is taken: %s", (source) => {
  expect(problemsOf(source)).toEqual([]);
});

test.each(PROFILE_EXAMPLES.map(({ condition }) => condition))("an example to begin with is taken: %s", (source) => {
  expect(problemsOf(source)).toEqual([]);
});

test.each([
  ["", "empty", ""],
  ["   ", "empty", "   "],
  ['line.hsCodes == "2204"', "unknown-field", "hsCodes"],
  ["lin.hsCode == '2204'", "unknown-name", "lin"],
  ["line.hsCode > 5", "no-operator", ">"],
  ["line.hsCode", "not-a-condition", "line.hsCode"],
  ["line.litres && true", "not-a-condition", "line.litres"],
  ["line.hsCode = '22'", "single-equals", "="],
  ["line.no > 1 & line.no < 4", "single-and-or", "&"],
  ["line.no > 1 and line.no < 4", "single-and-or", "and"],
  ["(line.no > 1", "unclosed", "("],
  ["line.no > 1)", "unclosed", ")"],
  ['line.goods == "wine', "unclosed", '"wine'],
  ["line.goods.startWith('a')", "unknown-function", "startWith"],
  ["line.goods.startsWith(5)", "wrong-argument", "startsWith"],
  ["line.goods.startsWith()", "wrong-count", "startsWith"],
  ["lines.hsCode == '22'", "no-fields", "hsCode"],
  ["importer.exists(i, true)", "not-a-list", "exists"],
  ["lines.exists(l, l.no)", "not-a-condition", "l.no"],
  ["lines.exists(line, line.no > 1)", "name-taken", "line"],
  ['line.originCountry in ["AU", 5]', "mixed-list", "["],
  ['line.goods.matches("(")', "bad-pattern", '"("'],
  ["line.goods.matches(importer.name)", "pattern-not-literal", "importer.name"],
  ['line.productionDate < date("2026-02-30")', "bad-literal", '"2026-02-30"'],
  ['declaration.lodgedAt.getHours("Mars") < 6', "bad-literal", '"Mars"'],
  ["line.no == 1u", "not-allowed", "1u"],
  ["{1: 2}[1] == line.no", "not-allowed", "{"],
  ["1 + 1 == 2", "no-fact", "1 + 1 == 2"],
])("%s is refused as %s at %s", (source, code, at) => {
  const [first] = problemsOf(source);
  expect([first?.code, source.slice(first?.from, first?.to)]).toEqual([code, at]);
});

test("a name nearly right is told the right one", () => {
  expect(problemsOf('line.hscode == "22"')[0]?.facts["near"]).toBe("hsCode");
  expect(problemsOf('line.orginCountry == "AU"')[0]?.facts["near"]).toBe("originCountry");
});

const nested = (depth: number, list = "lines") => Array.from({ length: depth }, (_, at) => `${list}.exists(v${at}, `).join("") + "v0.no > 1" + ")".repeat(depth);
const doubled = (times: number) => `["a"]${".map(a, a + a)".repeat(times)}.exists(x, x == importer.name)`;

test.each([
  ["lines in lines", nested(2), true],
  ["lines in lines in lines", nested(3), false],
  ["lots of lines", "lines.all(l, l.lots.all(k, k != ''))", true],
  ["lots of lines against each other", "lines.all(l, l.lots.all(k, lines.all(m, m.lots.all(n, n != k))))", false],
  ["a text doubled five times", doubled(5), true],
  ["a text doubled forty times", doubled(40), false],
  ["a text doubled two hundred times", doubled(200), false],
  ["a pattern over lines in lines", `lines.exists(l, lines.exists(m, l.goods.matches("(?i)rouge") && m.no > 1))`, false],
  ["a pattern that unfolds a little, over lines", `lines.exists(l, l.goods.matches("[a-z]{30}"))`, true],
  ["a pattern that unfolds into thousands of states", `line.goods.matches("(.?){1000}(.?){900}(.?){1000}(.?){900}(.?){1000}")`, false],
  ["a pattern that unfolds, over lines", `lines.exists(l, l.goods.matches("(.?){1000}"))`, false],
  ["a list of a hundred texts", `lines.all(l, l.gtin in [${Array.from({ length: 100 }, () => '"1"').join(",")}])`, true],
  ["a list of nine hundred texts over lines in lines", `lines.all(l, lines.all(m, m.gtin in [${Array.from({ length: 900 }, () => "1.0").join(",")}]))`, false],
])("%s: %s is within the bound: %s", (_, source, within) => {
  expect(compiled(source).ok).toBe(within);
});

test.each([
  ["as long as it may be", `importer.verified ${" ".repeat(CONDITION_LIMITS.length - 18)}`, []],
  ["one character longer", `importer.verified ${" ".repeat(CONDITION_LIMITS.length - 17)}`, ["too-long"]],
  ["a huge literal", `importer.name == "${"x".repeat(1_000_000)}"`, ["too-long"]],
  ["brackets as deep as they may be", `${"(".repeat(24)}importer.verified${")".repeat(24)}`, []],
  ["brackets one deeper", `${"(".repeat(25)}importer.verified${")".repeat(25)}`, ["too-deep"]],
  ["a thousand brackets", `${"(".repeat(1000)}importer.verified${")".repeat(1000)}`, ["too-deep"]],
  ["a thousand negations", `${"!".repeat(1000)}importer.verified`, ["too-deep"]],
  ["a pattern that backtracks elsewhere", 'importer.name.matches("(a+)+$")', []],
  ["a pattern repeated a million times", 'importer.name.matches("(a{1000}){1000}")', ["bad-pattern"]],
  ["a pattern too long", `importer.name.matches("${"a".repeat(201)}")`, ["pattern-too-long"]],
])("%s", (_, source, expected) => {
  const begun = performance.now();
  expect(codes(source)).toEqual(expected);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

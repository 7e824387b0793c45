import { expect, test } from "vitest";
import { assess } from "./assess.ts";
import { exampleAccount, exampleContext, exampleLine, exampleSubject, exampleTransport } from "./example.ts";
import { appliedProfile, looked, type Profile } from "./profile.ts";
import { compiled } from "./profileCondition.ts";
import type { Subject } from "./subject.ts";

const wine: Profile = {
  id: 7, version: 2, name: { en: "Cheap wine", zh: "低价葡萄酒" }, next: { en: "Ask for the invoice.", zh: "要求提供发票。" },
  severity: "high", points: 25, condition: 'line.hsCode.startsWith("2204") && line.pricePerLitre < 2', offices: [], mode: "live",
};
const priced = (minor: bigint | null, no = 1) => exampleLine({ no, price: minor === null ? null : { minor, currency: "EUR" } });

function said(condition: string, subject: Subject, offices: readonly string[] = []) {
  const read = compiled(condition);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return looked(read.condition, offices, subject);
}

test.each([
  ["a line below the price", [priced(6_299_900n)], { kind: "hit", lines: [1] }],
  ["a line at the price", [priced(6_300_000n)], { kind: "no" }],
  ["two lines of three", [priced(1n, 1), priced(9_999_999n, 2), priced(1n, 3)], { kind: "hit", lines: [1, 3] }],
  ["a line without a price", [priced(null)], { kind: "untold", why: "missing", fact: "pricePerLitre", line: 1 }],
  ["a line that holds beside one without a price", [priced(null, 1), priced(1n, 2)], { kind: "hit", lines: [2] }],
  ["a line that is gone", [exampleLine({ standing: false, price: { minor: 1n, currency: "EUR" } })], { kind: "no" }],
])("wine under two euros a litre: %s", (_, lines, expected) => {
  expect(said(wine.condition, exampleSubject({ lines }))).toEqual(expected);
});

test.each([
  ["size(lines) == 2", { kind: "no" }],
  ["sum(lines.map(l, l.litres)) == 31500", { kind: "hit", lines: null }],
  ["lines.exists(l, l.site.country != l.originCountry)", { kind: "no" }],
  ["lines.exists(l, has(l.price))", { kind: "no" }],
  ["least(lines.filter(l, l.category == 'tea').map(l, l.litres)) > 1.0", { kind: "untold", why: "empty-list", fact: "", line: null }],
  ["least(lines.filter(l, l.category == 'tea').map(l, l.litres)) > 1.0 && size(lines) > 0", { kind: "untold", why: "empty-list", fact: "", line: null }],
  ["lines[5].litres > 1.0 || least(lines.filter(l, l.category == 'tea').map(l, l.litres)) > 1.0", { kind: "untold", why: "no-such-place", fact: "", line: null }],
  ["lines[5].litres > 1.0", { kind: "untold", why: "no-such-place", fact: "", line: null }],
  ["int(lines[0].goods) > 1", { kind: "untold", why: "not-a-number", fact: "", line: null }],
  ["!(double(lines[0].goods) > 1.0)", { kind: "untold", why: "not-a-number", fact: "", line: null }],
  ["double('') == 0.0 && size(lines) > 0", { kind: "untold", why: "not-a-number", fact: "", line: null }],
  ["int('9223372036854775808') > size(lines)", { kind: "untold", why: "out-of-range", fact: "", line: null }],
  ["int('-12') < size(lines) && double('1.5e3') == 1500.0", { kind: "hit", lines: null }],
  ["declaration.revision / (size(lines) - 1) > 1", { kind: "untold", why: "zero", fact: "", line: null }],
  ["accounts.exists(a, a.used > 3.0 && a.share > 2)", { kind: "hit", lines: null }],
  ["accounts.exists(a, a.from < date('2024-01-01') && daysBetween(a.from, a.to) == 365)", { kind: "hit", lines: null }],
  ['lines.exists(l, l.goods.matches("(?i)château"))', { kind: "hit", lines: null }],
  ["size(lines) > 0 || lines[5].litres > 1.0", { kind: "hit", lines: null }],
])("%s", (condition, expected) => {
  expect(said(condition, exampleSubject({ accounts: [exampleAccount()] }))).toEqual(expected);
});

test("a profile of one office says nothing of another's declarations", () => {
  const subject = exampleSubject();
  expect(said("size(lines) > 0", subject, ["0000"])).toEqual({ kind: "elsewhere" });
  expect(said("size(lines) > 0", subject, [subject.office.code])).toEqual({ kind: "hit", lines: null });
});

test("on a declaration with more lines than it may look through, a condition cannot be told, and ends at once", () => {
  const many = (count: number) => exampleSubject({ lines: Array.from({ length: count }, (_, at) => exampleLine({ no: at + 1 })) });
  const pairs = "lines.all(a, lines.all(b, a.no <= b.no || b.gtin == a.gtin))";
  const begun = performance.now();
  expect(said(pairs, many(200))).toMatchObject({ kind: "hit" });
  expect(said(pairs, many(999))).toMatchObject({ kind: "untold", why: "too-large" });
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("a hit is one finding with the profile's points once, whatever the number of lines", () => {
  const context = { ...exampleContext([]), rules: [appliedProfile(wine)] };
  const { findings, score, failures } = assess(exampleSubject({ lines: [priced(1n, 1), priced(1n, 2)] }), context);
  expect(failures).toEqual([]);
  expect(score).toBe(25);
  expect(findings).toMatchObject([{ rule: "profile:7", version: 2, line: null, severity: "high", points: 25, facts: { lines: [1, 2] } }]);
  expect(findings[0]?.wording.zh).toContain("第1、2项");
});

test("a profile in shadow scores nothing", () => {
  const { shadow, score } = assess(exampleSubject({ lines: [priced(1n)] }), { ...exampleContext([]), rules: [appliedProfile({ ...wine, mode: "shadow" })] });
  expect([shadow.length, score]).toEqual([1, 0]);
});

test("a profile whose condition can no longer be read fails on a declaration instead of passing it over", () => {
  const { findings, score } = assess(exampleSubject(), { ...exampleContext([]), rules: [appliedProfile({ ...wine, condition: "line.smell > 3" })] });
  expect([findings[0]?.rule, score]).toEqual(["rule-failed", 30]);
});

test.each([
  ["FRBOD", { kind: "hit", lines: null }],
  ["NLRTM", { kind: "no" }],
  [null, { kind: "untold", why: "missing", fact: "portOfLoading", line: null }],
])("goods loaded at %s", (loadedAt, expected) => {
  const subject = exampleSubject({ lines: [exampleLine({ transports: [exampleTransport({ loadedAt })] })] });
  expect(said('transports.exists(d, d.portOfLoading.startsWith("FR"))', subject)).toEqual(expected);
});

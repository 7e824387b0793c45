import { expect, test } from "vitest";
import { offersAt } from "./completion.ts";

const labels = (before: string) => offersAt(before)?.offers.map(({ label }) => label) ?? [];

test.each([
  ["", ["declaration", "importer", "line", "lines", "sum", "has"], ["hsCode", "exists"]],
  ["line.", ["hsCode", "pricePerLitre", "site"], ["office", "exists"]],
  ["line.site.c", ["country", "certified"], ["hsCode"]],
  ["lines.", ["exists", "all", "map", "size"], ["hsCode"]],
  ["lines.exists(l, l.", ["hsCode", "lots"], ["exists"]],
  ["lines.exists(l, l.lots.exists(k, k.", ["startsWith", "matches"], ["hsCode"]],
  ["lines.exists(l, ", ["l", "line"], []],
  ["line.hsCode.", ["startsWith", "matches", "size"], ["hsCode"]],
  ["declaration.lodgedAt.", ["getHours"], ["startsWith"]],
  ["line.verdict == ", ['"exceeds"', '"within"'], []],
  ['line.verdict == "ex', ["exceeds"], ["line"]],
])("after %j these are offered, and not those", (before, offered, not) => {
  const found = labels(before);
  expect(found).toEqual(expect.arrayContaining(offered));
  expect(found.filter((label) => not.includes(label))).toEqual([]);
});

test.each(['line.goods.contains("shi', "line.hsCode ", "line.nothing.", "importer.name.size().x."])("after %j nothing is offered", (before) => {
  expect(offersAt(before)).toBeNull();
});

test("what is offered replaces the word begun", () => {
  expect(offersAt("line.hs")?.from).toBe(5);
  expect(offersAt("importer.verified && dec")?.from).toBe(21);
});

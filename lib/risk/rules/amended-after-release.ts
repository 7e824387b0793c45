import type { DeclaredLine } from "#lib/consignments/declaration";
import { canonicalJson } from "../canonical.ts";
import type { Fact } from "../finding.ts";
import { defineRule } from "../rule.ts";
import type { Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

/** The parts of a line that say which goods they are, in the order they are told. */
const PARTS = [
  { key: "gtin", en: "product", zh: "商品" },
  { key: "site", en: "producer", zh: "生产企业" },
  { key: "quantity", en: "quantity", zh: "数量" },
  { key: "lots", en: "lots", zh: "生产批号" },
  { key: "productionDate", en: "production date", zh: "生产日期" },
  { key: "vintage", en: "vintage", zh: "年份" },
  { key: "originCountry", en: "country of origin", zh: "原产国" },
] as const satisfies readonly ({ readonly key: keyof DeclaredLine } & Wording)[];

type Change = { readonly line: number; readonly part: (typeof PARTS)[number] | null; readonly before: Fact; readonly after: Fact };

/** A revision changed the goods after they had been released. */
export const rule = defineRule({
  id: "amended-after-release",
  version: 1,
  name: { en: "Amended after release", zh: "放行后修改申报" },
  next: { en: "Compare the revisions and ask the importer for the reason of the amendment.", zh: "比对各版报关单，要求进口商说明修改原因。" },
  needs: [],
  thresholds: { points: weight(40) },
  look: (subject, { points }) => {
    const { released } = subject;
    if (released === null || released.revision >= subject.revision || subject.status === "withdrawn") return [];
    const changes = changesBetween(released.lines, subject.declared);
    if (changes.length === 0) return [];
    return [
      {
        line: changes[0]?.line ?? null,
        severity: "medium",
        points,
        facts: { released: released.revision, amended: subject.revision, changes: changes.map(({ line, part, before, after }) => ({ line, part: part?.key ?? "line", before, after })) },
        wording: {
          en: `Revision ${subject.revision} changed ${told(changes, "en").join(", ")} after revision ${released.revision} was released.`,
          zh: `第${released.revision}版放行后，第${subject.revision}版修改了${told(changes, "zh").join("、")}。`,
        },
      },
    ];
  },
});

function changesBetween(before: readonly DeclaredLine[], after: readonly DeclaredLine[]): Change[] {
  const numbers = [...new Set([...before, ...after].map((line) => line.no))].toSorted((a, b) => a - b);
  return numbers.flatMap((no): Change[] => {
    const then = before.find((line) => line.no === no);
    const now = after.find((line) => line.no === no);
    if (then === undefined || now === undefined) return [{ line: no, part: null, before: then === undefined ? null : then.gtin, after: now === undefined ? null : now.gtin }];
    return PARTS.flatMap((part) => (canonicalJson(then[part.key]) === canonicalJson(now[part.key]) ? [] : [{ line: no, part, before: then[part.key] ?? null, after: now[part.key] ?? null }]));
  });
}

function told(changes: readonly Change[], language: "en" | "zh"): string[] {
  const line = (change: Change): string => (language === "en" ? `line ${change.line}` : `第${change.line}项`);
  return changes.map((change) => {
    if (change.part !== null) return language === "en" ? `the ${change.part.en} of ${line(change)}` : `${line(change)}的${change.part.zh}`;
    const added = change.before === null;
    return language === "en" ? `${line(change)} (${added ? "added" : "taken out"})` : `${line(change)}（${added ? "新增" : "删除"}）`;
  });
}

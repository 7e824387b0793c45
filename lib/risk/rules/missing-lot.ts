import { listed } from "../amount.ts";
import type { Rule } from "../rule.ts";

/** Categories whose goods must be declared with their lots, and what a line without them weighs. */
const LOT_DEMANDED: Readonly<Record<string, number>> = { "infant-formula": 30, "hairy-crab": 15, "health-food": 15, dairy: 15 };

/** A line without lots in a category that must be traceable to them. */
export const rule: Rule = {
  id: "missing-lot",
  version: 1,
  name: { en: "Lot not declared", zh: "未申报生产批号" },
  next: { en: "Request a correction that names the lots.", zh: "要求更正并申报生产批号。" },
  needs: [],
  thresholds: {},
  look: (subject) => {
    const lines = subject.lines.filter((line) => line.standing && line.lots.length === 0 && LOT_DEMANDED[line.category] !== undefined);
    const [first] = lines;
    if (first === undefined) return [];
    const numbers = listed(lines.map((line) => String(line.no)));
    const goods = { en: listed([...new Set(lines.map((line) => line.goods.en))]).en, zh: listed([...new Set(lines.map((line) => line.goods.zh))]).zh };
    return [
      {
        line: first.no,
        severity: "medium",
        points: Math.max(...lines.map((line) => LOT_DEMANDED[line.category] ?? 0)),
        facts: { lines: lines.map((line) => line.no), categories: [...new Set(lines.map((line) => line.category))] },
        wording: {
          en: `No lot is declared for ${goods.en} (line ${numbers.en}); goods of this category are traced by lot.`,
          zh: `${goods.zh}（第${numbers.zh}项）未申报生产批号；该类商品须按批号追溯。`,
        },
      },
    ];
  },
};

import { listed } from "../amount.ts";
import { defineRule } from "../rule.ts";
import { weight } from "../threshold.ts";

/** Categories whose goods must be declared with their lots, each by the threshold that says what a line without them weighs. */
const LOT_DEMANDED = { "infant-formula": "infantFormula", "hairy-crab": "hairyCrab", "health-food": "healthFood", dairy: "dairy" } as const;

/** A line without lots in a category that must be traceable to them. */
export const rule = defineRule({
  id: "missing-lot",
  version: 1,
  name: { en: "Lot not declared", zh: "未申报生产批号" },
  next: { en: "Request a correction that names the lots.", zh: "要求更正并申报生产批号。" },
  needs: [],
  thresholds: {
    infantFormula: weight(30, { en: "Weight for infant formula", zh: "婴幼儿配方食品的分值" }),
    hairyCrab: weight(15, { en: "Weight for hairy crab", zh: "大闸蟹的分值" }),
    healthFood: weight(15, { en: "Weight for health food", zh: "保健食品的分值" }),
    dairy: weight(15, { en: "Weight for dairy", zh: "乳制品的分值" }),
  },
  look: (subject, values) => {
    const lines = subject.lines.filter((line) => line.standing && line.lots.length === 0 && isTracedByLot(line.category));
    const [first] = lines;
    if (first === undefined) return [];
    const numbers = listed(lines.map((line) => String(line.no)));
    const goods = { en: listed([...new Set(lines.map((line) => line.goods.en))]).en, zh: listed([...new Set(lines.map((line) => line.goods.zh))]).zh };
    return [
      {
        line: first.no,
        severity: "medium",
        points: Math.max(...lines.map(({ category }) => (isTracedByLot(category) ? values[LOT_DEMANDED[category]] : 0))),
        facts: { lines: lines.map((line) => line.no), categories: [...new Set(lines.map((line) => line.category))] },
        wording: {
          en: `No lot is declared for ${goods.en} (line ${numbers.en}); goods of this category are traced by lot.`,
          zh: `${goods.zh}（第${numbers.zh}项）未申报生产批号；该类商品须按批号追溯。`,
        },
      },
    ];
  },
});

function isTracedByLot(category: string): category is keyof typeof LOT_DEMANDED {
  return Object.hasOwn(LOT_DEMANDED, category);
}

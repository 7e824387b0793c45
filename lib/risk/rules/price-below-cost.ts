import type { Dimension } from "#lib/measures/quantity";
import { formatMoney } from "#lib/measures/money";
import { defineRule, type Seen, type Threshold } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

/** The portion that a floor is given for: `per` base units of the dimension, which `portion` names. */
type Portion = { readonly dimension: Dimension; readonly per: bigint; readonly portion: Wording };

const CURRENCY = "CNY";
const KILOGRAM: Portion = { dimension: "mass", per: 1_000_000n, portion: { en: "a kilogram", zh: "每千克" } };
const LITRE: Portion = { dimension: "volume", per: 1_000n, portion: { en: "a litre", zh: "每升" } };

/** The categories that can have a floor, by the threshold that says it in fen; none as long as it is zero. */
const PORTIONS = {
  wine: { category: "wine", dimension: "volume", per: 750n, portion: { en: "a bottle of 750 mL", zh: "每瓶（750毫升）" } },
  spirits: { category: "spirits", dimension: "volume", per: 700n, portion: { en: "a bottle of 700 mL", zh: "每瓶（700毫升）" } },
  beer: { category: "beer", ...LITRE },
  milk: { category: "milk", ...LITRE },
  oliveOil: { category: "olive-oil", ...LITRE },
  infantFormula: { category: "infant-formula", dimension: "mass", per: 900_000n, portion: { en: "a tin of 900 g", zh: "每听（900克）" } },
  beef: { category: "beef", ...KILOGRAM },
  salmon: { category: "salmon", ...KILOGRAM },
  hairyCrab: { category: "hairy-crab", ...KILOGRAM },
  honey: { category: "honey", ...KILOGRAM },
} as const satisfies Readonly<Record<string, Portion & { readonly category: string }>>;

type Name = keyof typeof PORTIONS;

const NAMES = new Map(Object.entries(PORTIONS).map(([name, { category }]) => [category as string, name as Name]));

/** A line whose price for the portion is under what the goods cost; a price in another currency is not guessed at. */
export const rule = defineRule({
  id: "price-below-cost",
  version: 2,
  name: { en: "Price below cost", zh: "价格低于成本" },
  next: { en: "Ask for the sales contract and compare the quality with the label; consider an examination.", zh: "索取购销合同，核对品质与标签是否相符，必要时下达查验。" },
  needs: [],
  thresholds: {
    wine: floor(1_000, { en: "Wine, 750 mL", zh: "葡萄酒（750毫升）" }),
    spirits: floor(0, { en: "Spirits, 700 mL (0: no floor)", zh: "烈酒（700毫升；0为不设下限）" }),
    beer: floor(0, { en: "Beer, a litre (0: no floor)", zh: "啤酒（每升；0为不设下限）" }),
    milk: floor(0, { en: "Milk, a litre (0: no floor)", zh: "牛奶（每升；0为不设下限）" }),
    oliveOil: floor(0, { en: "Olive oil, a litre (0: no floor)", zh: "橄榄油（每升；0为不设下限）" }),
    infantFormula: floor(0, { en: "Infant formula, 900 g (0: no floor)", zh: "婴幼儿配方食品（900克；0为不设下限）" }),
    beef: floor(0, { en: "Beef, a kilogram (0: no floor)", zh: "牛肉（每千克；0为不设下限）" }),
    salmon: floor(0, { en: "Salmon, a kilogram (0: no floor)", zh: "鲑鱼（每千克；0为不设下限）" }),
    hairyCrab: floor(0, { en: "Hairy crab, a kilogram (0: no floor)", zh: "大闸蟹（每千克；0为不设下限）" }),
    honey: floor(0, { en: "Honey, a kilogram (0: no floor)", zh: "蜂蜜（每千克；0为不设下限）" }),
    points: weight(70),
  },
  look: (subject, values) =>
    subject.lines.flatMap((line) => {
      const name = NAMES.get(line.category);
      if (!line.standing || line.price === null || name === undefined || values[name] <= 0) return [];
      return judged(line, line.price, PORTIONS[name], BigInt(values[name]), values.points);
    }),
});

function floor(value: number, name: Wording): Threshold {
  return { name, unit: "fen", value, least: 0, most: 10_000_000 };
}

function judged(line: SubjectLine, price: NonNullable<SubjectLine["price"]>, portion: Portion, minor: bigint, points: number): readonly Seen[] {
  const content = line.amounts[portion.dimension];
  if (price.currency !== CURRENCY) return [notCompared(line, price, portion, minor, "currency")];
  if (content === null || content <= 0n) return [notCompared(line, price, portion, minor, "content")];
  if (price.minor * portion.per >= minor * content) return [];
  const each = formatMoney({ minor: (price.minor * portion.per) / content, currency: CURRENCY });
  const least = formatMoney({ minor, currency: CURRENCY });
  return [
    {
      line: line.no,
      severity: "high",
      points,
      facts: { total: formatMoney(price), each, floor: least, portion: portion.portion.en, line: line.no },
      wording: {
        en: `${line.goods.en} is declared at ${each} for ${portion.portion.en}, below the ${least} that it costs at the least.`,
        zh: `${line.goods.zh}申报价格折合${portion.portion.zh}${each}，低于最低成本${least}。`,
      },
    },
  ];
}

function notCompared(line: SubjectLine, price: NonNullable<SubjectLine["price"]>, { portion }: Portion, minor: bigint, why: "currency" | "content"): Seen {
  const least = formatMoney({ minor, currency: CURRENCY });
  const reason = why === "currency" ? { en: `no rate from ${price.currency} to ${CURRENCY} is known`, zh: `没有${price.currency}对${CURRENCY}的汇率` } : { en: "the net content is not known", zh: "净含量未知" };
  return {
    line: line.no,
    severity: "info",
    points: 0,
    facts: { total: formatMoney(price), floor: least, unknown: why, line: line.no },
    wording: {
      en: `The price of line ${line.no} (${formatMoney(price)}) could not be compared with the lowest cost of ${least} for ${portion.en}: ${reason.en}.`,
      zh: `第${line.no}项价格（${formatMoney(price)}）无法与最低成本${least}（${portion.zh}）比较：${reason.zh}。`,
    },
  };
}

import type { Dimension } from "#lib/measures/quantity";
import { formatMoney } from "#lib/measures/money";
import type { Rule, Seen } from "../rule.ts";
import type { SubjectLine, Wording } from "../subject.ts";

const POINTS = 50;

/** What goods of a category cannot be made and brought here for: `minor` CNY for `per` base units of the dimension, which `portion` names. */
type CostFloor = { readonly minor: bigint; readonly dimension: Dimension; readonly per: bigint; readonly portion: Wording };

const CURRENCY = "CNY";

const FLOORS: Readonly<Record<string, CostFloor>> = {
  wine: { minor: 1_000n, dimension: "volume", per: 750n, portion: { en: "a bottle of 750 mL", zh: "每瓶（750 mL）" } },
};

/** A line whose price for the portion is under what the goods cost; a price in another currency is not guessed at. */
export const rule: Rule = {
  id: "price-below-cost",
  version: 1,
  name: { en: "Price below cost", zh: "价格低于成本" },
  next: { en: "Ask for the sales contract and compare the quality with the label; consider an examination.", zh: "索取购销合同，核对品质与标签是否相符，必要时下达查验。" },
  needs: [],
  thresholds: {},
  look: (subject) => subject.lines.flatMap((line) => (line.standing ? judged(line) : [])),
};

function judged(line: SubjectLine): readonly Seen[] {
  const floor = FLOORS[line.category];
  if (floor === undefined || line.price === null) return [];
  const content = line.amounts[floor.dimension];
  if (line.price.currency !== CURRENCY) return [notCompared(line, floor, line.price, "currency")];
  if (content === null || content <= 0n) return [notCompared(line, floor, line.price, "content")];
  if (line.price.minor * floor.per >= floor.minor * content) return [];
  const each = formatMoney({ minor: (line.price.minor * floor.per) / content, currency: CURRENCY });
  const least = formatMoney({ minor: floor.minor, currency: CURRENCY });
  return [
    {
      line: line.no,
      severity: "high",
      points: POINTS,
      facts: { total: formatMoney(line.price), each, floor: least, portion: floor.portion.en, line: line.no },
      wording: {
        en: `${line.goods.en} is declared at ${each} for ${floor.portion.en}, below the ${least} that it costs at the least.`,
        zh: `${line.goods.zh}申报价格折合${floor.portion.zh}${each}，低于最低成本${least}。`,
      },
    },
  ];
}

function notCompared(line: SubjectLine, floor: CostFloor, price: NonNullable<SubjectLine["price"]>, why: "currency" | "content"): Seen {
  const least = formatMoney({ minor: floor.minor, currency: CURRENCY });
  const reason = why === "currency" ? { en: `no rate from ${price.currency} to ${CURRENCY} is known`, zh: `没有${price.currency}对${CURRENCY}的汇率` } : { en: "the net content is not known", zh: "净含量未知" };
  return {
    line: line.no,
    severity: "info",
    points: 0,
    facts: { total: formatMoney(price), floor: least, unknown: why, line: line.no },
    wording: {
      en: `The price of line ${line.no} (${formatMoney(price)}) could not be compared with the lowest cost of ${least} for ${floor.portion.en}: ${reason.en}.`,
      zh: `第${line.no}项价格（${formatMoney(price)}）无法与最低成本${least}（${floor.portion.zh}）比较：${reason.zh}。`,
    },
  };
}

import { disagreements } from "#lib/consignments/tradePaper";
import type { PaperDisagreement, PaperKind } from "#lib/consignments/tradePaper";
import { defineRule, type Seen } from "../rule.ts";
import type { Wording } from "../subject.ts";
import { weight } from "../threshold.ts";

const PAPERS = {
  order: { en: "order", zh: "订单" },
  payment: { en: "payment", zh: "支付单" },
  waybill: { en: "waybill", zh: "运单" },
  list: { en: "list", zh: "清单" },
} as const satisfies Record<PaperKind, Wording>;

type About = PaperDisagreement["about"];

const WEIGHTS = {
  missing: weight(30, { en: "Weight of a missing paper", zh: "缺少单证的分值" }),
  amounts: weight(30, { en: "Weight of another amount or value", zh: "金额不符的分值" }),
  persons: weight(40, { en: "Weight of another payer or buyer", zh: "支付人或订购人不符的分值" }),
  goods: weight(40, { en: "Weight of other goods or quantities", zh: "商品或数量不符的分值" }),
  packages: weight(10, { en: "Weight of another number of packages", zh: "件数不符的分值" }),
};

/** The threshold that says what each disagreement weighs, and what it is about in words. */
const ABOUT = {
  "missing-order": { weighs: "missing", name: { en: "order", zh: "订单" } },
  "missing-payment": { weighs: "missing", name: { en: "payment", zh: "支付单" } },
  "missing-waybill": { weighs: "missing", name: { en: "waybill", zh: "运单" } },
  amount: { weighs: "amounts", name: { en: "amount paid", zh: "支付金额" } },
  value: { weighs: "amounts", name: { en: "value of the goods", zh: "商品价值" } },
  payer: { weighs: "persons", name: { en: "payer", zh: "支付人" } },
  buyer: { weighs: "persons", name: { en: "buyer", zh: "订购人" } },
  goods: { weighs: "goods", name: { en: "goods", zh: "商品" } },
  quantity: { weighs: "goods", name: { en: "quantity", zh: "数量" } },
  packages: { weighs: "packages", name: { en: "number of packages", zh: "件数" } },
} as const satisfies Record<About, { readonly weighs: keyof typeof WEIGHTS; readonly name: Wording }>;

/** Order, payment and waybill (三单) held against each other and against the list that is the declaration; each disagreement is a finding of its own. */
export const rule = defineRule({
  id: "three-papers",
  version: 1,
  name: { en: "Order, payment and waybill do not match", zh: "三单不符" },
  next: { en: "Ask the platform, the payer's institution or the carrier for the paper, or order an examination.", zh: "要求电商平台、支付企业或物流企业补充单证，或下达查验。" },
  needs: [],
  thresholds: WEIGHTS,
  look: (subject, values) => (subject.papers === null || subject.status === "withdrawn" ? [] : disagreements(subject.papers).map((one) => seen(one, subject.papers?.list.number ?? subject.number, values))),
});

function seen({ about, item, first, second }: PaperDisagreement, list: string, values: Readonly<Record<keyof typeof WEIGHTS, number>>): Seen {
  const { weighs, name } = ABOUT[about];
  const points = values[weighs];
  return {
    line: null,
    severity: points >= 40 ? "high" : points >= 30 ? "medium" : "low",
    points,
    facts: { about, item, list, first: first === null ? null : { ...first }, second: second === null ? null : { ...second } },
    wording: first === null || second === null ? missing(name, list) : differs(name, item, first, second),
  };
}

function missing(name: Wording, list: string): Wording {
  return { en: `No ${name.en} is known for list ${list}.`, zh: `清单${list}没有对应的${name.zh}。` };
}

type Side = NonNullable<PaperDisagreement["first"]>;

function differs(name: Wording, item: string | null, first: Side, second: Side): Wording {
  const [of, about] = item === null ? ["", ""] : [` of ${item}`, `${item}的`];
  return {
    en: `The ${name.en}${of} disagrees: ${first.says} by ${PAPERS[first.kind].en} ${first.number}, ${second.says} by ${PAPERS[second.kind].en} ${second.number}.`,
    zh: `${about}${name.zh}不一致：${PAPERS[first.kind].zh}${first.number}为${first.says}，${PAPERS[second.kind].zh}${second.number}为${second.says}。`,
  };
}

import { disagreements } from "#lib/consignments/tradePaper";
import type { PaperDisagreement, PaperKind } from "#lib/consignments/tradePaper";
import type { Rule, Seen } from "../rule.ts";
import type { Wording } from "../subject.ts";

const PAPERS = {
  order: { en: "order", zh: "订单" },
  payment: { en: "payment", zh: "支付单" },
  waybill: { en: "waybill", zh: "运单" },
  list: { en: "list", zh: "清单" },
} as const satisfies Record<PaperKind, Wording>;

type About = PaperDisagreement["about"];

/** What each disagreement weighs, and what it is about in words. */
const ABOUT = {
  "missing-order": { points: 30, name: { en: "order", zh: "订单" } },
  "missing-payment": { points: 30, name: { en: "payment", zh: "支付单" } },
  "missing-waybill": { points: 30, name: { en: "waybill", zh: "运单" } },
  amount: { points: 30, name: { en: "amount paid", zh: "支付金额" } },
  value: { points: 30, name: { en: "value of the goods", zh: "商品价值" } },
  payer: { points: 40, name: { en: "payer", zh: "支付人" } },
  buyer: { points: 40, name: { en: "buyer", zh: "订购人" } },
  goods: { points: 40, name: { en: "goods", zh: "商品" } },
  quantity: { points: 40, name: { en: "quantity", zh: "数量" } },
  packages: { points: 10, name: { en: "number of packages", zh: "件数" } },
} as const satisfies Record<About, { readonly points: number; readonly name: Wording }>;

/** Order, payment and waybill (三单) held against each other and against the list that is the declaration; each disagreement is a finding of its own. */
export const rule: Rule = {
  id: "three-papers",
  version: 1,
  name: { en: "Order, payment and waybill do not match", zh: "三单不符" },
  next: { en: "Ask the platform, the payer's institution or the carrier for the paper, or order an examination.", zh: "要求电商平台、支付企业或物流企业补充单证，或下达查验。" },
  needs: [],
  thresholds: {},
  look: (subject) => (subject.papers === null || subject.status === "withdrawn" ? [] : disagreements(subject.papers).map((one) => seen(one, subject.papers?.list.number ?? subject.number))),
};

function seen({ about, item, first, second }: PaperDisagreement, list: string): Seen {
  const { points, name } = ABOUT[about];
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

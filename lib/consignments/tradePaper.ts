import { parseMoney } from "#lib/measures/money";

/** The three papers (三单) of cross-border e-commerce, and the list (清单) that they stand behind. */
export const PAPER_KINDS = ["order", "payment", "waybill", "list"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** A person on a paper, told apart by a fingerprint of their document's number; of the name the first character is kept. */
export type PaperPerson = { readonly fingerprint?: string | undefined; readonly initial?: string | undefined };

/** One kind of goods on an order or a list. */
export type PaperGoods = {
  readonly no: number;
  readonly item?: string | undefined;
  readonly name?: string | undefined;
  readonly gtin?: string | undefined;
  readonly quantity?: string | undefined;
  readonly unit?: string | undefined;
  readonly total?: string | undefined;
};

/** What a paper says; amounts are decimals in `currency`. What a kind of paper does not say is absent. */
export type PaperBody = {
  readonly orderNo?: string | undefined;
  readonly platform?: string | undefined;
  readonly logisticsNo?: string | undefined;
  readonly paymentNo?: string | undefined;
  readonly carrier?: string | undefined;
  readonly copNo?: string | undefined;
  readonly goodsValue?: string | undefined;
  readonly paid?: string | undefined;
  readonly currency?: string | undefined;
  readonly packages?: string | undefined;
  readonly grossKg?: string | undefined;
  readonly buyer?: PaperPerson | undefined;
  readonly payer?: PaperPerson | undefined;
  readonly consignee?: string | undefined;
  readonly goods?: readonly PaperGoods[] | undefined;
  readonly sentAt?: string | undefined;
};

/** A paper by its kind and number. */
export type TradePaper = { readonly kind: PaperKind; readonly number: string; readonly body: PaperBody };

/** The papers found for one list; null where there is none. */
export type Papers = { readonly list: TradePaper; readonly order: TradePaper | null; readonly payment: TradePaper | null; readonly waybill: TradePaper | null };

/** In what the papers of one purchase disagree: what it is about, and what each of two papers says of it. */
export type PaperDisagreement = {
  readonly about: "missing-order" | "missing-payment" | "missing-waybill" | "amount" | "value" | "payer" | "buyer" | "goods" | "quantity" | "packages";
  readonly item: string | null;
  readonly first: { readonly kind: PaperKind; readonly number: string; readonly says: string } | null;
  readonly second: { readonly kind: PaperKind; readonly number: string; readonly says: string } | null;
};

/**
 * Holds the three papers of a list against each other and against the list: which is missing, whether what was paid is what was ordered and
 * by whom, and whether the list names the goods, quantities and packages that were ordered and carried. What a paper does not say is not held against it.
 */
export function disagreements({ list, order, payment, waybill }: Papers): PaperDisagreement[] {
  return [
    ...[order === null && "missing-order", payment === null && "missing-payment", waybill === null && "missing-waybill"].flatMap((about) =>
      about === false ? [] : [{ about, item: null, first: null, second: null } as PaperDisagreement],
    ),
    ...(order === null || payment === null ? [] : [...amounts(order, payment), ...persons("payer", order, order.body.buyer, payment, payment.body.payer)]),
    ...(order === null ? [] : [...persons("buyer", order, order.body.buyer, list, list.body.buyer), ...values(order, list), ...goods(order, list)]),
    ...(waybill === null ? [] : differing("packages", null, waybill, waybill.body.packages, list, list.body.packages)),
  ];
}

function amounts(order: TradePaper, payment: TradePaper): PaperDisagreement[] {
  const [asked, paid] = [moneyOf(order.body.paid, order.body.currency), moneyOf(payment.body.paid, payment.body.currency)];
  return asked === undefined || paid === undefined || asked === paid
    ? []
    : [between("amount", null, order, `${order.body.paid ?? ""} ${order.body.currency ?? ""}`, payment, `${payment.body.paid ?? ""} ${payment.body.currency ?? ""}`)];
}

/** The goods' value on the order against what the list's lines come to, in one currency. */
function values(order: TradePaper, list: TradePaper): PaperDisagreement[] {
  const currency = order.body.currency;
  const totals = list.body.goods?.map(({ total }) => moneyOf(total, currency)) ?? [];
  const asked = moneyOf(order.body.goodsValue, currency);
  if (asked === undefined || totals.length === 0 || !totals.every((total) => total !== undefined)) return [];
  const sum = totals.reduce((before, total) => before + BigInt(total.split(" ")[0] ?? "0"), 0n);
  return `${sum} ${currency ?? ""}` === asked
    ? []
    : [
        between(
          "value",
          null,
          order,
          `${order.body.goodsValue ?? ""} ${currency ?? ""}`,
          list,
          `${list.body.goods?.map(({ total }) => total).join(" + ") ?? ""} ${currency ?? ""}`,
        ),
      ];
}

function persons(about: "payer" | "buyer", one: TradePaper, first: PaperPerson | undefined, other: TradePaper, second: PaperPerson | undefined): PaperDisagreement[] {
  if (first?.fingerprint === undefined || second?.fingerprint === undefined || first.fingerprint === second.fingerprint) return [];
  const shown = (person: PaperPerson): string => `${person.initial ?? "?"} (${person.fingerprint?.slice(0, 8) ?? ""})`;
  return [between(about, null, one, shown(first), other, shown(second))];
}

function goods(order: TradePaper, list: TradePaper): PaperDisagreement[] {
  const [ordered, listed] = [counted(order.body.goods), counted(list.body.goods)];
  return [...new Set([...ordered.keys(), ...listed.keys()])].flatMap((key): PaperDisagreement[] => {
    const [one, other] = [ordered.get(key), listed.get(key)];
    if (one === undefined || other === undefined) return [between("goods", key, order, one ?? "–", list, other ?? "–")];
    return one === other ? [] : [between("quantity", key, order, one, list, other)];
  });
}

/** Quantities by goods, each written with its unit; goods that several lines name are added up where they are whole numbers of one unit. */
function counted(lines: readonly PaperGoods[] | undefined): Map<string, string> {
  const groups = Map.groupBy(lines ?? [], ({ gtin, item, name, no }) => gtin ?? item ?? name ?? `#${no}`);
  return new Map([...groups].map(([key, group]) => {
    const units = new Set(group.map(({ unit }) => unit ?? ""));
    const whole = group.every(({ quantity }) => /^\d{1,15}$/.test(quantity ?? ""));
    const [first] = group;
    return [
      key,
      units.size === 1 && whole
        ? `${group.reduce((sum, { quantity }) => sum + BigInt(quantity ?? "0"), 0n)} ${first?.unit ?? ""}`
        : group.map(({ quantity, unit }) => `${quantity ?? "?"} ${unit ?? ""}`).join(" + "),
    ];
  }));
}

function differing(about: PaperDisagreement["about"], item: string | null, one: TradePaper, first: string | undefined, other: TradePaper, second: string | undefined): PaperDisagreement[] {
  return first === undefined || second === undefined || first === second ? [] : [between(about, item, one, first, other, second)];
}

function between(about: PaperDisagreement["about"], item: string | null, one: TradePaper, first: string, other: TradePaper, second: string): PaperDisagreement {
  return { about, item, first: { kind: one.kind, number: one.number, says: first }, second: { kind: other.kind, number: other.number, says: second } };
}

function moneyOf(amount: string | undefined, currency: string | undefined): string | undefined {
  if (amount === undefined) return undefined;
  const read = parseMoney({ amount, currency });
  return read.ok ? `${read.minor} ${read.currency}` : undefined;
}

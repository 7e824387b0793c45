import { createHash } from "node:crypto";
import { currencyCodeOf, unitCodeOf } from "../../customsCode.ts";
import { decimalText, gtinIn, headOf, instantText } from "../../customsMessage.ts";
import type { EventProblem } from "../../event.ts";
import { present } from "../../record.ts";
import { below, textBelow } from "../../recordTree.ts";
import type { Branch } from "../../recordTree.ts";
import type { PaperReader } from "./reader.ts";

/** An order (CEB311): what a buyer ordered of a platform and what it cost. */
export const orderOf: PaperReader = (branch, pointer, problems) => {
  const head = headOf(branch, "OrderHead");
  const orderNo = needed(head, "orderNo", `${pointer}/OrderHead`, problems);
  const value = present({
    orderNo, platform: needed(head, "ebpCode", `${pointer}/OrderHead`, problems), seller: textBelow(head, "ebcCode"), sentAt: instantText(textBelow(head, "appTime")),
    ...money(head, "currency", { goodsValue: "goodsValue", paid: "acturalPaid" }, "actualPaid"),
    buyer: personOf(head, "buyer"), paymentNo: textBelow(head, "payTransactionId"),
    goods: below(branch, "OrderList").map(goodsOf),
  });
  return { number: orderNo, value };
};

/** A payment (CEB411): who paid how much for which order. */
export const paymentOf: PaperReader = (branch, pointer, problems) => {
  const head = headOf(branch, "PaymentHead");
  const number = needed(head, "payTransactionId", `${pointer}/PaymentHead`, problems);
  const value = present({
    paymentNo: number, orderNo: needed(head, "orderNo", `${pointer}/PaymentHead`, problems), platform: textBelow(head, "ebpCode"), payee: textBelow(head, "payCode"),
    ...money(head, "currency", { paid: "amountPaid" }), payer: personOf(head, "payer"), sentAt: instantText(textBelow(head, "payTime") ?? textBelow(head, "appTime")),
  });
  return { number, value };
};

/** A waybill (CEB511): what a carrier took in for whom. */
export const waybillOf: PaperReader = (branch, pointer, problems) => {
  const head = headOf(branch, "LogisticsHead");
  const number = needed(head, "logisticsNo", `${pointer}/LogisticsHead`, problems);
  const value = present({
    logisticsNo: number, carrier: textBelow(head, "logisticsCode"), orderNo: textBelow(head, "orderNo"), packages: decimalText(textBelow(head, "packNo")), grossKg: decimalText(textBelow(head, "weight")),
    consignee: initialOf(textBelow(head, "consignee")), sentAt: instantText(textBelow(head, "appTime")),
  });
  return { number, value };
};

/** One kind of goods on an order: known by its GTIN or the seller's own number, so many of a unit. */
export function goodsOf(list: Branch, at: number): Record<string, unknown> {
  const unit = textBelow(list, "unit");
  return present({
    no: Number(textBelow(list, "gnum") ?? at + 1), item: textBelow(list, "itemNo"), name: textBelow(list, "itemName") ?? textBelow(list, "gname"), gtin: gtinIn(textBelow(list, "barCode"), textBelow(list, "itemNo")),
    quantity: decimalText(textBelow(list, "qty")), unit: unit === undefined ? undefined : (unitCodeOf(unit) ?? unit), total: decimalText(textBelow(list, "totalPrice")),
  });
}

/** A person by a fingerprint of their document's number and the first character of their name; undefined where neither is told. */
export function personOf(head: Branch, role: "buyer" | "payer"): { readonly fingerprint?: string; readonly initial?: string } | undefined {
  const [number, initial] = [textBelow(head, `${role}IdNumber`), initialOf(textBelow(head, `${role}Name`))];
  if (number === undefined && initial === undefined) return undefined;
  const fingerprint = number === undefined ? {} : { fingerprint: createHash("sha256").update(`${textBelow(head, `${role}IdType`) ?? "1"}:${number.toUpperCase()}`).digest("hex") };
  return { ...fingerprint, ...(initial === undefined ? {} : { initial }) };
}

function initialOf(name: string | undefined): string | undefined {
  const [first] = name ?? "";
  return first === undefined ? undefined : `${first}**`;
}

/** Amounts of a head by the names they get, with their currency; `other` is a second spelling of the last. */
function money(head: Branch, currency: string, names: Readonly<Record<string, string>>, other?: string): Record<string, unknown> {
  const code = textBelow(head, currency);
  const amounts = Object.entries(names).map(([name, element]) => [name, decimalText(textBelow(head, element) ?? (other === undefined || name !== "paid" ? undefined : textBelow(head, other)))]);
  return { ...Object.fromEntries(amounts), currency: code === undefined ? undefined : (currencyCodeOf(code) ?? code) };
}

/** The text of an element that a paper cannot do without. */
export function needed(head: Branch, name: string, pointer: string, problems: EventProblem[]): string | undefined {
  const text = textBelow(head, name);
  if (text === undefined) problems.push({ pointer: `${pointer}/${name}`, code: "missing", detail: `${name} is missing`, severity: "error" });
  return text;
}

import { countryText, decimalText, gtinIn, headOf, instantText, pathOf, priceOf, quantityOf } from "../../customsMessage.ts";
import { unitCodeOf } from "../../customsCode.ts";
import type { EventProblem } from "../../event.ts";
import { present } from "../../record.ts";
import { below, textBelow } from "../../recordTree.ts";
import type { Branch } from "../../recordTree.ts";
import { goodsOf, needed, personOf } from "./paper.ts";
import type { PaperReader } from "./reader.ts";

/** A list (清单, CEB621): the declaration of what one order brought in, with the papers it belongs to. Its number is customs' own, else the sender's. */
export const listOf: PaperReader = (branch, pointer, problems) => {
  const head = headOf(branch, "InventoryHead");
  const lists = below(branch, "InventoryList");
  const copNo = needed(head, "copNo", `${pointer}/InventoryHead`, problems);
  const number = textBelow(head, "invtNo") ?? copNo;
  const declaration = {
    ...present({
      number,
      lodgedAt: instantText(textBelow(head, "appTime") ?? textBelow(head, "declTime")),
      office: textBelow(head, "customsCode") ?? textBelow(head, "portCode"),
      tradeMode: textBelow(head, "tradeMode"),
    }),
    status: "lodged",
    importer: present({ id: textBelow(head, "ebcCode"), name: textBelow(head, "ebcName") }),
    lines: lists.map((list, at) => lineOf(list, at, pathOf(pointer, "InventoryList", at), problems)),
  };
  const value = present({
    orderNo: needed(head, "orderNo", `${pointer}/InventoryHead`, problems), platform: textBelow(head, "ebpCode"), logisticsNo: textBelow(head, "logisticsNo"), carrier: textBelow(head, "logisticsCode"), copNo,
    packages: decimalText(textBelow(head, "packNo")), grossKg: decimalText(textBelow(head, "grossWeight")), buyer: personOf(head, "buyer"), sentAt: instantText(textBelow(head, "appTime")),
    goods: lists.map(goodsOf), declaration,
  });
  return { number, value };
};

/** A return (退货申请, CEB625): which goods of an earlier list go back. Its lines point at the list's own by their number. */
export const returnOf: PaperReader = (branch, pointer, problems) => {
  const head = headOf(branch, "InvtRefundHead");
  const copNo = needed(head, "copNo", `${pointer}/InvtRefundHead`, problems);
  const value = present({
    copNo, listNo: textBelow(head, "invtNo"), orderNo: textBelow(head, "orderNo"), platform: textBelow(head, "ebpCode"), office: textBelow(head, "customsCode"), sentAt: instantText(textBelow(head, "appTime")),
    reason: textBelow(head, "reason"),
    lines: below(branch, "InvtRefundList").map((list, at) => refundOf(list, at)),
  });
  return { number: copNo, value };
};

function lineOf(list: Branch, at: number, pointer: string, problems: EventProblem[]): Record<string, unknown> {
  const of = (name: string): string | undefined => textBelow(list, name);
  return present({
    no: Number(of("gnum") ?? at + 1),
    gtin: gtinIn(of("barCode"), of("itemNo"), of("gmodel")),
    goods: (of("itemNo") ?? of("itemRecordNo") ?? [of("gname"), of("gmodel")].filter((text) => text !== undefined).join(" ").slice(0, 200)) || undefined,
    hsCode: of("gcode"),
    quantity: quantityOf([[of("qty"), of("unit")], [of("qty1"), of("unit1")], [of("qty2"), of("unit2")]], `${pointer}/unit`, problems),
    price: priceOf(of("price"), of("currency"), `${pointer}/price`, problems),
    originCountry: countryText(of("country")),
  });
}

function refundOf(list: Branch, at: number): Record<string, unknown> {
  const unit = textBelow(list, "unit");
  return present({ no: Number(textBelow(list, "gnum") ?? at + 1), hsCode: textBelow(list, "gcode"), quantity: decimalText(textBelow(list, "qty")), unit: unit === undefined ? undefined : (unitCodeOf(unit) ?? unit) });
}

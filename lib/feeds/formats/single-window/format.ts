import { readDate } from "../../cell.ts";
import { beginsWith, countryText, decimalText, gtinIn, instantText, messagesIn, pathOf, priceOf, quantityOf, readMessage } from "../../customsMessage.ts";
import type { EventProblem } from "../../event.ts";
import { present, unreadable } from "../../record.ts";
import type { DeclarationDraft, ReadRecord, RecordFormat } from "../../record.ts";
import { below, textBelow } from "../../recordTree.ts";
import type { Branch } from "../../recordTree.ts";

/**
 * Declarations as the single window's client writes them: one or more `DecMessage` with `DecHead` and `DecLists/DecList` (General
 * Administration of Customs, announcement 67 of 2018). A declaration without its entry number is not yet one and is not taken.
 */
export const format: RecordFormat = {
  id: "single-window",
  contentTypes: ["application/xml", "text/xml"],
  needsMapping: false,
  recognise: (bytes) => beginsWith(bytes, /^(?:DecMessage|DecMessages|Package)$/) && new TextDecoder("latin1").decode(bytes.subarray(0, 20_000)).includes("DecHead"),
  read: async (bytes) => {
    const message = readMessage(bytes);
    if (!message.ok) return unreadable("", message.code, message.detail);
    const declarations = messagesIn(message.root, /^DecMessage$/);
    if (declarations.length === 0) return unreadable("", "no-declaration", "the message holds no DecMessage");
    return { records: declarations.map((branch, index) => recordOf(branch, index, pathOf("", "DecMessage", declarations.length === 1 ? undefined : index))), documentProblems: [] };
  },
};

function recordOf(message: Branch, index: number, pointer: string): ReadRecord {
  const problems: EventProblem[] = [];
  const head = below(message, "DecHead")[0];
  const number = textBelow(head, "EntryId");
  if (number === undefined)
    problems.push({
      pointer: `${pointer}/DecHead/EntryId`,
      code: "no-entry-number",
      detail: "the declaration has no entry number (海关编号) yet: send the message as it is after acceptance",
      severity: "error",
    });
  const lists = below(below(message, "DecLists")[0] ?? message, "DecList");
  const value: DeclarationDraft = {
    ...present({
      number,
      lodgedAt: instantText(textBelow(head, "DDate") ?? textBelow(head, "DeclDate") ?? textBelow(below(message, "DecSign")[0], "SignDate") ?? textBelow(head, "IEDate")),
      office: textBelow(head, "CustomMaster") ?? textBelow(head, "IEPort"),
      tradeMode: textBelow(head, "TradeMode"),
      procedure: textBelow(head, "IEFlag") === "E" ? "export" : undefined,
    }),
    status: "lodged",
    importer: present({
      id: textBelow(head, "TradeCode") ?? textBelow(head, "TradeCoScc") ?? textBelow(head, "TradeCodeScc") ?? textBelow(head, "OwnerCode"),
      name: textBelow(head, "TradeName") ?? textBelow(head, "OwnerName"),
    }),
    lines: lists.map((list, at) => lineOf(list, at, pathOf(`${pointer}/DecLists`, "DecList", at), problems)),
  };
  return { index, pointer, kind: "declaration", number: number ?? null, value, problems };
}

function lineOf(list: Branch, at: number, pointer: string, problems: EventProblem[]): Record<string, unknown> {
  const of = (name: string): string | undefined => textBelow(list, name);
  return present({
    no: Number(decimalText(of("GNo")) ?? at + 1),
    gtin: gtinIn(of("GTIN"), of("Gtin"), of("GModel"), of("GoodsModel"), of("ExgNo")),
    goods: [of("GName"), of("GModel")].filter((text) => text !== undefined).join(" ").slice(0, 200) || undefined,
    hsCode: of("CodeTS") ?? of("CodeTs"),
    site: of("MnufctrRegno") ?? of("MnufctrRegNo") ?? of("EngManEntCnm") ?? of("MnufctrRegName"),
    quantity: quantityOf([[of("GQty"), of("GUnit")], [of("FirstQty"), of("FirstUnit")], [of("SecondQty"), of("SecondUnit")]], `${pointer}/GUnit`, problems),
    lots: of("ProdBatchNo")?.split(/[;,；，、\s]+/).filter((lot) => lot !== ""),
    productionDate: producedOn(of("ProduceDate"), `${pointer}/ProduceDate`, problems),
    price: priceOf(of("DeclPrice"), of("TradeCurr"), `${pointer}/DeclPrice`, problems),
    originCountry: countryText(of("OriginCountry")),
  });
}

/** The one date on which a line's goods were made; of several nothing is taken, and that is said. */
function producedOn(text: string | undefined, pointer: string, problems: EventProblem[]): string | undefined {
  const days = [...new Set(text?.split(/[;,；，、\s]+/).filter((day) => day !== "") ?? [])];
  if (days.length > 1) problems.push({ pointer, code: "several-production-dates", detail: `the line has ${days.length} production dates and is taken without one: its lots tell`, severity: "warning" });
  const [day] = days;
  if (day === undefined || days.length > 1) return undefined;
  const read = readDate(day, "unambiguous");
  return read.ok ? String(read.value) : day;
}

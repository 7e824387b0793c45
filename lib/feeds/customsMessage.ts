import { readInstant } from "./cell.ts";
import { decodeXml } from "./charset.ts";
import { countryCodeOf, currencyCodeOf, unitCodeOf } from "./customsCode.ts";
import type { EventProblem } from "./event.ts";
import { below, readTree } from "./recordTree.ts";
import type { Branch } from "./recordTree.ts";
import { parseGtin } from "#lib/identification/gtin";

/** A customs message as read, or why it is none. */
export type Message = { readonly ok: true; readonly root: Branch } | { readonly ok: false; readonly code: string; readonly detail: string };

/** Reads the bytes of an XML message: UTF-8 or GB 18030, without a document type. */
export function readMessage(bytes: Uint8Array): Message {
  const decoded = decodeXml(bytes);
  return decoded.ok ? readTree(decoded.text) : decoded;
}

/** Whether bytes are XML whose first element has one of some names, in whatever encoding the names themselves are plain letters. */
export function beginsWith(bytes: Uint8Array, names: RegExp): boolean {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_000)).replace(/^(?:ï»¿|ÿþ|þÿ)/, "").replaceAll("\u0000", "").replace(/<\?[^>]*\?>|<!--.*?-->/gs, "").trimStart();
  return names.test(/^<([^\s/>]+)/.exec(head)?.[1]?.replace(/^.*:/, "") ?? "");
}

/** The first elements of a name in a tree, not looking inside them: messages come bare or in an envelope. */
export function messagesIn(root: Branch, name: RegExp): readonly Branch[] {
  return name.test(root.name) ? [root] : root.children.flatMap((child) => messagesIn(child, name));
}

/** The path of an element: `/DecMessage/DecLists/DecList[2]`, counted from 1 among those of its name. */
export function pathOf(parent: string, name: string, index?: number): string {
  return `${parent}/${name}${index === undefined ? "" : `[${index + 1}]`}`;
}

/** A decimal of a customs message, in which a point is always the decimal point, without the zeros that pad it: `60.00000` is 60. */
export function decimalText(text: string | undefined): string | undefined {
  return text !== undefined && /^\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}

/** A time of a customs message (`20260302`, `20260302093000`, or as RFC 3339) in China's time; the text itself where it is none. */
export function instantText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const read = readInstant(text, "unambiguous", "+08:00");
  return read.ok ? String(read.value) : text;
}

/** A quantity with the Recommendation 20 code of its unit where the customs number has one. */
export type MessageQuantity = { readonly value: string; readonly unit: string };

/**
 * The quantity of goods: the declared one, or the first of the legal quantities where the declared unit is one that nothing can be reckoned
 * in (批, 副, 卷), which is then said. Without any, what was declared is left for the schema to refuse.
 */
export function quantityOf(quantities: readonly (readonly [string | undefined, string | undefined])[], pointer: string, problems: EventProblem[]): MessageQuantity {
  const read = quantities.flatMap(([value, unit]) => (value === undefined || unit === undefined ? [] : [{ value: decimalText(value) ?? value, unit, code: unitCodeOf(unit) }]));
  const [declared] = read;
  const known = read.find(({ code, value }) => code !== undefined && value !== "0");
  if (declared !== undefined && known !== undefined && known !== declared) {
    problems.push({
      pointer,
      code: "legal-quantity-taken",
      detail: `the declared unit ${declared.unit} of the customs table cannot be reckoned in; the legal quantity ${known.value} ${known.code ?? ""} is taken`,
      severity: "warning",
    });
  }
  return { value: known?.value ?? declared?.value ?? "", unit: known?.code ?? declared?.unit ?? "" };
}

/** A price by its amount and currency; one that is finer than the currency's minor unit is left out, and said. */
export function priceOf(amount: string | undefined, currency: string | undefined, pointer: string, problems: EventProblem[]): { readonly amount: string; readonly currency: string } | undefined {
  const value = decimalText(amount);
  if (value === undefined || value === "0" || currency === undefined) return undefined;
  if (/\.\d{3,}$/.test(value)) {
    problems.push({ pointer, code: "price-not-taken", detail: `${value} is finer than a minor unit of money; the line is taken without its price`, severity: "warning" });
    return undefined;
  }
  return { amount: value, currency: currencyCodeOf(currency) ?? currency.toUpperCase() };
}

/** A country of a message by its customs number or alpha-3 code as alpha-2; the text itself where it is neither. */
export function countryText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (countryCodeOf(text) ?? text.toUpperCase());
}

/** The GTIN among the parts of a specification (规格型号), which holds it as one of its elements; undefined where none has its check digit. */
export function gtinIn(...texts: readonly (string | undefined)[]): string | undefined {
  for (const part of texts.flatMap((text) => text?.split(/[|;,；，\s:：]+/) ?? [])) {
    if (!/^(?:\d{8}|\d{12,14})$/.test(part)) continue;
    const read = parseGtin(part);
    if (read.ok) return read.gtin;
  }
  return undefined;
}

/** The children of a name that hold records, or the element itself where a sender writes the record directly into it. */
export function headOf(branch: Branch, name: string): Branch {
  return below(branch, name)[0] ?? branch;
}

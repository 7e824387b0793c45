import { z } from "zod";
import { parseUnitPrice } from "#lib/measures/money";
import { hashOf } from "#lib/parties/body";
import { asciiText, codeText, countryField, dateField, gtinField, hsCodeField, instantField, quantityField, readCode, readText, visibleText } from "#lib/parties/field";
import { declaredSiteField } from "#lib/parties/site";
import { PROCEDURES } from "./declaration.ts";
import type { Declared } from "./declaration.ts";

const tradeModeField = readText("four digits of the customs table of trade modes (监管方式)", (text) => {
  const code = readCode(text, 40);
  if (!code.ok || /^\d{4}$/.test(code.value)) return code;
  return { ok: false, code: "bad-trade-mode", detail: `${JSON.stringify(code.value)} is not the four digits of a trade mode` };
});

const officeField = readText("customs office (four digits), UN/LOCODE, or another office code", (text) => {
  const code = readCode(text, 20);
  if (!code.ok) return code;
  const capital = code.value.toUpperCase();
  return { ok: true, value: /^[A-Z]{2} [A-Z2-9]{3}$/.test(capital) ? capital.replace(" ", "") : capital };
});

const priceField = z
  .strictObject({ amount: z.string().describe("an exact decimal"), currency: z.string().optional().describe("ISO 4217") })
  .transform(({ amount, currency = "" }, context) => {
    const read = parseUnitPrice({ amount, currency });
    if (!read.ok) context.addIssue({ code: "custom", path: [read.field], message: read.detail, params: { code: read.code } });
    return { amount, currency };
  })
  .meta({ required: ["amount", "currency"] });

const lineField = z.strictObject({
  no: z.int().min(1).max(9999).describe("the item's number on the declaration"),
  gtin: gtinField,
  hsCode: hsCodeField,
  site: declaredSiteField,
  quantity: quantityField,
  lots: z.array(codeText(50, "a lot number (GS1 AI 10)")).max(500).default([]).transform((lots) => [...new Set(lots)]),
  productionDate: dateField.optional(),
  vintage: z.int().min(1900).max(2100).optional(),
  price: priceField.optional().describe("the price of one of the declared unit (成交单价); it may be finer than the currency's minor unit"),
  originCountry: countryField,
});

const linesField = z.array(lineField).min(1).max(999).superRefine((lines, context) => {
  const seen = new Set<number>();
  for (const [index, { no }] of lines.entries()) {
    if (seen.has(no)) context.addIssue({ code: "custom", path: [index, "no"], message: `line ${no} is there twice`, params: { code: "duplicate-line" } });
    seen.add(no);
  }
});

const declarationShape = {
  revision: z.int().min(0).max(999_999),
  lodgedAt: instantField,
  office: officeField,
  tradeMode: tradeModeField,
  procedure: z.enum(PROCEDURES).optional().describe("where the trade mode alone does not say it"),
  status: z.enum(["lodged", "withdrawn", "released"]),
  importer: z.strictObject({ id: asciiText(40, "the importer's customs registration or credit code"), name: visibleText(200, "the importer's name") }),
  lines: linesField,
};

/** A declaration's own number (海关编号): 1 to 40 visible ASCII characters. */
export const declarationNumberField = asciiText(40, "the declaration's own number (海关编号)");

/** The body of `PUT /declarations/{number}`. */
export const declarationBody = z.strictObject(declarationShape);

/** A whole declaration with its number, as a line of a batch carries it; what it reads is canonical and is what is kept and hashed. */
export const declarationSchema = z.strictObject({ number: declarationNumberField, ...declarationShape }) satisfies z.ZodType<Declared>;

/** SHA-256 (hex) of a declaration's canonical JSON. Two revisions with one hash say the same. */
export function bodyHash(declared: Declared): string {
  return hashOf(declared);
}

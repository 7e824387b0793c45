import { z } from "zod";
import { asciiText, codeText, dateField, gtinField, quantityField, readText, versionField, visibleText } from "#lib/parties/field";
import { parseLocode } from "#lib/places/port";

/** The kinds of transport documents (运输单据). */
export const TRANSPORT_KINDS = ["bill-of-lading", "air-waybill", "rail", "road"] as const;
export type TransportKind = (typeof TRANSPORT_KINDS)[number];

/** Goods that a transport document names; a quantity is in pieces, packs, volume or mass as written. */
export type CarriedItem = {
  readonly gtin?: string | undefined;
  readonly lot?: string | undefined;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly description: string;
  readonly grossWeight?: { readonly value: string; readonly unit: string } | undefined;
};

const portField = readText("UN/LOCODE, five characters", (text) => {
  const code = parseLocode(text.trim().toUpperCase());
  return code === undefined ? { ok: false, code: "not-locode", detail: `${JSON.stringify(text.slice(0, 20))} is no UN/LOCODE: two letters of the country and three of the place` } : { ok: true, value: code };
});

const itemSchema = z.strictObject({
  gtin: gtinField.optional(),
  lot: codeText(20, "GS1 AI 10").optional(),
  quantity: quantityField,
  description: visibleText(300, "the goods as the document describes them"),
  grossWeight: quantityField.optional(),
});

const shape = {
  kind: z.enum(TRANSPORT_KINDS),
  carrier: visibleText(200, "who carries the goods"),
  vessel: visibleText(100, "ship, flight, train or vehicle").optional(),
  voyage: codeText(40, "voyage, flight or train number").optional(),
  container: asciiText(20, "the container's number (ISO 6346)").optional(),
  seals: z.array(codeText(50, "a seal number")).max(50).default([]),
  portOfLoading: portField.optional(),
  portOfDischarge: portField.optional(),
  loadedOn: dateField.optional(),
  shipper: visibleText(200, "who sends the goods").optional(),
  consignee: visibleText(200, "who receives them").optional(),
  items: z.array(itemSchema).min(1).max(500),
  declarations: z.array(asciiText(60, "the number of a declaration the document belongs to")).max(100).default([]),
};

/** The body of `PUT /transport-documents/{number}`. */
export const transportBody = z.strictObject(shape);

/** What `putTransportDocument` reads: the body, the number in the address, and the version the writer has seen. */
export const transportInput = z.strictObject({ ...shape, number: codeText(60, "the document's own number"), expectedVersion: versionField });

/** The one spelling of a container or seal number: capitals, without spaces and hyphens. */
export const boxText = (number: string): string => number.toUpperCase().replace(/[\s-]/g, "");

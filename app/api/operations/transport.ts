import { z } from "zod";
import { TRANSPORT_KINDS, transportBody } from "#lib/consignments/transport";
import type { PutTransport } from "#lib/consignments/commands/transport";
import type { Operation } from "../kernel/operation.ts";
import { quantity } from "./field.ts";

const transportAnswer = z.strictObject({
  number: z.string(),
  kind: z.enum(TRANSPORT_KINDS),
  carrier: z.string(),
  vessel: z.string().nullable(),
  voyage: z.string().nullable(),
  container: z.string().nullable(),
  seals: z.array(z.string()),
  portOfLoading: z.string().nullable().describe("UN/LOCODE"),
  portOfDischarge: z.string().nullable().describe("UN/LOCODE"),
  loadedOn: z.string().nullable(),
  shipper: z.string().nullable(),
  consignee: z.string().nullable(),
  items: z.array(z.strictObject({ gtin: z.string().optional(), lot: z.string().optional(), quantity, description: z.string(), grossWeight: quantity.optional() })),
  declarations: z.array(z.string()),
  version: z.int(),
});

/** A transport document as the interface shows it. */
export function transportShown(record: PutTransport["record"]): z.infer<typeof transportAnswer> {
  const { number, kind, carrier, vessel, voyage, container, seals, portOfLoading, portOfDischarge, loadedOn, shipper, consignee, items, declarations, version } = record;
  return { number, kind, carrier, vessel, voyage, container, seals, portOfLoading, portOfDischarge, loadedOn, shipper, consignee, items, declarations, version };
}

const path = "/api/v1/transport-documents/{number}";
const parameters = { number: { en: "the document's own number", zh: "运输单据号", example: "BL-2026-004711" } };

export const putTransportDocument: Operation = {
  id: "putTransportDocument",
  method: "PUT",
  path,
  group: "declarations",
  admission: "transport-document.submit",
  summary: { en: "Send a transport document of the key's organisation, or replace it; the declarations it names are looked at again", zh: "报送或替换密钥所属机构的运输单据；其所列报关单将重新评估" },
  parameters,
  body: {
    schema: transportBody,
    contentType: "application/json",
    example: {
      kind: "bill-of-lading", carrier: "Atlantic Line", vessel: "Gironde", voyage: "612E", container: "MSKU6874333", seals: ["CN-SEAL-001"], portOfLoading: "FRLEH", portOfDischarge: "CNSHA", loadedOn: "2026-01-20",
      shipper: "Château Exemple",
      consignee: "Shanghai Example Import Co., Ltd.",
      items: [
        {
          gtin: "03012345000031",
          lot: "L2023-07",
          quantity: { value: "7000", unit: "XCS" },
          description: "Red wine in cases of six",
          grossWeight: { value: "56000", unit: "KGM" },
        },
      ],
      declarations: ["222420261000000001"],
    },
  },
  versioned: true,
  answers: {
    200: { says: { en: "Replaced, or the same as before", zh: "已替换，或与原内容相同" }, schema: transportAnswer },
    201: { says: { en: "Taken in for the first time", zh: "首次接收" }, schema: transportAnswer },
  },
  refusals: ["number-taken", "unknown-declaration", "changed-meanwhile"],
};

export const getTransportDocument: Operation = {
  id: "getTransportDocument",
  method: "GET",
  path,
  group: "declarations",
  admission: "transport-document.read",
  summary: { en: "One transport document", zh: "单份运输单据" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The document as it stands", zh: "当前有效的运输单据" }, schema: transportAnswer } },
  refusals: ["not-found"],
};

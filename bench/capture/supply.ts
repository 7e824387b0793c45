import { createHash } from "node:crypto";

/** A GTIN's company prefix and item reference as an EPC URN has them. */
const ITEM = "3012345.000010";
const PLACES = 200;
const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { ext: "https://ns.example.com/" }];
const START = Date.parse("2024-01-01T00:00:00Z");

/**
 * A document of events as a winery's supply chain sends them: lots are bottled, their bottles packed into cases, shipped, received and sold.
 * The same number gives the same document, and other numbers share neither ids nor things with it.
 */
export function supplyDocument(number: number, events: number): string {
  const list = Array.from({ length: events }, (_, at) => eventOf(number, at));
  return JSON.stringify({ "@context": CONTEXT, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-03T00:00:00Z", epcisBody: { eventList: list } });
}

/** One event in fifty makes a lot; of the others every tenth packs a case, three tenths ship, and the rest are seen or sold piece by piece. */
function eventOf(document: number, at: number): object {
  const serial = document * 100_000 + at;
  const lot = `L${document}-${Math.floor(at / 50)}`;
  if (at % 50 === 0) return { ...standing(serial, "commissioning"), action: "ADD", disposition: "active", quantityList: [lotOf(lot, 12_000)], ilmd: { "cbvmda:lotNumber": lot, "ext:grape": "merlot" } };
  if (at % 10 === 1) return { ...standing(serial, "packing"), type: "AggregationEvent", action: "ADD", parentID: caseOf(serial), childEPCs: Array.from({ length: 6 }, (_, piece) => pieceOf(serial, piece)) };
  if (at % 10 <= 4)
    return {
      ...standing(serial, "shipping"),
      action: "OBSERVE",
      disposition: "in_transit",
      quantityList: [lotOf(lot, 120)],
      destinationList: [{ type: "location", destination: placeOf(serial + 7) }],
      bizTransactionList: [{ type: "po", bizTransaction: `urn:epcglobal:cbv:bt:3012345000017:PO${serial}` }],
    };
  if (at % 10 <= 7) return { ...standing(serial, "receiving"), action: "OBSERVE", disposition: "in_progress", epcList: [caseOf(serial), caseOf(serial + 1)], bizLocation: { id: placeOf(serial + 7) } };
  return { ...standing(serial, "retail_selling"), action: "OBSERVE", disposition: "retail_sold", epcList: [pieceOf(serial, 0)], "ext:till": `T${serial % 40}` };
}

function standing(serial: number, bizStep: string): Record<string, unknown> {
  const eventTime = new Date(START + serial * 1000).toISOString();
  return { type: "ObjectEvent", eventID: idOf(serial), eventTime, eventTimeZoneOffset: "+01:00", bizStep, readPoint: { id: placeOf(serial) } };
}

function idOf(serial: number): string {
  const hex = createHash("md5").update(String(serial)).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const lotOf = (lot: string, quantity: number): object => ({ epcClass: `urn:epc:class:lgtin:${ITEM}.${lot}`, quantity });
const pieceOf = (serial: number, piece: number): string => `urn:epc:id:sgtin:${ITEM}.${serial * 8 + piece}`;
const caseOf = (serial: number): string => `urn:epc:id:sscc:3012345.0${String(serial).padStart(9, "0")}`;
const placeOf = (serial: number): string => `urn:epc:id:sgln:3012345.${String(serial % PLACES).padStart(5, "0")}.0`;

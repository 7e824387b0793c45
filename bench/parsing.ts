import { SaxesParser } from "saxes";
import type { Format } from "#lib/feeds/event";
import { format as epcisJson } from "#lib/feeds/formats/epcis-json/format";
import { format as epcisXml } from "#lib/feeds/formats/epcis-xml/format";
import { writeXml } from "#lib/feeds/formats/epcis-xml/write";
import { percentile, report } from "./ground.ts";

/** Parsing, validation and hashing together, events a second of one core (processor time of the thread); beside it reading the same bytes alone. */
const EVENTS = 5000;
const ROUNDS = 20;
const ASKED = 20_000;

const now = new Date("2024-03-03T00:00:00Z");
const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { house: "https://ns.example.com/winery/" }];
const json = JSON.stringify({ "@context": CONTEXT, type: "EPCISDocument", schemaVersion: "2.0", creationDate: now.toISOString(), epcisBody: { eventList: Array.from({ length: EVENTS }, (_, at) => eventOf(at)) } });

const contents = epcisJson.read(json, { now }).events.flatMap(({ content }) => (content === null ? [] : [content]));
if (contents.length < EVENTS) throw new Error("an event of the bench is not taken");
const xml = writeXml("2.0", contents.map(({ bodyText, context }) => ({ json: bodyText, context, recordTime: null })), "document", { createdAt: now });

const jsonRate = rateOf(() => read(epcisJson, json));
report(
  `EPCIS JSON of ${Math.round(json.length / EVENTS)} bytes an event, read, checked and hashed`,
  `${shown(jsonRate)} events/s`,
  `${shown(rateOf(() => void JSON.parse(json)))} events/s by JSON.parse alone, ${shown(ASKED)} asked`,
  jsonRate > ASKED,
);
console.log(
  `EPCIS XML of ${Math.round(xml.length / EVENTS)} bytes an event, read, checked and hashed: ${shown(rateOf(() => read(epcisXml, xml)))} events/s; yardstick ${shown(rateOf(() => void new SaxesParser({ xmlns: true }).write(xml).close()))} events/s by the XML reader alone`,
);
console.log(`EPCIS XML written: ${shown(rateOf(() => void writeXml("1.2", contents.map(({ bodyText, context }) => ({ json: bodyText, context, recordTime: now })), "query-document", { createdAt: now })))} events/s`);

function read(format: Format, body: string): void {
  const { events } = format.read(body, { now });
  if (events.some(({ content }) => content === null)) throw new Error("an event of the bench is not taken");
}

/** Events a second of processor time, the median of the later rounds. */
function rateOf(work: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    times.push(user + system);
  }
  return (EVENTS / percentile(times.slice(ROUNDS / 4), 0.5)) * 1_000_000;
}

function shown(rate: number): string {
  return Math.round(rate).toLocaleString("en");
}

/** Events as a winery sends them, in turn: bottles made, packed into a case, sent, and watched by a sensor. */
function eventOf(at: number): object {
  const common = {
    eventID: `urn:uuid:6f2d9c1e-8f04-4b7a-9b52-${String(at).padStart(12, "0")}`,
    eventTime: new Date(Date.UTC(2024, 2, 1) + at * 1000).toISOString(),
    eventTimeZoneOffset: "+01:00",
    readPoint: { id: "urn:epc:id:sgln:3012345.00001.7" },
  };
  const bottle = (one: number) => `urn:epc:id:sgtin:3012345.012345.${at - (at % 4)}-${one}`;
  const unit = `urn:epc:id:sscc:3012345.${String(at - (at % 4)).padStart(10, "0")}`;
  switch (at % 4) {
    case 0:
      return {
        type: "ObjectEvent",
        ...common,
        action: "ADD",
        bizStep: "commissioning",
        disposition: "active",
        epcList: [bottle(1), bottle(2)],
        ilmd: { "cbvmda:lotNumber": "L2023A", "house:productionDate": "2023-10-14" },
      };
    case 1:
      return { type: "AggregationEvent", ...common, action: "ADD", bizStep: "packing", parentID: unit, childEPCs: [1, 2, 3, 4, 5, 6].map(bottle) };
    case 2:
      return {
        type: "ObjectEvent", ...common, action: "OBSERVE", bizStep: "shipping", disposition: "in_transit", epcList: [unit],
        bizTransactionList: [{ type: "desadv", bizTransaction: `urn:epcglobal:cbv:bt:3012345000017:${at}` }],
        sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:3012345.00001" }], destinationList: [{ type: "owning_party", destination: "urn:epc:id:pgln:4012345.00002" }],
      };
    default:
      return {
        type: "ObjectEvent", ...common, action: "OBSERVE", bizStep: "sensor_reporting", epcList: [unit],
        sensorElementList: [
          {
            sensorMetadata: { time: common.eventTime, deviceID: "urn:epc:id:giai:3012345.logger-1" },
            sensorReport: [
              { type: "Temperature", value: 12.5, uom: "CEL" },
              { type: "RelativeHumidity", value: 61.2, uom: "P1" },
            ],
          },
        ],
      };
  }
}

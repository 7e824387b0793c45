import { checkDigit } from "#lib/identification/check-digit";
import { after, chinaTime } from "./clock.ts";
import { lotLink, placeLink } from "./keys.ts";

/** Goods of one lot on their way: what they are packed and carried in, and who measured what. */
export type Cargo = { readonly gtin: string; readonly lot: string; readonly quantity: number; readonly unit?: string; readonly sscc: string; readonly container?: string };

/** A place of the way: a GLN, or a UN/LOCODE. */
type Stop = { readonly gln: string } | { readonly port: string };

/** The SSCC of the nth logistic unit of a company prefix of seven digits. */
export function sscc(prefix: string, unit: number): string {
  const body = `0${prefix}${String(unit).padStart(9, "0")}`;
  return `${body}${checkDigit(body)}`;
}

/** One event of a voyage in the time of China. */
function event(at: Date, fields: object): object {
  return { type: "ObjectEvent", eventTime: chinaTime(at), eventTimeZoneOffset: "+08:00", action: "OBSERVE", ...fields };
}

const place = (stop: Stop): object => ({ id: "gln" in stop ? placeLink(stop.gln) : `urn:un:unece:uncefact:identifier:locode:${stop.port}` });
const unitLink = (cargo: Cargo): string => `https://id.gs1.org/00/${cargo.sscc}`;
const carrierOf = (cargo: Cargo): string => (cargo.container === undefined ? unitLink(cargo) : `urn:epc:id:bic:${cargo.container}`);

/** A lot is made. */
export function made(cargo: Cargo, stop: Stop, at: Date, producedOn?: string): object {
  return event(at, {
    action: "ADD",
    bizStep: "commissioning",
    disposition: "active",
    quantityList: [{ epcClass: lotLink(cargo.gtin, cargo.lot), quantity: cargo.quantity, ...(cargo.unit === undefined ? {} : { uom: cargo.unit }) }],
    readPoint: place(stop),
    ...(producedOn === undefined ? {} : { ilmd: { "cbvmda:lotNumber": cargo.lot, "gs1:productionDate": producedOn } }),
  });
}

/** A lot is packed into its logistic unit, and that into its container where it has one. */
export function packed(cargo: Cargo, stop: Stop, at: Date): object[] {
  const join = (parentID: string, children: object, minutes: number, bizStep: string): object =>
    event(after(at, minutes), { type: "AggregationEvent", action: "ADD", bizStep, parentID, ...children, readPoint: place(stop) });
  const unit = join(unitLink(cargo), { childQuantityList: [{ epcClass: lotLink(cargo.gtin, cargo.lot), quantity: cargo.quantity, ...(cargo.unit === undefined ? {} : { uom: cargo.unit }) }] }, 0, "packing");
  return cargo.container === undefined ? [unit] : [unit, join(carrierOf(cargo), { childEPCs: [unitLink(cargo)] }, 95, "loading")];
}

/** What carries a lot passes a place. */
export function passed(cargo: Cargo, stop: Stop, at: Date, bizStep: "departing" | "arriving" | "unloading" | "receiving" | "transporting", disposition?: string): object {
  return event(at, { bizStep, epcList: [carrierOf(cargo)], readPoint: place(stop), ...(disposition === undefined ? {} : { disposition }) });
}

/** The log of what carries a lot: degrees Celsius and per cent of humidity, one event for every twelve readings, `minutes` apart. */
export function logged(cargo: Cargo, from: Date, minutes: number, readings: readonly { readonly celsius: number; readonly humidity?: number }[]): object[] {
  const events: object[] = [];
  for (let start = 0; start < readings.length; start += 12) {
    const some = readings.slice(start, start + 12).map((reading, index) => ({ ...reading, at: after(from, (start + index) * minutes) }));
    const last = some.at(-1)?.at ?? from;
    events.push(event(last, {
      bizStep: "sensor_reporting", epcList: [carrierOf(cargo)],
      sensorElementList: [{
        sensorMetadata: { deviceID: "urn:epc:id:giai:3012345.logger-7", startTime: chinaTime(some[0]?.at ?? from), endTime: chinaTime(last) },
        sensorReport: some.flatMap(({ at, celsius, humidity }) => [
          { type: "Temperature", value: celsius, uom: "CEL", time: chinaTime(at) },
          ...(humidity === undefined ? [] : [{ type: "RelativeHumidity", value: humidity, uom: "P1", time: chinaTime(at) }]),
        ]),
      }],
    }));
  }
  return events;
}

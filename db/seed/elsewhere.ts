import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { gln, gtin, lotLink, placeLink } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "9420355";
const JAR = gtin(PREFIX, 9);
const SITE = gln(PREFIX);
const WAREHOUSE = gln("4029917");
const LOTS = ["KB-0881", "KB-0902"] as const;

/** The entry number of the declaration that does not fit beside what went to another country. */
export function elsewhereNumber(clock: Clock): string {
  return entryNumber("2225", minutesAgo(clock, 80), 219_944);
}

/** Honey of which the producer's own events show more than half shipped to another country: the rest does not carry what is declared here. */
export function elsewhere(house: House): Act[] {
  const { clock } = house;
  const made = [dateAgo(clock, 140), dateAgo(clock, 95)] as const;
  const earlier = { number: entryNumber("2225", daysAgo(clock, 52), 216_380), at: daysAgo(clock, 52, "10:45") };
  const line = (jars: number, lot: 0 | 1): PaperLine => ({
    gtin: JAR,
    hsCode: "0409000000",
    site: SITE,
    value: String(jars),
    unit: "XJR",
    lots: [LOTS[lot]],
    productionDate: made[lot],
    price: priceOf(17_800),
    origin: "NZ",
  });
  return [
    act(daysAgo(clock, 435, "09:00"), async (now) => {
      await house.site({ id: SITE, name: "Kererū Bush Apiaries", country: "NZ", kind: "packing house", aliases: ["鸠林蜂场"], location: { lat: -38.66, lon: 178.02 } }, now);
      await house.site({ id: WAREHOUSE, name: "Nordelbe Honigkontor, Lager Hamburg", country: "DE", kind: "warehouse", location: { lat: 53.52, lon: 9.95 } }, now);
      await house.product({ gtin: JAR, en: "Kererū Bush mānuka honey UMF 15+, 250 g", zh: "鸠林麦卢卡蜂蜜UMF15+ 250克", hsCode: "0409000000", category: "honey", net: { value: "250", unit: "GRM" } }, now);
    }),
    act(daysAgo(clock, 281, "10:00"), (now) => house.certify({ number: "NZ-007-MEL-0630", site: SITE, body: "IB-NZ-007", scope: { gtins: [JAR] }, quantity: { value: "50000", unit: "XJR" }, ...runningYear(clock) }, now)),
    act(daysAgo(clock, 92, "09:00"), (now) => house.capture([packed(LOTS[0], made[0], 30_000), packed(LOTS[1], made[1], 20_000)], now)),
    act(daysAgo(clock, 76, "09:00"), (now) => house.capture([sent(LOTS[0], 21_000, daysAgo(clock, 77, "05:00")), sent(LOTS[1], 8_000, daysAgo(clock, 77, "05:30"))], now)),
    lodging(house, { ...earlier, office: "2225", importer: TRADERS.peiyu, lines: [line(9_000, 0)] }),
    deciding(house, after(earlier.at, 140), "gu.yan", earlier.number, "release", "documents-in-order"),
    lodging(house, { number: elsewhereNumber(clock), at: minutesAgo(clock, 80), office: "2225", importer: TRADERS.ruilan, lines: [line(18_000, 1)] }),
  ];
}

function packed(lot: string, on: string, quantity: number): object {
  return {
    type: "ObjectEvent", eventTime: `${on}T15:00:00+12:00`, eventTimeZoneOffset: "+12:00", action: "ADD", bizStep: "commissioning", disposition: "active",
    quantityList: [{ epcClass: lotLink(JAR, lot), quantity }], readPoint: { id: placeLink(SITE) }, ilmd: { "cbvmda:lotNumber": lot, "gs1:productionDate": on },
  };
}

function sent(lot: string, quantity: number, at: Date): object {
  return {
    type: "ObjectEvent", eventTime: at.toISOString(), eventTimeZoneOffset: "+12:00", action: "OBSERVE", bizStep: "shipping", disposition: "in_transit",
    quantityList: [{ epcClass: lotLink(JAR, lot), quantity }], readPoint: { id: placeLink(SITE) }, destinationList: [{ type: "location", destination: placeLink(WAREHOUSE) }],
  };
}

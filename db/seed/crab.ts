import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin, lotLink, placeLink } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";
import { lakes, measuredIn } from "./lakes.ts";
import { logged, packed, passed, sscc, type Cargo } from "./voyage.ts";

const PREFIX = "6931408";
const CRAB = gtin(PREFIX, 8);
const BOX = caseGtin(PREFIX, 8);
const LAKE = gln(PREFIX);
const ELSEWHERE = gln("6931655");

/** The entry number of the consignment whose crabs come from another lake. */
export function crabNumber(clock: Clock): string {
  return entryNumber("2303", minutesAgo(clock, 95), 41_207);
}

/**
 * Hairy crabs of Yangcheng Lake, in kilograms, in pieces and in gift boxes, against a season certified by weight. There is weight
 * left; but the events on the last lot begin at a farm on another lake, what its crabs are made of is that lake's, and its cooling failed on the way.
 */
export function crab(house: House): Act[] {
  const { clock } = house;
  const season = { from: dateAgo(clock, 70), to: dateAgo(clock, -50) };
  const at = { first: daysAgo(clock, 20, "08:40"), second: daysAgo(clock, 9, "09:05"), third: minutesAgo(clock, 95) };
  const numbers = { first: entryNumber("2303", at.first, 40_318), second: entryNumber("2303", at.second, 40_902), third: crabNumber(clock) };
  const line = (change: Partial<PaperLine>): PaperLine => ({ gtin: CRAB, hsCode: "0306339900", site: LAKE, value: "0", unit: "KGM", origin: "CN", ...change });
  return [
    act(daysAgo(clock, 420, "10:30"), async (now) => {
      await house.site({ id: LAKE, name: "阳澄湖镇东湖养殖区", country: "CN", kind: "fish farm", identifiers: ["3205/DX0117"], aliases: ["Yangcheng Lake East Farming Area"], location: { lat: 31.43, lon: 120.82 } }, now);
      await house.site({ id: ELSEWHERE, name: "洪泽湖西岸养殖场", country: "CN", kind: "fish farm", aliases: ["Hongze Lake West Shore Farm"], location: { lat: 33.31, lon: 118.63 } }, now);
      await house.product(
        {
          gtin: CRAB,
          en: "Yangcheng Lake hairy crab, male, 200 g",
          zh: "阳澄湖大闸蟹（公，200克）",
          hsCode: "0306339900",
          category: "hairy-crab",
          net: { value: "200", unit: "GRM" },
          inCase: { gtin: BOX, quantity: 8 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 69, "15:30"), (now) => house.limit({ category: "hairy-crab", measure: "temperature", lowest: "2", highest: "10", source: "本关活大闸蟹运输规定" }, now)),
    act(daysAgo(clock, 68, "09:30"), (now) => house.certify({ number: "CN-302-YCH-0117", site: LAKE, body: "IB-CN-302", scope: { category: "hairy-crab" }, quantity: { value: "60", unit: "TNE" }, ...season }, now)),
    ...lakes(house, { category: "hairy-crab", season, yangcheng: LAKE, hongze: ELSEWHERE }),
    act(daysAgo(clock, 21, "16:00"), (now) => house.capture([landed("YC-0314", LAKE, dateAgo(clock, 21), 90_000)], now)),
    lodging(house, { number: numbers.first, at: at.first, office: "2303", importer: TRADERS.huxian, lines: [line({ value: "18000", lots: ["YC-0314"], productionDate: dateAgo(clock, 21), price: priceOf(26_000) })] }),
    deciding(house, after(at.first, 55), "shen.fei", numbers.first, "release", "documents-in-order"),
    act(daysAgo(clock, 10, "11:00"), (now) => house.report("IB-CN-302", origin("CN-302-OR-0402", "YC-0402", dateAgo(clock, 10), "30000", measuredIn("yangcheng", "YC-0402")), now)),
    act(daysAgo(clock, 10, "16:00"), (now) => house.capture([landed("YC-0402", LAKE, dateAgo(clock, 10), 30_000)], now)),
    lodging(house, {
      number: numbers.second,
      at: at.second,
      office: "2303",
      importer: TRADERS.huxian,
      lines: [line({ value: "30000", unit: "H87", lots: ["YC-0402"], productionDate: dateAgo(clock, 10), price: priceOf(5_800) })],
    }),
    deciding(house, after(at.second, 70), "shen.fei", numbers.second, "release", "low-risk"),
    act(daysAgo(clock, 2, "17:00"), (now) => house.capture([landed("YC-0489", ELSEWHERE, dateAgo(clock, 2), 28_800)], now)),
    act(minutesAgo(clock, 200), (now) => house.capture(coldChain(house.clock), now)),
    act(minutesAgo(clock, 160), (now) => house.report("IB-CN-302", origin("CN-302-OR-0489", "YC-0489", dateAgo(clock, 2), "28800", measuredIn("hongze", "YC-0489")), now)),
    lodging(house, {
      number: numbers.third,
      at: at.third,
      office: "2303",
      importer: TRADERS.huxian,
      lines: [line({ gtin: BOX, value: "3600", unit: "XCS", lots: ["YC-0489"], productionDate: dateAgo(clock, 2), price: priceOf(7_200, 8) })],
    }),
  ];
}

/** A report of the origin with what the laboratory measured of the lot. */
function origin(number: string, lot: string, made: string, pieces: string, markers: readonly object[]): object {
  return {
    number,
    kind: "origin",
    site: LAKE,
    gtin: CRAB,
    lots: [lot],
    productionDate: made,
    quantity: { value: pieces, unit: "H87" },
    results: { identification: "Eriocheir sinensis", laboratory: "Muscle of 12 crabs, pooled; IRMS and ICP-MS", markers },
  };
}

function landed(lot: string, place: string, on: string, quantity: number): object {
  return {
    type: "ObjectEvent", eventTime: `${on}T06:20:00+08:00`, eventTimeZoneOffset: "+08:00", action: "ADD", bizStep: "commissioning", disposition: "active",
    quantityList: [{ epcClass: lotLink(CRAB, lot), quantity }], readPoint: { id: placeLink(place) }, ilmd: { "cbvmda:lotNumber": lot, "gs1:productionDate": on },
  };
}

/** The last lot on a cooled lorry overnight, whose cooling failed for some three hours. */
function coldChain(clock: Clock): object[] {
  const cargo: Cargo = { gtin: CRAB, lot: "YC-0489", quantity: 28_800, sscc: sscc(PREFIX, 489) };
  const left = daysAgo(clock, 2, "15:40");
  const degrees = Array.from({ length: 84 }, (_, at) => Math.round((5.6 + Math.sin(at / 4) * 0.8 + (at >= 41 && at <= 53 ? 8.2 * Math.sin(((at - 40) / 14) * Math.PI) : 0)) * 10) / 10);
  return [
    ...packed(cargo, { gln: ELSEWHERE }, daysAgo(clock, 2, "14:30")),
    passed(cargo, { gln: ELSEWHERE }, left, "departing", "in_transit"),
    ...logged(cargo, left, 15, degrees.map((celsius) => ({ celsius }))),
    passed(cargo, { gln: LAKE }, after(left, 22 * 60), "transporting"),
    passed(cargo, { port: "CNZJG" }, after(left, 25 * 60), "arriving"),
  ];
}

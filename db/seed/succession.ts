import { approveCarryOver, submitCarryOver } from "#lib/certificates/commands/carryOver";
import { setPolicy } from "#lib/certificates/commands/policy";
import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "9316740";
const JAR = gtin(PREFIX, 6);
const CASE = caseGtin(PREFIX, 6);
const SITE = gln(PREFIX);
const CATEGORY = "health-food";
const [FIRST, SECOND, EXTRACT] = ["AU-007-HF-2201", "AU-007-HF-2201-R1", "AU-007-HF-2201-X1"];

/** The entry number of the declaration that fits because proven stock was carried over. */
export function carriedNumber(clock: Clock): string {
  return entryNumber("5141", minutesAgo(clock, 105), 52_318);
}

/**
 * A producer whose certificate was replaced by a corrected one, with an extract for one importer, and stock of the year before proven
 * and carried over up to the reserve that the policy of the goods allows. A second carry-over and three certificates wait for a decision.
 */
export function succession(house: House): Act[] {
  const { clock } = house;
  const year = runningYear(clock);
  const scope = { gtins: [JAR] };
  const certificate = { site: SITE, body: "IB-NZ-007", scope, ...year } as const;
  const at = { first: daysAgo(clock, 58, "10:40"), second: daysAgo(clock, 19, "13:30"), third: minutesAgo(clock, 105) };
  const numbers = { first: entryNumber("5141", at.first, 49_120), second: entryNumber("5141", at.second, 51_007), third: carriedNumber(clock) };
  const line = (cases: number, lot: string, made: number): PaperLine => ({
    gtin: CASE,
    hsCode: "2106909090",
    site: SITE,
    value: String(cases),
    unit: "XCS",
    lots: [lot],
    productionDate: dateAgo(clock, made),
    price: priceOf(8_900, 24),
    origin: "AU",
  });
  const stock = (quantity: string, proof: string, now: Date) => submitCarryOver(house.inspector("IB-NZ-007"), { site: SITE, scope, production: year, quantity: { value: quantity, unit: "H87" }, proof }, now);
  return [
    act(daysAgo(clock, 520, "10:00"), async (now) => {
      await setPolicy(house.person("wang"), { category: "*", warningShare: "0.9", reserveShare: "0" }, now);
      await setPolicy(house.person("wang"), { category: CATEGORY, warningShare: "0.9", reserveShare: "0.15" }, now);
    }),
    act(daysAgo(clock, 440, "11:00"), async (now) => {
      await house.site({ id: SITE, name: "Wattlebrook Wellness", country: "AU", kind: "factory", aliases: ["金合欢溪健康食品"], location: { lat: -27.47, lon: 152.98 } }, now);
      await house.product(
        {
          gtin: JAR,
          en: "Wattlebrook fish oil, 365 capsules",
          zh: "金合欢溪鱼油软胶囊 365粒",
          hsCode: "2106909090",
          category: CATEGORY,
          net: { value: "1", unit: "H87" },
          inCase: { gtin: CASE, quantity: 24 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 286, "10:00"), (now) => house.certify({ ...certificate, number: FIRST, quantity: { value: "180000", unit: "H87" } }, now)),
    lodging(house, { number: numbers.first, at: at.first, office: "5141", importer: TRADERS.nanhai, lines: [line(2_600, "WB-5518", 130)] }),
    deciding(house, after(at.first, 90), "liang.cheng", numbers.first, "release", "documents-in-order"),
    act(daysAgo(clock, 44, "15:00"), (now) => house.submit({ ...certificate, number: SECOND, quantity: { value: "150000", unit: "H87" }, supersedes: FIRST }, now)),
    act(daysAgo(clock, 41, "10:30"), (now) => house.decide(SECOND, "approve", dateAgo(clock, 300), "更正原数字：一条胶囊生产线被重复计算。", now)),
    act(daysAgo(clock, 40, "11:00"), (now) => house.submit({ ...certificate, number: EXTRACT, quantity: { value: "60000", unit: "H87" }, extractOf: SECOND }, now)),
    act(daysAgo(clock, 39, "09:40"), (now) => house.decide(EXTRACT, "approve", dateAgo(clock, 300), "为一家进口企业出具的摘录，在原证书范围之内。", now, "qian")),
    lodging(house, { number: numbers.second, at: at.second, office: "5141", importer: TRADERS.nanhai, lines: [line(2_200, "WB-5604", 96)] }),
    deciding(house, after(at.second, 130), "liang.cheng", numbers.second, "release", "documents-in-order"),
    act(daysAgo(clock, 12, "14:00"), async (now) => {
      const { id } = await stock("30000", "Warehouse receipts and stock-take of the last day of the earlier period, countersigned by the auditor (file SOA-2201-7).", now);
      await approveCarryOver(house.person("zhao"), { id }, after(now, 26 * 60));
    }),
    act(daysAgo(clock, 1, "06:30"), async (now) => {
      await stock("9000", "Delivery notes of a second warehouse; stock-take outstanding.", now);
    }),
    lodging(house, { number: numbers.third, at: at.third, office: "5141", importer: TRADERS.nanhai, lines: [line(1_750, "WB-5688", 50)] }),
    act(daysAgo(clock, 3, "15:40"), (now) => house.submit({ ...certificate, number: "AU-007-HF-2201-R2", quantity: { value: "165000", unit: "H87" }, supersedes: SECOND }, now)),
  ];
}

import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "3018890";
const SITE = gln(PREFIX);
const RED = { bottle: gtin(PREFIX, 21), box: caseGtin(PREFIX, 21) };
const WHITE = { bottle: gtin(PREFIX, 22), box: caseGtin(PREFIX, 22) };
const SPARKLING = { bottle: gtin(PREFIX, 23), box: caseGtin(PREFIX, 23) };

/** The entry number of the bottler's last declaration. */
export function bottlerNumber(clock: Clock): string {
  return entryNumber("5304", minutesAgo(clock, 70), 76_940);
}

/**
 * A bottler that buys from many: one certificate for still wine by tariff number, two for all its wine, by two bodies and more than a
 * tenth apart, one for a named item. A line is bound by all of them, and of two that disagree the lower counts.
 */
export function bottler(house: House): Act[] {
  const { clock } = house;
  const year = runningYear(clock);
  const at = { first: daysAgo(clock, 88, "10:15"), second: daysAgo(clock, 27, "14:20"), third: minutesAgo(clock, 70) };
  const numbers = { first: entryNumber("5304", at.first, 71_226), second: entryNumber("5304", at.second, 73_604), third: bottlerNumber(clock) };
  const line = (goods: typeof RED, cases: number, made: Date, cents: number, hsCode = "2204210000"): PaperLine => ({
    gtin: goods.box, hsCode, site: SITE, value: String(cases), unit: "XCS", lots: [`NG${made.toISOString().slice(2, 10).replaceAll("-", "")}`], productionDate: made.toISOString().slice(0, 10), price: priceOf(cents, 6), origin: "FR",
  });
  return [
    act(daysAgo(clock, 460, "16:30"), async (now) => {
      await house.site({ id: SITE, name: "Négoce Garonne Embouteillage", country: "FR", kind: "bottler", identifiers: ["FR EMB 33051C"], aliases: ["加龙河装瓶公司"], location: { lat: 44.84, lon: -0.55 } }, now);
      const goods = { category: "wine", net: { value: "750", unit: "MLT" } };
      await house.product({ ...goods, gtin: RED.bottle, en: "Négoce Garonne, red blend, 750 mL", zh: "加龙河混酿干红葡萄酒 750毫升", hsCode: "2204210000", inCase: { gtin: RED.box, quantity: 6 } }, now);
      await house.product({ ...goods, gtin: WHITE.bottle, en: "Négoce Garonne, white blend, 750 mL", zh: "加龙河混酿干白葡萄酒 750毫升", hsCode: "2204210000", inCase: { gtin: WHITE.box, quantity: 6 } }, now);
      await house.product({ ...goods, gtin: SPARKLING.bottle, en: "Négoce Garonne, sparkling, 750 mL", zh: "加龙河起泡葡萄酒 750毫升", hsCode: "2204100000", inCase: { gtin: SPARKLING.box, quantity: 6 } }, now);
    }),
    act(daysAgo(clock, 285, "10:00"), async (now) => {
      await house.certify({ number: "FR-33-EMB-0051-A", site: SITE, body: "IB-FR-033", scope: { category: "wine" }, quantity: { value: "1200", unit: "HLT" }, ...year }, now);
      await house.certify({ number: "FR-33-EMB-0051-B", site: SITE, body: "IB-FR-033", scope: { hsPrefixes: ["220421"] }, quantity: { value: "1050", unit: "HLT" }, ...year }, now);
      await house.certify({ number: "FR-33-EMB-0051-C", site: SITE, body: "IB-FR-033", scope: { gtins: [SPARKLING.bottle] }, quantity: { value: "24000", unit: "XBO" }, ...year }, now);
    }),
    act(daysAgo(clock, 190, "11:20"), (now) => house.certify({ number: "IT-021-2204-EMB-77", site: SITE, body: "IB-IT-021", scope: { category: "wine" }, quantity: { value: "980", unit: "HLT" }, ...year }, now)),
    lodging(house, { number: numbers.first, at: at.first, office: "5304", importer: TRADERS.jinzun, lines: [line(RED, 6000, daysAgo(clock, 150), 3_900), line(SPARKLING, 1500, daysAgo(clock, 140), 4_400, "2204100000")] }),
    deciding(house, after(at.first, 110), "huang", numbers.first, "release", "documents-in-order"),
    lodging(house, { number: numbers.second, at: at.second, office: "5304", importer: TRADERS.pengwan, lines: [line(WHITE, 5500, daysAgo(clock, 80), 3_600)] }),
    deciding(house, after(at.second, 160), "he.jun", numbers.second, "release", "documents-in-order"),
    lodging(house, { number: numbers.third, at: at.third, office: "5304", importer: TRADERS.jinzun, lines: [line(RED, 5000, daysAgo(clock, 45), 3_900), line(WHITE, 2800, daysAgo(clock, 44), 3_600)] }),
  ];
}

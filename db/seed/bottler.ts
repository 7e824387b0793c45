import { act, type Act } from "./act.ts";
import { after, chinaDate, chinaTime, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin, lotLink, placeLink } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";
import { made } from "./voyage.ts";

const PREFIX = "3018890";
const SITE = gln(PREFIX);
const RED = { bottle: gtin(PREFIX, 21), box: caseGtin(PREFIX, 21) };
const WHITE = { bottle: gtin(PREFIX, 22), box: caseGtin(PREFIX, 22) };
const SPARKLING = { bottle: gtin(PREFIX, 23), box: caseGtin(PREFIX, 23) };

/** Two wineries that sell in bulk, and what they sell. */
const CAVE = gln("3021447");
const DOMAINE = gln("3024490");
const BULK = { cave: gtin("3021447", 5), domaine: gtin("3024490", 5) };

/** The entry number of the bottler's first declaration, whose lot is more than went into it. */
export function overfilledNumber(clock: Clock): string {
  return entryNumber("5304", daysAgo(clock, 88, "10:15"), 71_226);
}

/** The entry number of its second, whose bill of lading names another container than the inspection. */
export function reboxedNumber(clock: Clock): string {
  return entryNumber("5304", daysAgo(clock, 27, "14:20"), 73_604);
}

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
  const numbers = { first: overfilledNumber(clock), second: reboxedNumber(clock), third: bottlerNumber(clock) };
  const lotOf = (bottled: Date): string => `NG${bottled.toISOString().slice(2, 10).replaceAll("-", "")}`;
  const [filledFirst, filledLast] = [daysAgo(clock, 150), daysAgo(clock, 45)];
  const line = (goods: typeof RED, cases: number, bottled: Date, cents: number, hsCode = "2204210000"): PaperLine => ({
    gtin: goods.box, hsCode, site: SITE, value: String(cases), unit: "XCS", lots: [lotOf(bottled)], productionDate: bottled.toISOString().slice(0, 10), price: priceOf(cents, 6), origin: "FR",
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
    act(daysAgo(clock, 284, "10:00"), async (now) => {
      await house.site({ id: CAVE, name: "Cave Coopérative de Saint-Aubin-sur-Lot", country: "FR", kind: "winery", location: { lat: 44.47, lon: 0.85 } }, now);
      await house.site({ id: DOMAINE, name: "Domaine des Trois Chênes", country: "FR", kind: "winery", location: { lat: 43.9, lon: 1.9 } }, now);
      for (const [item, en, zh] of [
        [BULK.cave, "Saint-Aubin red wine in bulk", "圣奥班散装红葡萄酒"],
        [BULK.domaine, "Trois Chênes red wine in bulk", "三橡酒庄散装红葡萄酒"],
      ] as const)
        await house.product({ gtin: item, en, zh, hsCode: "2204292000", category: "wine", net: { value: "1", unit: "LTR" } }, now);
      await house.yields(
        {
          kind: "yield",
          input: "wine-grapes",
          output: "wine",
          inputQuantity: { value: "1.3", unit: "KGM" },
          outputQuantity: { value: "1", unit: "LTR" },
          source: "经IB-FR-033审核的压榨记录",
          from: "2020-01-01",
        },
        now,
      );
      await house.yields(
        {
          kind: "unit-consumption",
          input: "milk-powder",
          output: "infant-formula",
          inputQuantity: { value: "0.62", unit: "KGM" },
          outputQuantity: { value: "1", unit: "KGM" },
          source: "产品配方注册备案的配方",
          from: "2020-01-01",
        },
        now,
      );
    }),
    act(daysAgo(clock, 283, "10:00"), async (now) => {
      await house.certify({ number: "FR-47-CAVE-1180", site: CAVE, body: "IB-FR-033", scope: { category: "wine" }, quantity: { value: "2400", unit: "HLT" }, ...year }, now);
      await house.certify({ number: "FR-81-DOM-0093", site: DOMAINE, body: "IB-FR-033", scope: { category: "wine" }, quantity: { value: "600", unit: "HLT" }, ...year }, now);
    }),
    act(daysAgo(clock, 80, "17:00"), (now) => house.capture([
      made({ gtin: BULK.cave, lot: "SA-C12", quantity: 16_000, unit: "LTR", sscc: "" }, { gln: CAVE }, daysAgo(clock, 170), chinaDate(daysAgo(clock, 170))),
      filled([[BULK.cave, "SA-C12", 16_000]], RED.bottle, lotOf(filledFirst), 36_000, filledFirst),
    ], now)),
    act(daysAgo(clock, 43, "17:00"), (now) => house.capture([
      made({ gtin: BULK.cave, lot: "SA-C31", quantity: 16_000, unit: "LTR", sscc: "" }, { gln: CAVE }, daysAgo(clock, 62), chinaDate(daysAgo(clock, 62))),
      made({ gtin: BULK.domaine, lot: "TC-08", quantity: 7_200, unit: "LTR", sscc: "" }, { gln: DOMAINE }, daysAgo(clock, 60), chinaDate(daysAgo(clock, 60))),
      filled([[BULK.cave, "SA-C31", 16_000], [BULK.domaine, "TC-08", 7_200]], RED.bottle, lotOf(filledLast), 30_000, filledLast),
    ], now)),
    lodging(house, {
      number: numbers.first,
      at: at.first,
      office: "5304",
      importer: TRADERS.jinzun,
      lines: [line(RED, 6000, daysAgo(clock, 150), 3_900), line(SPARKLING, 1500, daysAgo(clock, 140), 4_400, "2204100000")],
    }),
    deciding(house, after(at.first, 110), "huang", numbers.first, "release", "documents-in-order"),
    act(daysAgo(clock, 29, "16:30"), (now) =>
      house.report(
        "IB-FR-033",
        {
          number: "PSI-FR-33-20688",
          kind: "pre-shipment",
          site: SITE,
          gtin: WHITE.box,
          lots: [lotOf(daysAgo(clock, 80))],
          quantity: { value: "5500", unit: "XCS" },
          container: "HLXU8120457",
          seals: ["FR2290688"],
          results: { labels: "conform", lots: "conform" },
        },
        now,
      ),
    ),
    lodging(house, { number: numbers.second, at: at.second, office: "5304", importer: TRADERS.pengwan, lines: [line(WHITE, 5500, daysAgo(clock, 80), 3_600)] }),
    deciding(house, after(at.second, 160), "he.jun", numbers.second, "release", "documents-in-order"),
    act(daysAgo(clock, 24, "10:30"), (now) => house.carriage({
      number: "HLCU-BOD-2207311",
      kind: "bill-of-lading",
      carrier: "Hanseatische Linie",
      vessel: "Alster",
      voyage: "231E",
      container: "HLXU8120475",
      seals: ["FR2290688"],
      portOfLoading: "FRBOD",
      portOfDischarge: "CNYTN",
      shipper: "Négoce Garonne Embouteillage",
      items: [{ gtin: WHITE.box, lot: lotOf(daysAgo(clock, 80)), quantity: { value: "5500", unit: "XCS" }, description: "White wine, cases of six" }], declarations: [numbers.second],
    }, now)),
    lodging(house, { number: numbers.third, at: at.third, office: "5304", importer: TRADERS.jinzun, lines: [line(RED, 5000, daysAgo(clock, 45), 3_900), line(WHITE, 2800, daysAgo(clock, 44), 3_600)] }),
  ];
}

/** Wine in bulk is filled into bottles. */
function filled(from: readonly (readonly [string, string, number])[], bottle: string, lot: string, bottles: number, at: Date): object {
  return {
    type: "TransformationEvent",
    eventTime: chinaTime(at),
    eventTimeZoneOffset: "+08:00",
    bizStep: "commissioning",
    readPoint: { id: placeLink(SITE) },
    ilmd: { "cbvmda:lotNumber": lot, "gs1:productionDate": at.toISOString().slice(0, 10) },
    inputQuantityList: from.map(([item, own, litres]) => ({ epcClass: lotLink(item, own), quantity: litres, uom: "LTR" })), outputQuantityList: [{ epcClass: lotLink(bottle, lot), quantity: bottles }],
  };
}

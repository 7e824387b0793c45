import { act, type Act } from "./act.ts";
import { daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber } from "./paper.ts";
import { dateAgo, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "8415577";
const BOTTLE = gtin(PREFIX, 5);
const CASE = caseGtin(PREFIX, 5);
const SITE = gln(PREFIX);

/** The entry number of the promotional wine. */
export function promotionNumber(clock: Clock): string {
  return entryNumber("2248", minutesAgo(clock, 130), 305_655);
}

/** 300,000 bottles of "promotional wine" at 9.20 CNY a bottle: there is capacity for them, and no wine can be made and brought here for that. */
export function promotion(house: House): Act[] {
  const { clock } = house;
  const vintage = Number(dateAgo(clock, 500).slice(0, 4));
  return [
    act(daysAgo(clock, 480, "15:00"), async (now) => {
      await house.site({ id: SITE, name: "Bodegas Llano Bermejo", country: "ES", kind: "winery", identifiers: ["ES CLM-30118"], location: { lat: 39.2, lon: -2.98 } }, now);
      await house.product(
        {
          gtin: BOTTLE,
          en: "Llano Bermejo Promoción, red wine, 750 mL",
          zh: "红原促销干红葡萄酒 750毫升",
          hsCode: "2204210000",
          category: "wine",
          net: { value: "750", unit: "MLT" },
          inCase: { gtin: CASE, quantity: 12 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 240, "10:00"), (now) =>
      house.certify(
        {
          number: `ES-021-${vintage + 1}-0311`,
          site: SITE,
          body: "IB-IT-021",
          scope: { category: "wine" },
          quantity: { value: "9400", unit: "HLT" },
          from: `${vintage}-01-01`,
          to: `${vintage + 1}-01-01`,
        },
        now,
      ),
    ),
    lodging(house, {
      number: promotionNumber(clock), at: minutesAgo(clock, 130), office: "2248", importer: TRADERS.tianhui, tradeMode: "1210",
      lines: [{ gtin: BOTTLE, hsCode: "2204210000", site: SITE, value: "300000", unit: "XBO", lots: ["PROMO-118", "PROMO-119"], vintage, price: priceOf(920), origin: "ES" }],
    }),
  ];
}

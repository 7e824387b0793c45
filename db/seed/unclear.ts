import { act, type Act } from "./act.ts";
import { daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { gln, gtin, lotLink, placeLink } from "./keys.ts";
import { entryNumber } from "./paper.ts";
import { dateAgo, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const KNOWN = "3019934";
const NEVER = "7804418";
const BOTTLE = gtin(KNOWN, 1);
const RAISIN = gtin(NEVER, 1);

/** Entry numbers: cases of an unknown size, and a producer nobody ever certified. */
export function unclearNumbers(clock: Clock): Readonly<Record<"cases" | "uncertified", string>> {
  return { cases: entryNumber("2248", minutesAgo(clock, 140), 305_648), uncertified: entryNumber("5304", minutesAgo(clock, 115), 76_902) };
}

/** What cannot be told: how many bottles are in a case that nobody described, what a producer without any certificate can make, and what an event with a wrong check digit is about. Beside them what stands to be looked at: an event in quarantine, a table of declarations and one of reports. */
export function unclear(house: House): Act[] {
  const { clock } = house;
  const numbers = unclearNumbers(clock);
  const vintage = Number(dateAgo(clock, 500).slice(0, 4));
  return [
    act(daysAgo(clock, 430, "10:00"), async (now) => {
      await house.site({ id: gln(KNOWN), name: "Clos de la Tuilière", country: "FR", kind: "winery", location: { lat: 47.02, lon: 4.84 } }, now);
      await house.product({ gtin: BOTTLE, en: "Clos de la Tuilière, red wine, 750 mL", zh: "砖窑园干红葡萄酒 750毫升", hsCode: "2204210000", category: "wine", net: { value: "750", unit: "MLT" } }, now);
      await house.site({ id: gln(NEVER), name: "Pasas del Limarí", country: "CL", kind: "packing house", location: { lat: -30.6, lon: -71.2 } }, now);
      await house.product({ gtin: RAISIN, en: "Pasas del Limarí, raisins, 10 kg", zh: "利马里葡萄干 10千克", hsCode: "0806200000", category: "dried-fruit", net: { value: "10", unit: "KGM" } }, now);
    }),
    act(daysAgo(clock, 270, "10:00"), (now) =>
      house.certify(
        {
          number: `FR-33-${vintage + 1}-0266`,
          site: gln(KNOWN),
          body: "IB-FR-033",
          scope: { gtins: [BOTTLE] },
          quantity: { value: "12000", unit: "XBO" },
          from: `${vintage}-01-01`,
          to: `${vintage + 1}-01-01`,
        },
        now,
      ),
    ),
    act(daysAgo(clock, 4, "11:30"), (now) =>
      house.capture(
        [bottled("CT-077", dateAgo(clock, 30), BOTTLE), bottled("CT-078", dateAgo(clock, 29), `${BOTTLE.slice(0, -1)}${(Number(BOTTLE.slice(-1)) + 1) % 10}`)],
        now,
        "proceed",
      ),
    ),
    act(daysAgo(clock, 2, "15:20"), (now) => house.capture([{ ...bottled("CT-079", dateAgo(clock, 3), BOTTLE), action: "MOVE" }], now, "proceed")),
    act(daysAgo(clock, 1, "16:05"), (now) => house.table([
      "海关编号,申报日期,申报地海关,监管方式,进口商代码,进口商名称,项号,商品条码,商品编号,生产单位,成交数量,成交单位,生产批号,成交单价,币制,原产国",
      `${entryNumber("2248", daysAgo(clock, 1, "16:00"), 305_901)},${dateAgo(clock, 1)},2248,0110,${TRADERS.ruilan.id},${TRADERS.ruilan.name},1,${BOTTLE},2204210000,${gln(KNOWN)},600,瓶,CT-077,96,人民币,法国`,
      `${entryNumber("2248", daysAgo(clock, 1, "16:01"), 305_902)},${dateAgo(clock, 1)},2248,0110,${TRADERS.ruilan.id},${TRADERS.ruilan.name},1,${BOTTLE},2204210000,${gln(KNOWN)},60.000,瓶,CT-077,96,人民币,法国`,
    ], "declarations.csv", now)),
    act(daysAgo(clock, 1, "17:40"), (now) => house.reportTable([
      "报告编号,报告类型,生产单位,GTIN,生产批号,生产日期,数量,单位,集装箱号,封志号,检验结果",
      `PSI-${vintage + 2}-0415,装运前检验,${gln(KNOWN)},${BOTTLE},CT-077,${dateAgo(clock, 30)},2700,瓶,TGBU5190342,FR-20415,合格`,
    ], "reports.csv", now)),
    lodging(house, {
      number: numbers.cases,
      at: minutesAgo(clock, 140),
      office: "2248",
      importer: TRADERS.ruilan,
      lines: [{ gtin: BOTTLE, hsCode: "2204210000", site: gln(KNOWN), value: "450", unit: "XCS", lots: ["CT-077"], vintage, price: priceOf(9_600, 6), origin: "FR" }],
    }),
    lodging(house, {
      number: numbers.uncertified,
      at: minutesAgo(clock, 115),
      office: "5304",
      importer: TRADERS.jinzun,
      lines: [
        {
          gtin: RAISIN,
          hsCode: "0806200000",
          site: gln(NEVER),
          value: "18000",
          unit: "KGM",
          lots: ["PL-4410"],
          productionDate: dateAgo(clock, 75),
          price: priceOf(1_750),
          origin: "CL",
        },
      ],
    }),
  ];
}

function bottled(lot: string, on: string, item: string): object {
  return {
    type: "ObjectEvent", eventTime: `${on}T11:15:00+01:00`, eventTimeZoneOffset: "+01:00", action: "ADD", bizStep: "commissioning", disposition: "active",
    quantityList: [{ epcClass: lotLink(item, lot), quantity: 2_700 }], readPoint: { id: placeLink(gln(KNOWN)) }, ilmd: { "cbvmda:lotNumber": lot },
  };
}

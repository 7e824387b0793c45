import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type Paper, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "8005516";
const BOTTLE = gtin(PREFIX, 11);
const CASE = caseGtin(PREFIX, 11);
const SITE = gln(PREFIX);

/** Entry numbers of the declarations that changed after they were lodged. */
export function revisedNumbers(clock: Clock): Readonly<Record<"corrected" | "amendedLate" | "withdrawn" | "withdrawnLate", string>> {
  return {
    corrected: entryNumber("2248", daysAgo(clock, 1), 304_871),
    amendedLate: entryNumber("5304", daysAgo(clock, 17), 73_881),
    withdrawn: entryNumber("2248", daysAgo(clock, 8), 300_412),
    withdrawnLate: entryNumber("5304", daysAgo(clock, 24), 73_590),
  };
}

/**
 * Declarations that changed: one corrected as asked and back on the desk, one amended after its goods were released, one withdrawn in
 * time, which takes back what it took, and one withdrawn after release, which does not.
 */
export function revisions(house: House): Act[] {
  const { clock } = house;
  const numbers = revisedNumbers(clock);
  const line = (cases: number, lot: string): PaperLine => ({
    gtin: CASE,
    hsCode: "1509200000",
    site: SITE,
    value: String(cases),
    unit: "XCS",
    lots: [lot],
    productionDate: dateAgo(clock, 120),
    price: priceOf(4_850, 12),
    origin: "IT",
  });
  const paper = (number: string, office: string, at: Date, cases: number, lot: string): Paper => ({ number, at, office, importer: TRADERS.yunqi, lines: [line(cases, lot)] });
  const corrected = paper(numbers.corrected, "2248", daysAgo(clock, 1, "07:40"), 640, "FO-2291");
  const late = paper(numbers.amendedLate, "5304", daysAgo(clock, 17, "10:10"), 500, "FO-2214");
  const inTime = paper(numbers.withdrawn, "2248", daysAgo(clock, 8, "15:30"), 900, "FO-2260");
  const tooLate = paper(numbers.withdrawnLate, "5304", daysAgo(clock, 24, "09:25"), 750, "FO-2187");
  return [
    act(daysAgo(clock, 450, "10:20"), async (now) => {
      await house.site({ id: SITE, name: "Frantoio Oliveto Ferrante", country: "IT", kind: "mill", aliases: ["费兰特油坊"], location: { lat: 40.35, lon: 18.17 } }, now);
      await house.product(
        {
          gtin: BOTTLE,
          en: "Oliveto Ferrante extra virgin olive oil, 500 mL",
          zh: "费兰特特级初榨橄榄油 500毫升",
          hsCode: "1509200000",
          category: "olive-oil",
          net: { value: "500", unit: "MLT" },
          inCase: { gtin: CASE, quantity: 12 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 282, "11:00"), (now) =>
      house.certify(
        { number: "IT-021-OLIO-0764", site: SITE, body: "IB-IT-021", scope: { category: "olive-oil" }, quantity: { value: "42000", unit: "LTR" }, ...runningYear(clock) },
        now,
      ),
    ),

    lodging(house, tooLate),
    deciding(house, after(tooLate.at, 120), "he.jun", numbers.withdrawnLate, "release", "documents-in-order"),
    lodging(house, { ...tooLate, revision: 2, status: "withdrawn", at: daysAgo(clock, 22, "16:45") }),

    lodging(house, late),
    deciding(house, after(late.at, 95), "huang", numbers.amendedLate, "release", "documents-in-order"),
    lodging(house, { ...late, revision: 2, at: daysAgo(clock, 15, "11:20"), lines: [line(780, "FO-2214")] }),

    lodging(house, inTime),
    lodging(house, { ...inTime, revision: 2, status: "withdrawn", at: daysAgo(clock, 7, "08:50") }),

    lodging(house, corrected),
    deciding(house, after(corrected.at, 25), "chen", numbers.corrected, "request-correction", "quantity-or-unit", { note: "装箱单与报关单不一致。", asked: "第1项：装箱单为600箱，报关单申报640箱，请更正成交数量。" }),
    lodging(house, { ...corrected, revision: 2, at: minutesAgo(clock, 52), lines: [line(600, "FO-2291")] }),
  ];
}

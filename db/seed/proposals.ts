import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "7806628";
const BOTTLE = gtin(PREFIX, 2);
const CASE = caseGtin(PREFIX, 2);
const SITE = gln(PREFIX);

/** Entry numbers of the release and the refusal that wait for a second person. */
export function proposedNumbers(clock: Clock): Readonly<Record<"release" | "refusal", string>> {
  return { release: entryNumber("2248", minutesAgo(clock, 9 * 60), 305_120), refusal: entryNumber("5304", minutesAgo(clock, 7 * 60), 76_511) };
}

/** Two declarations above a producer's capacity: one is proposed for release, one for refusal, and each waits for a second person. */
export function proposals(house: House): Act[] {
  const { clock } = house;
  const numbers = proposedNumbers(clock);
  const vintage = Number(dateAgo(clock, 500).slice(0, 4));
  const line = (cases: number, lot: string): PaperLine => ({ gtin: CASE, hsCode: "2204210000", site: SITE, value: String(cases), unit: "XCS", lots: [lot], vintage, price: priceOf(4_100, 6), origin: "CL" });
  const earlier = { number: entryNumber("2248", daysAgo(clock, 29), 291_406), at: daysAgo(clock, 29, "10:25") };
  return [
    act(daysAgo(clock, 438, "10:00"), async (now) => {
      await house.site({ id: SITE, name: "Viña Peumo Viejo", country: "CL", kind: "winery", aliases: ["老佩乌莫酒庄"], location: { lat: -34.39, lon: -71.17 } }, now);
      await house.product(
        {
          gtin: BOTTLE,
          en: "Peumo Viejo Carmenère, red wine, 750 mL",
          zh: "老佩乌莫佳美娜干红葡萄酒 750毫升",
          hsCode: "2204210000",
          category: "wine",
          net: { value: "750", unit: "MLT" },
          inCase: { gtin: CASE, quantity: 6 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 275, "10:00"), (now) =>
      house.certify(
        {
          number: `CL-012-${vintage + 1}-0145`,
          site: SITE,
          body: "IB-CL-012",
          scope: { gtins: [BOTTLE] },
          quantity: { value: "30000", unit: "XBO" },
          from: `${vintage}-01-01`,
          to: `${vintage + 1}-01-01`,
        },
        now,
      ),
    ),
    lodging(house, { ...earlier, office: "2248", importer: TRADERS.harbour, lines: [line(4_400, "PV-0921")] }),
    deciding(house, after(earlier.at, 100), "chen", earlier.number, "release", "documents-in-order"),
    lodging(house, { number: numbers.release, at: minutesAgo(clock, 9 * 60), office: "2248", importer: TRADERS.harbour, lines: [line(1_000, "PV-0988")] }),
    deciding(house, minutesAgo(clock, 5 * 60), "li", numbers.release, "release", "explained-by-importer", { note: "进口企业出示更正后的证书（33,000瓶），尚未提交；检验机构已电话确认。" }),
    lodging(house, { number: numbers.refusal, at: minutesAgo(clock, 7 * 60), office: "5304", importer: TRADERS.jinzun, lines: [line(1_600, "PV-1002")] }),
    deciding(house, minutesAgo(clock, 4 * 60), "huang", numbers.refusal, "refuse", "capacity-exceeded", { note: "生产企业称不认识该进口企业，该批号不在其登记簿内。" }),
  ];
}

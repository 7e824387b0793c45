import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const TOWER = "8416203";
const RIVERSIDE = ["5602914", "5603177"] as const;
const RED = gtin(TOWER, 4);
const PORT = gtin(RIVERSIDE[0], 2);

/** The entry number of the declaration that waits for an answer to the question which producer is meant. */
export function questionNumber(clock: Clock): string {
  return entryNumber("2248", minutesAgo(clock, 190), 305_604);
}

/** One producer written three ways counts once; one name that two producers have is a question, and the declaration waits for its answer. */
export function names(house: House): Act[] {
  const { clock } = house;
  const vintage = Number(dateAgo(clock, 500).slice(0, 4));
  const line = (site: string, bottles: number, lot: string): PaperLine => ({ gtin: RED, hsCode: "2204210000", site, value: String(bottles), unit: "XBO", lots: [lot], vintage, price: priceOf(5_400), origin: "ES" });
  const written = [
    { number: entryNumber("2248", daysAgo(clock, 63), 283_077), at: daysAgo(clock, 63, "09:50"), office: "2248", login: "chen", importer: TRADERS.harbour, line: line("Bodegas Torre Almenara, S.L.", 9_000, "TA-1104") },
    { number: entryNumber("5304", daysAgo(clock, 38), 73_015), at: daysAgo(clock, 38, "11:15"), office: "5304", login: "he.jun", importer: TRADERS.jinzun, line: line("BODEGAS TORRE-ALMENARA SL", 7_500, "TA-1131") },
    { number: entryNumber("2248", daysAgo(clock, 5), 301_988), at: daysAgo(clock, 5, "14:05"), office: "2248", login: "li", importer: TRADERS.ruilan, line: line("阿尔梅纳拉塔酒庄", 6_600, "TA-1160") },
  ];
  return [
    act(daysAgo(clock, 470, "10:00"), async (now) => {
      await house.site({ id: gln(TOWER), name: "Bodegas Torre Almenara", country: "ES", kind: "winery", aliases: ["阿尔梅纳拉塔酒庄"], location: { lat: 41.65, lon: -4.72 } }, now);
      await house.product({ gtin: RED, en: "Torre Almenara Crianza, red wine, 750 mL", zh: "阿尔梅纳拉塔陈酿干红葡萄酒 750毫升", hsCode: "2204210000", category: "wine", net: { value: "750", unit: "MLT" } }, now);
      await house.site({ id: gln(RIVERSIDE[0]), name: "Quinta da Ribeira Velha", country: "PT", kind: "winery", aliases: ["里贝拉酒庄"], location: { lat: 41.17, lon: -7.55 } }, now);
      await house.site({ id: gln(RIVERSIDE[1]), name: "Quinta da Ribeira Velha, Lda", country: "PT", kind: "winery", location: { lat: 40.52, lon: -7.9 } }, now);
      await house.product({ gtin: PORT, en: "Quinta da Ribeira Velha, tawny, 750 mL", zh: "里贝拉老庄园茶色波特酒 750毫升", hsCode: "2204210000", category: "wine", net: { value: "750", unit: "MLT" } }, now);
    }),
    act(daysAgo(clock, 290, "10:00"), async (now) => {
      const period = { from: `${vintage}-01-01`, to: `${vintage + 1}-01-01` };
      await house.certify({ number: `ES-021-${vintage + 1}-0420`, site: gln(TOWER), body: "IB-IT-021", scope: { gtins: [RED] }, quantity: { value: "60000", unit: "XBO" }, ...period }, now);
      await house.certify({ number: `PT-021-${vintage + 1}-0091`, site: gln(RIVERSIDE[0]), body: "IB-IT-021", scope: { category: "wine" }, quantity: { value: "240", unit: "HLT" }, ...period }, now);
    }),
    ...written.flatMap(({ login, line: declared, ...paper }) => [lodging(house, { ...paper, lines: [declared] }), deciding(house, after(paper.at, 80), login, paper.number, "release", "documents-in-order")]),
    lodging(house, {
      number: questionNumber(clock), at: minutesAgo(clock, 190), office: "2248", importer: TRADERS.harbour,
      lines: [{ gtin: PORT, hsCode: "2204210000", site: "Quinta da Ribeira Velha", value: "4200", unit: "XBO", lots: ["QRV-208"], vintage, price: priceOf(8_800), origin: "PT" }],
    }),
  ];
}

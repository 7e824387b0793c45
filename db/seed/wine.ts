import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { deciding, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";
import { logged, made, packed, passed, sscc, type Cargo } from "./voyage.ts";

const PREFIX = "3012345";
const BOTTLE = gtin(PREFIX, 10);
const CASE = caseGtin(PREFIX, 10);
const SITE = gln(PREFIX);
const VINTAGE = 2023;

/** Entry numbers of the three declarations of the wine. */
export function wineNumbers(clock: Clock): { readonly first: string; readonly second: string; readonly third: string } {
  return {
    first: entryNumber("2225", daysAgo(clock, 34), 218_604),
    second: entryNumber("5304", daysAgo(clock, 12), 74_119),
    third: entryNumber("2248", minutesAgo(clock, 35), 305_771),
  };
}

/**
 * One producer's wine of one vintage at three offices: 10,000 bottles and 8,000 bottles, which fill the 18,000 certified, and in the
 * last hour 7,000 cases of six. Each importer knows of its own declaration alone.
 */
export function wine(house: House): Act[] {
  const { clock } = house;
  const numbers = wineNumbers(clock);
  const certificate = "FR-33-2024-0187";
  const line = (change: Partial<PaperLine>): PaperLine => ({ gtin: BOTTLE, hsCode: "2204210000", site: SITE, value: "0", unit: "XBO", vintage: VINTAGE, origin: "FR", ...change });
  const at = { first: daysAgo(clock, 34, "09:20"), second: daysAgo(clock, 12, "10:05"), third: minutesAgo(clock, 35) };
  const cargo = {
    first: { gtin: BOTTLE, lot: "L23-0417", quantity: 10_000, sscc: sscc(PREFIX, 417), container: "MSKU4471906" },
    second: { gtin: BOTTLE, lot: "L23-0502", quantity: 8_000, sscc: sscc(PREFIX, 502), container: "CMAU2083317" },
    third: { gtin: BOTTLE, lot: "L23-0611", quantity: 42_000, sscc: sscc(PREFIX, 611), container: "TGBU5190342" },
  } as const;
  return [
    act(daysAgo(clock, 500, "16:00"), async (now) => {
      await house.site(
        {
          id: SITE,
          name: "Château Beauregard-Lacoste",
          country: "FR",
          kind: "winery",
          identifiers: ["FR 33.214.007"],
          aliases: ["SCEA Beauregard-Lacoste", "博乐佳拉科斯特酒庄"],
          location: { lat: 44.92, lon: -0.36 },
        },
        now,
      );
      await house.product(
        {
          gtin: BOTTLE,
          en: `Château Beauregard-Lacoste ${VINTAGE}, red wine, 750 mL`,
          zh: `博乐佳拉科斯特酒庄${VINTAGE}年干红葡萄酒 750毫升`,
          hsCode: "2204210000",
          category: "wine",
          net: { value: "750", unit: "MLT" },
          inCase: { gtin: CASE, quantity: 6 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 330, "15:10"), (now) =>
      house.submit({ number: certificate, site: SITE, body: "IB-FR-033", scope: { gtins: [BOTTLE] }, quantity: { value: "18000", unit: "XBO" }, from: `${VINTAGE}-01-01`, to: `${VINTAGE + 1}-01-01` }, now)),
    act(daysAgo(clock, 322, "10:40"), (now) =>
      house.decide(certificate, "approve", `${VINTAGE}-01-01`, "采收申报、酒罐登记簿与灌装记录一致：750毫升18,000瓶。", now)),
    act(daysAgo(clock, 340, "11:00"), async (now) => {
      await house.limit({ category: "wine", measure: "temperature", lowest: "5", highest: "25", source: "本关瓶装葡萄酒储运规定" }, now);
      await house.limit({ category: "wine", measure: "humidity", lowest: "50", highest: "85", source: "本关瓶装葡萄酒储运规定" }, now);
    }),
    act(daysAgo(clock, 84, "12:00"), (now) => house.capture(shipment(cargo.first, [daysAgo(clock, 84, "09:00"), daysAgo(clock, 78, "08:00"), daysAgo(clock, 76, "21:00")]).slice(0, 4), now)),
    act(daysAgo(clock, 38, "17:00"), (now) =>
      house.report(
        "IB-FR-033",
        {
          number: "PSI-FR-33-20418",
          kind: "pre-shipment",
          site: SITE,
          gtin: BOTTLE,
          lots: ["L23-0417"],
          quantity: { value: "10000", unit: "XBO" },
          container: "MSKU4471906",
          seals: ["FR2290417"],
          results: { labels: "conform", lots: "conform", laboratory: "conform" },
        },
        now,
      ),
    ),
    act(daysAgo(clock, 37, "09:00"), async (now) => {
      await house.capture(
        [
          passed(cargo.first, { port: "FRLEH" }, daysAgo(clock, 76, "21:00"), "departing", "in_transit"),
          ...logged(cargo.first, daysAgo(clock, 76, "21:00"), 480, warmth(118, 0)),
          passed(cargo.first, { port: "CNSHA" }, daysAgo(clock, 36, "23:40"), "arriving"),
        ],
        now,
      );
      await house.carriage(lading("CMDU-BDX-418806", cargo.first, numbers.first, "CNSHA", { container: "MSKU4471906", seals: ["FR2290417"], value: "10000", unit: "XBO" }), now);
    }),
    lodging(house, { number: numbers.first, at: at.first, office: "2225", importer: TRADERS.harbour, lines: [line({ value: "10000", lots: ["L23-0417"], price: priceOf(4_620) })] }),
    deciding(house, after(at.first, 95), "tang.rui", numbers.first, "release", "documents-in-order"),
    act(daysAgo(clock, 15, "17:30"), (now) =>
      house.report(
        "IB-FR-033",
        {
          number: "PSI-FR-33-20733",
          kind: "pre-shipment",
          site: SITE,
          gtin: BOTTLE,
          lots: ["L23-0502"],
          quantity: { value: "8000", unit: "XBO" },
          container: "CMAU2083317",
          seals: ["FR2290733"],
          results: { labels: "conform", lots: "conform", laboratory: "conform" },
        },
        now,
      ),
    ),
    act(daysAgo(clock, 14, "11:00"), (now) => house.carriage(lading("CMDU-BDX-420117", cargo.second, numbers.second, "CNSHK", { container: "CMAU2083317", seals: ["FR2290733"], value: "8000", unit: "XBO" }), now)),
    lodging(house, { number: numbers.second, at: at.second, office: "5304", importer: TRADERS.pengwan, lines: [line({ value: "8000", lots: ["L23-0502"], price: priceOf(4_700) })] }),
    deciding(house, after(at.second, 210), "huang", numbers.second, "release", "documents-in-order", { note: "恰好用满证书：核定18,000瓶，已申报18,000瓶。该年份再有申报即超出。" }),
    act(daysAgo(clock, 2, "13:00"), async (now) => {
      const [bottled, left, sailed, landed] = [daysAgo(clock, 58, "16:00"), daysAgo(clock, 52, "15:00"), daysAgo(clock, 49, "20:00"), daysAgo(clock, 3, "22:30")];
      await house.capture([...shipment(cargo.third, [bottled, left, sailed]), passed(cargo.third, { port: "SGSIN" }, daysAgo(clock, 14, "06:00"), "transporting"), ...logged(cargo.third, sailed, 480, warmth(138, 4.1)), passed(cargo.third, { port: "CNYAN" }, landed, "arriving")], now);
      await house.carriage(lading("CMDU-BDX-423390", cargo.third, numbers.third, "CNYAN", { container: "TGBU5190342", seals: ["FR2291511"], value: "7000", unit: "XCS", gtin: CASE }), now);
    }),
    lodging(house, { number: numbers.third, at: at.third, office: "2248", importer: TRADERS.ruilan, lines: [line({ gtin: CASE, value: "7000", unit: "XCS", lots: ["L23-0611"], price: priceOf(3_100, 6) })] }),
  ];
}

/** From the bottling line into the container, and with it on board. */
function shipment(cargo: Cargo, [bottled, left, sailed]: readonly [Date, Date, Date]): object[] {
  return [
    made(cargo, { gln: SITE }, bottled),
    ...packed(cargo, { gln: SITE }, left),
    passed(cargo, { gln: SITE }, after(left, 240), "departing", "in_transit"),
    passed(cargo, { port: "FRLEH" }, sailed, "departing", "in_transit"),
  ];
}

/** Readings of a container every eight hours from Europe through the Red Sea and past Singapore: warm in the tropics, and where the cooling fails once by so many degrees too warm. */
function warmth(readings: number, failing: number): { readonly celsius: number; readonly humidity: number }[] {
  return Array.from({ length: readings }, (_, at) => {
    const way = at / readings;
    const tropics = Math.exp(-(((way - 0.62) / 0.2) ** 2)) * 9.4;
    const spell = at >= 84 && at <= 88 ? failing : 0;
    return { celsius: Math.round((14.2 + tropics + spell + Math.sin(at * 2.1) * 0.9) * 10) / 10, humidity: Math.round(61 + tropics * 1.4 + Math.sin(at / 5) * 3) };
  });
}

function lading(
  number: string,
  cargo: Cargo,
  declaration: string,
  port: string,
  box: { readonly container: string; readonly seals: readonly string[]; readonly value: string; readonly unit: string; readonly gtin?: string },
): object {
  return {
    number,
    kind: "bill-of-lading",
    carrier: "Compagnie Maritime du Ponant",
    vessel: "Ponant Gironde",
    voyage: `4${number.slice(-2)}E`,
    container: box.container,
    seals: box.seals,
    portOfLoading: "FRLEH",
    portOfDischarge: port,
    shipper: "SCEA Beauregard-Lacoste",
    items: [{ gtin: box.gtin ?? cargo.gtin, lot: cargo.lot, quantity: { value: box.value, unit: box.unit }, description: "Red wine in bottles of 750 mL" }], declarations: [declaration],
  };
}

import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin, lotLink, placeLink } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "9419906";
const TIN = gtin(PREFIX, 31);
const CASE = caseGtin(PREFIX, 31);
const SITE = gln(PREFIX);
const [EARLIER, NOW] = ["TP4-26A113", "TP4-26B207"];

/** The entry number of the declaration that goes green. */
export function formulaNumber(clock: Clock): string {
  return entryNumber("2248", minutesAgo(clock, 48), 305_702);
}

/** Infant formula of a producer with capacity to spare: its lot is known from its own events, and the pre-shipment report says what the papers say. */
export function formula(house: House): Act[] {
  const { clock } = house;
  const earlier = { number: entryNumber("2248", daysAgo(clock, 41), 288_310), at: daysAgo(clock, 41, "09:35") };
  const today = { number: formulaNumber(clock), at: minutesAgo(clock, 48) };
  const line = (value: string, lot: string, made: string): PaperLine => ({ gtin: CASE, hsCode: "1901101000", site: SITE, value, unit: "XCS", lots: [lot], productionDate: made, price: priceOf(15_200, 6), origin: "NZ" });
  const made = { earlier: dateAgo(clock, 96), today: dateAgo(clock, 57) };
  return [
    act(daysAgo(clock, 500, "14:00"), async (now) => {
      await house.site({ id: SITE, name: "Taranaki Plains Nutrition, Plant 4", country: "NZ", kind: "dairy", identifiers: ["MPI NZ-4417"], aliases: ["塔拉纳基平原营养品四厂"], location: { lat: -39.42, lon: 174.3 } }, now);
      await house.product(
        {
          gtin: TIN,
          en: "Taranaki Plains infant formula, stage 1, 900 g",
          zh: "塔拉纳基平原婴儿配方奶粉1段 900克",
          hsCode: "1901101000",
          category: "infant-formula",
          net: { value: "900", unit: "GRM" },
          inCase: { gtin: CASE, quantity: 6 },
        },
        now,
      );
    }),
    act(daysAgo(clock, 280, "11:00"), (now) =>
      house.certify({ number: "NZ-007-CAP-4417", site: SITE, body: "IB-NZ-007", scope: { gtins: [TIN] }, quantity: { value: "900000", unit: "XTN" }, ...runningYear(clock) }, now),
    ),
    act(daysAgo(clock, 94, "08:00"), (now) => house.capture([commissioned(EARLIER, made.earlier, 14_400)], now)),
    act(daysAgo(clock, 66, "15:20"), (now) => house.report("IB-NZ-007", report("PSI-NZ-44170931", EARLIER, made.earlier, "2400", "TCLU8804216"), now)),
    lodging(house, { ...earlier, office: "2248", importer: TRADERS.peiyu, lines: [line("2400", EARLIER, made.earlier)] }),
    deciding(house, after(earlier.at, 75), "li", earlier.number, "release", "documents-in-order"),
    act(daysAgo(clock, 55, "08:30"), (now) => house.capture([commissioned(NOW, made.today, 12_000), shipped(NOW, 12_000, daysAgo(clock, 33, "04:00"))], now)),
    act(daysAgo(clock, 34, "10:10"), async (now) => {
      await house.report("IB-NZ-007", report("PSI-NZ-44171206", NOW, made.today, "2000", "MSKU7719035"), now);
      await house.report(
        "IB-NZ-007",
        {
          ...report("LS-NZ-44171206", NOW, made.today, "2000", "MSKU7719035"),
          kind: "loading-supervision",
          results: { count: "2,000 cases", temperature: "conform", seal: "applied in the inspector's presence" },
        },
        after(now, 300),
      );
    }),
    lodging(house, { ...today, office: "2248", importer: TRADERS.peiyu, lines: [line("2000", NOW, made.today)] }),
  ];
}

function commissioned(lot: string, made: string, quantity: number): object {
  return {
    type: "ObjectEvent", eventTime: `${made}T09:40:00+12:00`, eventTimeZoneOffset: "+12:00", action: "ADD", bizStep: "commissioning", disposition: "active",
    quantityList: [{ epcClass: lotLink(TIN, lot), quantity }], readPoint: { id: placeLink(SITE) }, ilmd: { "cbvmda:lotNumber": lot, "gs1:productionDate": made },
  };
}

function shipped(lot: string, quantity: number, at: Date): object {
  return {
    type: "ObjectEvent", eventTime: at.toISOString(), eventTimeZoneOffset: "+12:00", action: "OBSERVE", bizStep: "shipping", disposition: "in_transit",
    quantityList: [{ epcClass: lotLink(TIN, lot), quantity }], readPoint: { id: placeLink(SITE) }, "gs1:destinationCountry": "CN",
  };
}

function report(number: string, lot: string, made: string, cases: string, container: string): object {
  return {
    number,
    kind: "pre-shipment",
    site: SITE,
    gtin: CASE,
    lots: [lot],
    productionDate: made,
    quantity: { value: cases, unit: "XCS" },
    container,
    seals: [`NZ${number.slice(-6)}`],
    results: { labels: "conform", nutrients: "conform", microbiology: "conform", contaminants: "not detected" },
  };
}

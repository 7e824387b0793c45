import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { gln, gtin } from "./keys.ts";
import { entryNumber, type PaperLine } from "./paper.ts";
import { dateAgo, deciding, lodging, priceOf, runningYear } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const PREFIX = "4021188";
const PACK = gtin(PREFIX, 3);
const SITE = gln(PREFIX);

/** Entry numbers: a lot from before the suspension, one from after it cleared before it was known, one from after it that waits. */
export function suspendedNumbers(clock: Clock): Readonly<Record<"before" | "cleared" | "waiting", string>> {
  return {
    before: entryNumber("0202", daysAgo(clock, 46), 118_230),
    cleared: entryNumber("0202", daysAgo(clock, 13), 120_744),
    waiting: entryNumber("2248", minutesAgo(clock, 160), 305_633),
  };
}

/** A dairy whose certificate is suspended from a day on: lots made before it stand, those made after it are not covered, and what was cleared meanwhile is for review. */
export function suspension(house: House): Act[] {
  const { clock } = house;
  const numbers = suspendedNumbers(clock);
  const line = (litres: number, lot: string, made: number): PaperLine => ({
    gtin: PACK,
    hsCode: "0401200000",
    site: SITE,
    value: String(litres),
    unit: "H87",
    lots: [lot],
    productionDate: dateAgo(clock, made),
    price: priceOf(640),
    origin: "DE",
  });
  const before = { number: numbers.before, at: daysAgo(clock, 46, "09:30") };
  const cleared = { number: numbers.cleared, at: daysAgo(clock, 13, "10:20") };
  return [
    act(daysAgo(clock, 455, "09:30"), async (now) => {
      await house.site({ id: SITE, name: "Molkerei Birkenried", country: "DE", kind: "dairy", identifiers: ["DE BY 77012 EG"], aliases: ["桦沼乳品厂"], location: { lat: 48.45, lon: 10.32 } }, now);
      await house.product({ gtin: PACK, en: "Birkenried whole milk, UHT, 1 L", zh: "桦沼全脂灭菌乳 1升", hsCode: "0401200000", category: "milk", net: { value: "1", unit: "LTR" } }, now);
    }),
    act(daysAgo(clock, 284, "11:00"), (now) =>
      house.certify(
        { number: "DE-033-MILCH-0912", site: SITE, body: "IB-FR-033", scope: { category: "milk" }, quantity: { value: "480000", unit: "LTR" }, ...runningYear(clock) },
        now,
      ),
    ),
    lodging(house, { ...before, office: "0202", importer: TRADERS.beixing, lines: [line(48_000, "BR-1907", 92)] }),
    deciding(house, after(before.at, 85), "jiang.bo", before.number, "release", "documents-in-order"),
    lodging(house, { ...cleared, office: "0202", importer: TRADERS.beixing, lines: [line(36_000, "BR-2066", 48)] }),
    deciding(house, after(cleared.at, 60), "jiang.bo", cleared.number, "release", "documents-in-order"),
    act(daysAgo(clock, 6, "16:30"), (now) => house.decide("DE-033-MILCH-0912", "suspend", dateAgo(clock, 60), "后续审核：两条灌装线之一自该日起停用，此后生产的批次在下次审核前不予涵盖。", now)),
    lodging(house, { number: numbers.waiting, at: minutesAgo(clock, 160), office: "2248", importer: TRADERS.beixing, lines: [line(52_000, "BR-2113", 39)] }),
  ];
}

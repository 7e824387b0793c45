import type { Packing } from "#lib/measures/packing";
import { dimensionOf, UNITS } from "#lib/measures/unit";
import { amountsOf } from "./amount.ts";
import type { Amounts, SubjectReport, Wording } from "./subject.ts";

/** How far a report may lie from the lodging to be taken for the same shipment by product and quantity: 120 days, in milliseconds. */
export const REPORT_WINDOW = 120 * 86_400_000;

/** An inspection report as recorded; `gtin` null where it names none in particular. */
export type RecordedReport = {
  readonly number: string;
  readonly kind: SubjectReport["kind"];
  readonly siteId: number;
  readonly body: Wording;
  readonly gtin: string | null;
  readonly lots: readonly string[];
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly productionDate: string | null;
  readonly lotDates: readonly { readonly lot: string; readonly productionDate: string | null }[];
  readonly country: string;
  readonly container: string | null;
  readonly seals: readonly string[];
  readonly recordedAt: Date;
};

/** What a line has to be known by to find its reports: its packing's GTINs from the declared one down. */
export type ReportedLine = {
  readonly siteId: number;
  readonly gtins: readonly string[];
  readonly lots: readonly string[];
  readonly packing: Packing | undefined;
  readonly amounts: Amounts;
};

/** How many pieces a counted unit can be, beside what packing makes of it. */
const PIECES = [...new Set(UNITS.filter((unit) => dimensionOf(unit) === "items").map((unit) => unit.toBase.numerator))];

/** The numbers that a report may give for so many consumer units, in whichever counted unit and pack of theirs it does: at least all that can be meant. */
export function writtenAs(items: bigint, packing: Packing | undefined): string[] {
  const packs = new Set([1n]);
  let cumulative = 1n;
  for (const { perLevel } of packing?.levels.toReversed() ?? []) {
    cumulative *= perLevel;
    packs.add(perLevel).add(cumulative);
  }
  const sizes = new Set([...packs].flatMap((pack) => PIECES.map((pieces) => pack * pieces)));
  return [...sizes].filter((size) => items % size === 0n).map((size) => (items / size).toString());
}

/**
 * The reports that concern a line, newest first: of its site and goods, and naming one of its lots; where none does, a
 * pre-shipment report of the same product and the same quantity within four months, which lets a changed lot be seen.
 */
export function reportsOf(line: ReportedLine, lodgedAt: Date, recorded: readonly RecordedReport[], packingOf: (gtin: string) => Packing | undefined): SubjectReport[] {
  const concerned = recorded
    .filter((report) => report.siteId === line.siteId && (report.gtin === null || line.gtins.includes(report.gtin)))
    .toSorted((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime())
    .map((report) => ({ report, amounts: amountsOf(report.quantity, report.gtin === null ? line.packing : packingOf(report.gtin)) }));
  const byLot = concerned.filter(({ report }) => report.lots.some((lot) => line.lots.includes(lot)));
  if (byLot.length > 0) return byLot.map(({ report, amounts }) => linked(report, amounts, line, "lot"));
  const likely = concerned.find(
    ({ report, amounts }) =>
      line.lots.length > 0 &&
      report.kind === "pre-shipment" &&
      report.gtin !== null &&
      amounts.items !== null &&
      amounts.items === line.amounts.items &&
      Math.abs(report.recordedAt.getTime() - lodgedAt.getTime()) <= REPORT_WINDOW,
  );
  return likely === undefined ? [] : [linked(likely.report, likely.amounts, line, "product-quantity-time")];
}

function linked(report: RecordedReport, amounts: Amounts, line: ReportedLine, linkedBy: SubjectReport["linkedBy"]): SubjectReport {
  const { number, kind, body, lots, quantity, country, container, seals } = report;
  const dates = report.lotDates.filter(({ lot }) => line.lots.includes(lot)).map(({ productionDate }) => productionDate ?? report.productionDate);
  const producedOn = [...new Set(dates.filter((date) => date !== null))].toSorted();
  return { number, kind, body, lots, quantity, amounts, producedOn, country, container, seals, linkedBy };
}

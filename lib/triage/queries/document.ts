import { inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { inspectionReports } from "#db/schema/certificates";
import { gtinsOf, packingFrom } from "#lib/capacity/chargeable";
import { lotText } from "#lib/feeds/lot";
import type { JourneyStep } from "#lib/feeds/queries/journey";
import { productsWithPacking, type ProductRecord } from "#lib/parties/queries";
import { amountsOf, amountWords } from "#lib/risk/amount";
import type { Subject, SubjectLine } from "#lib/risk/subject";
import { journeyAround, type Journey } from "#lib/trace/queries/journey";
import { matchOf, type FeedSeen, type MatchedLine, type ReportedGoods } from "../match.ts";

/** The documents of a consignment side by side, and the way its lots have come. */
export type Documents = { readonly lines: readonly MatchedLine[]; readonly journey: Journey };

/** Declaration, inspection reports, transport documents and events of a consignment's lines. */
export async function documentsOf(tx: Transaction, subject: Subject): Promise<Documents> {
  const products = await productsWithPacking(tx, [...new Set(subject.lines.map((line) => line.gtin))]);
  const keysOf = (line: SubjectLine) => gtinsOf(line.gtin, products).flatMap((gtin) => line.lots.map((lot) => ({ gtin, lot })));
  const journey = await journeyAround(tx, subject.lines.flatMap(keysOf), subject.lines.map((line) => line.category));
  const own = journey.steps.filter((step) => step.via === null);
  const seen = new Map(subject.lines.map((line) => [line.no, seenOf(line, own, products)]));
  const boxes = new Map(subject.lines.map((line) => [line.no, [...new Set(keysOf(line).flatMap((key) => journey.containers.get(lotText(key)) ?? []))]]));
  return { lines: matchOf(subject.lines, await reportedGoods(tx, subject), seen, boxes), journey };
}

async function reportedGoods(tx: Transaction, subject: Subject): Promise<ReportedGoods> {
  const numbers = [...new Set(subject.lines.flatMap((line) => line.reports.map((report) => report.number)))];
  if (numbers.length === 0) return new Map();
  const rows = await tx.select({ number: inspectionReports.number, gtin: inspectionReports.gtin }).from(inspectionReports).where(inArray(inspectionReports.number, numbers));
  return new Map(rows.map(({ number, gtin }) => [number, gtin]));
}

/** What events show of a line's lots: of each lot the most that was made, and the most that was shipped at once. */
function seenOf(line: SubjectLine, journey: readonly JourneyStep[], products: ReadonlyMap<string, ProductRecord>): FeedSeen[] {
  const gtins = gtinsOf(line.gtin, products);
  const most = new Map<string, FeedSeen>();
  for (const step of journey) {
    if (step.declaresError || step.quantity === null || !gtins.includes(step.gtin) || !line.lots.includes(step.lot)) continue;
    const kind = step.bizStep === "shipping" ? "shipped" : step.role === "output" || (step.type === "ObjectEvent" && step.action === "ADD") ? "made" : undefined;
    if (kind === undefined) continue;
    const quantity = { value: step.quantity, unit: step.unit ?? "H87" };
    const seen: FeedSeen = { step: kind, gtin: step.gtin, lot: step.lot, amounts: amountsOf(quantity, packingFrom(step.gtin, products)), shown: amountWords(quantity), country: step.place?.country ?? null };
    const key = `${kind}/${step.gtin}/${step.lot}`;
    const before = most.get(key);
    if (before === undefined || (seen.amounts.items ?? 0n) > (before.amounts.items ?? 0n)) most.set(key, seen);
  }
  return [...most.values()];
}

import { inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { inspectionReports } from "#db/schema/certificates";
import { gtinsOf, packingFrom } from "#lib/capacity/chargeable";
import { lotText } from "#lib/feeds/lot";
import type { JourneyStep } from "#lib/feeds/queries/journey";
import type { Dimension } from "#lib/measures/quantity";
import { productsWithPacking, type ProductRecord } from "#lib/parties/queries";
import { amountsOf, amountWords, listed } from "#lib/risk/amount";
import { sumWords } from "#lib/risk/comparison";
import type { Subject, SubjectLine } from "#lib/risk/subject";
import { journeyAround, type Journey } from "#lib/trace/queries/journey";
import { matchOf, type FeedSeen, type MatchedLine, type ReportedGoods } from "../match.ts";

const DIMENSIONS: readonly Dimension[] = ["items", "volume", "mass"];

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

/** What events show of a line's lots: of each lot all that was made of it, and the most that left one place. */
function seenOf(line: SubjectLine, journey: readonly JourneyStep[], products: ReadonlyMap<string, ProductRecord>): FeedSeen[] {
  const gtins = gtinsOf(line.gtin, products);
  const told = journey.flatMap((step): (FeedSeen & { readonly from: string })[] => {
    if (step.declaresError || step.quantity === null || !gtins.includes(step.gtin) || !line.lots.includes(step.lot)) return [];
    const quantity = { value: step.quantity, unit: step.unit ?? "H87" };
    const seen = { gtin: step.gtin, lot: step.lot, amounts: amountsOf(quantity, packingFrom(step.gtin, products)), shown: amountWords(quantity), country: step.place?.country ?? null };
    if (step.bizStep === "shipping") return [{ ...seen, step: "shipped", from: step.place?.key ?? "" }];
    if (step.role === "output") return [{ ...seen, step: "made", from: "transformation" }];
    return step.type === "ObjectEvent" && step.action === "ADD" ? [{ ...seen, step: "made", from: "object" }] : [];
  });
  return [...Map.groupBy(told, ({ step, gtin, lot }) => `${step}/${gtin}/${lot}`).values()].flatMap((own) => {
    const sums = [...Map.groupBy(own, ({ from }) => from)].map(([from, ones]) => ({ from, sum: summed(ones) }));
    const transformed = sums.find(({ from }) => from === "transformation");
    const best = own[0]?.step === "made" && transformed !== undefined ? transformed : sums.reduce((a, b) => ((a.sum?.amounts.items ?? 0n) >= (b.sum?.amounts.items ?? 0n) ? a : b));
    return best.sum ?? [];
  });
}

/** Several amounts of one lot as one. */
function summed(seen: readonly FeedSeen[]): FeedSeen | undefined {
  const [first] = seen;
  if (first === undefined || seen.length === 1) return first;
  const total = (dimension: Dimension) => seen.reduce<bigint | null>((sum, { amounts }) => (sum === null || amounts[dimension] === null ? null : sum + amounts[dimension]), 0n);
  const amounts = { items: total("items"), volume: total("volume"), mass: total("mass") };
  const dimension = DIMENSIONS.find((one) => amounts[one] !== null);
  return { ...first, amounts, shown: dimension === undefined ? listed(seen.map(({ shown }) => shown)) : sumWords([], dimension, amounts[dimension] ?? 0n) };
}

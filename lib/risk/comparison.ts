import type { Dimension } from "#lib/measures/quantity";
import { inUnit } from "#lib/measures/conversion";
import { quantity } from "#lib/measures/quantity";
import { unitOf } from "#lib/measures/unit";
import { amountWords } from "./amount.ts";
import type { Amounts, SubjectCarried, SubjectLine, SubjectReport, SubjectTransport, Wording } from "./subject.ts";

/** Lines and reports that speak of the same lots, with what each side says in all; base units of one dimension. */
export type QuantityComparison = {
  readonly lines: readonly SubjectLine[];
  readonly reports: readonly SubjectReport[];
  readonly dimension: Dimension;
  readonly declared: bigint;
  readonly reported: bigint;
};

const DIMENSIONS: readonly Dimension[] = ["items", "volume", "mass"];

/**
 * Holds the lines of a declaration against the reports of one kind, lot by lot: lines and reports that share lots are summed
 * together. Of two reports on the very same lots the first given (the newest) counts. What no common dimension measures is left out.
 */
export function comparedByLot(lines: readonly SubjectLine[], kind: SubjectReport["kind"]): QuantityComparison[] {
  const groups: { lines: SubjectLine[]; reports: Map<string, SubjectReport> }[] = [];
  for (const line of lines) {
    const reports = line.reports.filter((report) => report.kind === kind && report.linkedBy === "lot");
    if (reports.length === 0) continue;
    const joined = { lines: [line], reports: new Map<string, SubjectReport>() };
    for (const report of reports) joined.reports.set(lotsKey(report), joined.reports.get(lotsKey(report)) ?? report);
    for (const group of groups.filter((other) => [...other.reports.keys()].some((key) => joined.reports.has(key)))) {
      joined.lines.unshift(...group.lines);
      for (const [key, report] of group.reports) joined.reports.set(key, report);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  return groups.flatMap((group) => compared(group.lines, [...group.reports.values()]));
}

/** Lines and the items of transport documents that may be the same goods, with what each side says in all; base units of one dimension. */
export type CarriedComparison = {
  readonly lines: readonly SubjectLine[];
  readonly documents: readonly SubjectTransport[];
  readonly items: readonly SubjectCarried[];
  readonly dimension: Dimension;
  readonly declared: bigint;
  readonly carried: bigint;
};

/** Holds lines against the transport documents that name their declaration: lines that share an item are summed together. What no common dimension measures is left out. */
export function comparedByCarriage(lines: readonly SubjectLine[]): CarriedComparison[] {
  const groups: { lines: SubjectLine[]; items: Map<string, SubjectCarried> }[] = [];
  for (const line of lines) {
    const items = namingDeclaration(line).flatMap((document) => document.items);
    if (items.length === 0) continue;
    const joined = { lines: [line], items: new Map(items.map((item) => [item.of, item])) };
    for (const group of groups.filter((other) => [...other.items.keys()].some((of) => joined.items.has(of)))) {
      joined.lines.unshift(...group.lines);
      for (const [of, item] of group.items) joined.items.set(of, item);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  return groups.flatMap(({ lines: own, items }) => {
    const carriedItems = [...items.values()];
    const documents = [...new Map(own.flatMap(namingDeclaration).map((document) => [document.number, document])).values()];
    for (const dimension of DIMENSIONS) {
      const [declared, carried] = [sum(own, dimension), sum(carriedItems, dimension)];
      if (declared !== null && carried !== null) return [{ lines: own, documents, items: carriedItems, dimension, declared, carried }];
    }
    return [];
  });
}

/** The transport documents that name the line's declaration; others only share a lot. */
export const namingDeclaration = (line: SubjectLine): readonly SubjectTransport[] => line.transports.filter((document) => document.linkedBy === "declaration");

/** A sum as an officer reads it: one line's or report's own quantity as written, several in pieces, litres or kilograms. */
export function sumWords(sides: readonly { readonly quantity: { readonly value: string; readonly unit: string } }[], dimension: Dimension, base: bigint): Wording {
  const [only] = sides;
  if (sides.length === 1 && only !== undefined) return amountWords(only.quantity);
  const code = dimension === "items" ? "H87" : dimension === "volume" ? "LTR" : "KGM";
  const unit = unitOf(code);
  return amountWords({ value: unit === undefined ? base.toString() : inUnit(quantity(dimension, base), unit), unit: code });
}

function compared(lines: readonly SubjectLine[], reports: readonly SubjectReport[]): QuantityComparison[] {
  for (const dimension of DIMENSIONS) {
    const declared = sum(lines, dimension);
    const reported = sum(reports, dimension);
    if (declared !== null && reported !== null) return [{ lines, reports, dimension, declared, reported }];
  }
  return [];
}

function sum(sides: readonly { readonly amounts: Amounts }[], dimension: Dimension): bigint | null {
  let total = 0n;
  for (const side of sides) {
    const amount = side.amounts[dimension];
    if (amount === null) return null;
    total += amount;
  }
  return total;
}

function lotsKey(report: SubjectReport): string {
  return report.lots.toSorted().join("\u001f");
}

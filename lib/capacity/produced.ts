import { addDays, dateAsWritten, plainDate, yearOf, type PlainDate } from "#lib/measures/period";
import type { Produced } from "./account.ts";

/** Where the production period of a line comes from (docs/capacity.md rule 3). */
export type ProducedBasis = "lot-event" | "inspection-report" | "line-date" | "vintage" | "declaration-date";

/** What is known of a lot: the day it was made and whether an event or an inspection report says so. */
export type KnownLot = { readonly producedOn: string | null; readonly sourceKind: "event" | "inspection-report" };

/**
 * Which production period a line is judged by (docs/capacity.md rule 3): its lots' dates where a feed or report gives them, else its own
 * production date or vintage, else the day it was declared, which the answer then names as an assumption.
 */
export function producedOf(
  line: { readonly lots: readonly string[]; readonly productionDate?: string | null | undefined; readonly vintage?: number | null | undefined },
  lodgedAt: string,
  known: readonly (KnownLot | undefined)[],
): { readonly produced: Produced; readonly basis: ProducedBasis; readonly assumptions: readonly string[] } {
  const dated = known.flatMap((lot) => (lot?.producedOn ? [{ on: lot.producedOn, by: lot.sourceKind }] : []));
  const days = dated.map((lot) => lot.on).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first !== undefined && last !== undefined) {
    const basis = dated.every((lot) => lot.by === "inspection-report") ? "inspection-report" : "lot-event";
    return { produced: { from: first, to: nextDay(last) }, basis, assumptions: dated.length < line.lots.length ? ["some-lots-have-no-known-date"] : [] };
  }
  if (line.productionDate) return { produced: { from: line.productionDate, to: nextDay(line.productionDate) }, basis: "line-date", assumptions: [] };
  if (line.vintage) return { produced: yearOf(line.vintage), basis: "vintage", assumptions: [] };
  const declared = dateAsWritten(lodgedAt) ?? plainDate(lodgedAt.slice(0, 10));
  if (declared === undefined) throw new RangeError(`${lodgedAt} is no instant`);
  return { produced: { from: declared, to: nextDay(declared) }, basis: "declaration-date", assumptions: ["production-date-taken-from-declaration"] };
}

function nextDay(day: string): string {
  return addDays(day as PlainDate, 1);
}

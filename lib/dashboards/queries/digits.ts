import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Wording } from "#lib/risk/subject";
import type { DigitPartyKind } from "../analysisChoice.ts";
import { expectedOf, type DigitMeasure, type DigitTest } from "../digits.ts";
import type { Population } from "../population.ts";
import { inPopulation } from "./population.ts";

/** Who declared numbers. */
export type DigitParty = { readonly kind: DigitPartyKind; readonly id: number; readonly code: string | null; readonly name: Wording };

/** How often each digit comes in a population, for each party. */
export type PartyDigits = { readonly party: DigitParty; readonly counts: readonly number[] };

/** The digit that a test takes of a line's number; null where it has none: a zero, or for a last digit fewer than three digits before the decimal point. */
export function digitOf(test: DigitTest, measure: DigitMeasure): SQL {
  const text = measure === "quantity" ? sql`l.quantity_value` : sql`(case when l.price_per = 1 then l.price_minor::text else (l.price_minor::numeric / l.price_per)::text end)`;
  if (test === "first") return sql`nullif(left(ltrim(${text}, '0.'), 1), '')::int`;
  return sql`case when length(ltrim(split_part(${text}, '.', 1), '0')) >= 3 then right(split_part(${text}, '.', 1), 1)::int end`;
}

/** Counts the digits of a population by party; lines whose producer is not identified stand under none. */
export async function digitCounts(tx: Transaction, population: Population, { test, measure, by }: { readonly test: DigitTest; readonly measure: DigitMeasure; readonly by: DigitPartyKind }): Promise<PartyDigits[]> {
  const id = by === "importer" ? sql`l.importer_id` : sql`l.site_id`;
  const rows = await tx.execute<{ id: bigint; code: string | null; en: string | null; zh: string | null; digit: number; count: string }>(sql`
    with counted as (
      select ${id} as id, ${digitOf(test, measure)} as digit, count(*) as count from declaration_lines as l
      where ${inPopulation(population)} group by 1, 2
    )
    select counted.id, ${by === "importer" ? sql`o.code, o.name_en as en, o.name_zh as zh` : sql`null as code, s.name as en, s.name as zh`}, counted.digit, counted.count::text
    from counted ${by === "importer" ? sql`join organisations as o on o.id = counted.id` : sql`left join sites as s on s.id = counted.id`}
    where counted.digit is not null`);
  const places = new Map(expectedOf(test).map(({ digit }, at) => [digit, at]));
  return [...Map.groupBy(rows, (row) => Number(row.id)).entries()].flatMap(([partyId, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const counts = Array.from({ length: places.size }, () => 0);
    for (const { digit, count } of group) counts[places.get(digit) ?? 0] = Number(count);
    return [{ party: { kind: by, id: partyId, code: first.code, name: { en: first.en ?? "", zh: first.zh ?? "" } }, counts }];
  });
}

import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Wording } from "#lib/risk/subject";
import { expectedOf, type DigitMeasure, type DigitTest } from "../digits.ts";
import type { Population } from "../population.ts";
import { inPopulation } from "./population.ts";

/** Who declared numbers: an importer, or the producer of the goods. */
export const DIGIT_PARTIES = ["importer", "producer"] as const;
export type DigitPartyKind = (typeof DIGIT_PARTIES)[number];

export type DigitParty = { readonly kind: DigitPartyKind; readonly id: number; readonly code: string | null; readonly name: Wording };

/** How often each digit comes in a population, for each party. */
export type PartyDigits = { readonly party: DigitParty; readonly counts: readonly number[] };

/** The digit that a test takes of a line's number; null where it has none: a zero, or for a last digit fewer than three digits before the decimal point. */
function digitOf(test: DigitTest, measure: DigitMeasure): SQL {
  const text = measure === "quantity" ? sql`l.quantity_value` : sql`l.price_minor::text`;
  if (test === "first") return sql`substring(${text} from '[1-9]')::int`;
  return sql`case when ltrim(split_part(${text}, '.', 1), '0') ~ '^[0-9]{3,}$' then right(split_part(${text}, '.', 1), 1)::int end`;
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

/** A line behind a digit. */
export type DigitLine = {
  readonly declarationId: number;
  readonly number: string;
  readonly no: number;
  readonly lodgedAt: Date;
  readonly importer: Wording;
  readonly site: { readonly id: number; readonly name: string } | null;
  readonly goods: Wording;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly price: { readonly minor: bigint; readonly currency: string } | null;
};

/** Which lines: of a population, those whose number has a digit, of one producer where one is given. `after` is the `next` of the page before. */
export type DigitLinesAsked = { readonly test: DigitTest; readonly measure: DigitMeasure; readonly digit: number | null; readonly producer: number | null; readonly limit: number; readonly after?: string | undefined };

/** The lines behind a figure, the newest declaration first. */
export async function digitLines(tx: Transaction, population: Population, { test, measure, digit, producer, limit, after }: DigitLinesAsked): Promise<{ readonly items: DigitLine[]; readonly next: string | null }> {
  const [, declaration, line] = /^(\d{1,15}):(\d{1,9})$/.exec(after ?? "") ?? [];
  const rows = await tx.execute<{ id: bigint; number: string; no: number; lodged_at: string; importer_en: string; importer_zh: string; site_id: bigint; site: string | null; en: string | null; zh: string | null; gtin: string; value: string; unit: string; minor: string | null; currency: string | null }>(sql`
    select l.declaration_id as id, d.number, l.no, d.lodged_at::text, o.name_en as importer_en, o.name_zh as importer_zh, l.site_id, s.name as site, p.name_en as en, p.name_zh as zh, l.gtin,
      l.quantity_value as value, l.quantity_unit as unit, l.price_minor::text as minor, l.price_currency as currency
    from declaration_lines as l join declarations as d on d.id = l.declaration_id join organisations as o on o.id = l.importer_id
    left join sites as s on s.id = l.site_id left join products as p on p.gtin = l.gtin
    where ${inPopulation(population)} and ${digit === null ? sql`${digitOf(test, measure)} is not null` : sql`${digitOf(test, measure)} = ${digit}`}
      and ${producer === null ? sql`true` : sql`l.site_id = ${producer}`}
      and ${declaration === undefined || line === undefined ? sql`true` : sql`(l.declaration_id, l.no) < (${declaration}::bigint, ${line}::int)`}
    order by l.declaration_id desc, l.no desc limit ${limit + 1}`);
  const items = rows.slice(0, limit).map((row): DigitLine => ({
    declarationId: Number(row.id), number: row.number, no: row.no, lodgedAt: new Date(row.lodged_at), importer: { en: row.importer_en, zh: row.importer_zh },
    site: row.site === null ? null : { id: Number(row.site_id), name: row.site }, goods: { en: row.en ?? row.gtin, zh: row.zh ?? row.gtin },
    quantity: { value: row.value, unit: row.unit }, price: row.minor === null || row.currency === null ? null : { minor: BigInt(row.minor), currency: row.currency },
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? `${last.declarationId}:${last.no}` : null };
}

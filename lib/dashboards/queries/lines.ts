import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { UnitPrice } from "#lib/measures/money";
import type { Wording } from "#lib/risk/subject";
import type { DigitMeasure, DigitTest } from "../digits.ts";
import type { Population } from "../population.ts";
import { digitOf } from "./digits.ts";
import { inPopulation } from "./population.ts";

/** A declared line behind a figure. */
export type LineBehind = {
  readonly declarationId: number;
  readonly number: string;
  readonly no: number;
  readonly lodgedAt: Date;
  readonly importer: Wording;
  readonly site: { readonly id: number; readonly name: string } | null;
  readonly goods: Wording;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly price: UnitPrice | null;
};

/** Which lines of a population: those whose number a test takes a digit of, or a certain digit; those of one producer; those of goods by their consumer unit. `after` is the `next` of the page before. */
export type LinesAsked = {
  readonly of: { readonly test: DigitTest; readonly measure: DigitMeasure; readonly digit: number | null } | null;
  readonly producer: number | null;
  readonly goods: string | null;
  readonly limit: number;
  readonly after?: string | undefined;
};

/** The lines behind a figure, the newest declaration first. */
export async function linesBehind(tx: Transaction, population: Population, { of, producer, goods, limit, after }: LinesAsked): Promise<{ readonly items: LineBehind[]; readonly next: string | null }> {
  const [, declaration, line] = /^(\d{1,15}):(\d{1,9})$/.exec(after ?? "") ?? [];
  const digits = of === null ? sql`true` : of.digit === null ? sql`${digitOf(of.test, of.measure)} is not null` : sql`${digitOf(of.test, of.measure)} = ${of.digit}`;
  const rows = await tx.execute<{
    id: bigint;
    number: string;
    no: number;
    lodged_at: string;
    importer_en: string;
    importer_zh: string;
    site_id: bigint;
    site: string | null;
    en: string | null;
    zh: string | null;
    gtin: string;
    value: string;
    unit: string;
    minor: string | null;
    per: number;
    currency: string | null;
  }>(sql`
    select l.declaration_id as id, d.number, l.no, d.lodged_at::text, o.name_en as importer_en, o.name_zh as importer_zh, l.site_id, s.name as site, p.name_en as en, p.name_zh as zh, l.gtin,
      l.quantity_value as value, l.quantity_unit as unit, l.price_minor::text as minor, l.price_per as per, l.price_currency as currency
    from declaration_lines as l join declarations as d on d.id = l.declaration_id join organisations as o on o.id = l.importer_id
    left join sites as s on s.id = l.site_id left join products as p on p.gtin = l.gtin
    where ${inPopulation(population)} and ${digits}
      and ${goods === null ? sql`true` : sql`coalesce(l.base_gtin, l.gtin) = ${goods}`}
      and ${producer === null ? sql`true` : sql`l.site_id = ${producer}`}
      and ${declaration === undefined || line === undefined ? sql`true` : sql`(l.declaration_id, l.no) < (${declaration}::bigint, ${line}::int)`}
    order by l.declaration_id desc, l.no desc limit ${limit + 1}`);
  const items = rows.slice(0, limit).map((row): LineBehind => ({
    declarationId: Number(row.id), number: row.number, no: row.no, lodgedAt: new Date(row.lodged_at), importer: { en: row.importer_en, zh: row.importer_zh },
    site: row.site === null ? null : { id: Number(row.site_id), name: row.site }, goods: { en: row.en ?? row.gtin, zh: row.zh ?? row.gtin },
    quantity: { value: row.value, unit: row.unit }, price: row.minor === null || row.currency === null ? null : { minor: BigInt(row.minor), per: BigInt(row.per), currency: row.currency },
  }));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? `${last.declarationId}:${last.no}` : null };
}

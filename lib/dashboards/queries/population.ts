import { sql, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Wording } from "#lib/risk/subject";
import type { Population } from "../population.ts";

/** The condition that a row of declaration_lines, named `l`, is a standing line of the population. Days are those at the house. */
export function inPopulation({ from, until, category, origin, importer, office }: Population): SQL {
  const parts = [
    sql`l.standing`,
    sql`l.lodged_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`,
    sql`l.lodged_at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai'`,
    category === undefined ? undefined : sql`l.category = ${category}`,
    origin === undefined ? undefined : sql`l.origin_country = ${origin}`,
    importer === undefined ? undefined : sql`l.importer_id = (select id from organisations where code = ${importer})`,
    office === undefined ? undefined : sql`l.office_code = ${office}`,
  ];
  return sql.join(parts.filter((part) => part !== undefined), sql` and `);
}

/** What a population can be narrowed by: the categories of products, the countries of sites, the offices. */
export type PopulationChoices = {
  readonly categories: readonly string[];
  readonly origins: readonly string[];
  readonly offices: readonly { readonly code: string; readonly name: Wording }[];
  readonly importer: Wording | null;
};

/** The choices of the filters, and the name of the importer that is chosen. */
export async function populationChoices(tx: Transaction, { importer }: Population): Promise<PopulationChoices> {
  const [categories, origins, offices, named] = await Promise.all([
    tx.execute<{ value: string }>(sql`select distinct category as value from products order by 1`),
    tx.execute<{ value: string }>(sql`select distinct country as value from sites order by 1`),
    tx.execute<{ code: string; en: string; zh: string }>(sql`select code, name_en as en, name_zh as zh from offices order by code`),
    tx.execute<{ en: string; zh: string }>(sql`select name_en as en, name_zh as zh from organisations where code = ${importer ?? ""}`),
  ]);
  return { categories: categories.map(({ value }) => value), origins: origins.map(({ value }) => value), offices: offices.map(({ code, en, zh }) => ({ code, name: { en, zh } })), importer: named[0] ?? null };
}

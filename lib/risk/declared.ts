/** What a declaration line says that can be counted by: codes and identifiers, empty where nothing was declared. */
export const CATEGORIES = ["office", "process", "importType", "importUse", "payment", "transport", "declarant", "importer", "seller", "courier", "hs", "departure", "origin", "taxType", "originMark"] as const;
export type Category = (typeof CATEGORIES)[number];

/** A declaration line as the learned model reads it, before anybody looked: net mass in kilograms, price in one currency, tax rate in percent; null where it was not declared. */
export type Declared = Readonly<Record<Category, string>> & { readonly mass: number | null; readonly price: number | null; readonly taxRate: number | null };

/** A declaration line whose examination is over: 1 when something was confirmed, 0 when nothing was. */
export type Outcome = { readonly line: Declared; readonly confirmed: 0 | 1 };

/** What lines are held together by: a category, the HS code at two or four digits, an amount as declared, whether departure is origin, how round the mass is. */
export type Field = Category | "hs2" | "hs4" | "mass" | "price" | "taxRate" | "direct" | "roundMass";

/** The lines that say the same of goods, way and tax, to the gram: one shipment after another of the same thing. */
export const TEMPLATE = ["hs", "departure", "origin", "taxType", "mass"] as const satisfies readonly Field[];

/** The fields of a line as one text; lines with the same text belong together. */
export function keyOf(line: Declared, fields: readonly Field[]): string {
  let key = "";
  for (const field of fields) key += `${textOf(line, field)}|`;
  return key;
}

/** 3 for whole hundreds of kilograms, 2 for tens, 1 for whole kilograms, 0 otherwise; null where no mass was declared. */
export function roundness({ mass }: Declared): number | null {
  if (mass === null) return null;
  if (mass !== Math.round(mass)) return 0;
  if (mass % 100 === 0) return 3;
  return mass % 10 === 0 ? 2 : 1;
}

/** What a line says in a field; empty where nothing was declared. */
export function textOf(line: Declared, field: Field): string | number {
  if (field === "hs2") return line.hs.slice(0, 2);
  if (field === "hs4") return line.hs.slice(0, 4);
  if (field === "direct") return line.departure === line.origin ? 1 : 0;
  if (field === "roundMass") return roundness(line) ?? "";
  return line[field] ?? "";
}

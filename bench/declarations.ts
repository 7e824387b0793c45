import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Category, Outcome } from "#lib/risk/declared";

/** The columns of the published customs declarations, by what the model calls them. */
const COLUMNS: Readonly<Record<Category, string>> = {
  office: "Office ID", process: "Process Type", importType: "Import Type", importUse: "Import Use", payment: "Payment Type", transport: "Mode of Transport", declarant: "Declarant ID", importer: "Importer ID",
  seller: "Seller ID", courier: "Courier ID", hs: "HS6 Code", departure: "Country of Departure", origin: "Country of Origin", taxType: "Tax Type", originMark: "Country of Origin Indicator",
};

/** Reads a file of declarations with their outcomes; throws when a column is not there or an outcome is neither 0 nor 1. */
export function readDeclarations(file: string): readonly Outcome[] {
  const rows = parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true });
  return rows.map((row, at): Outcome => {
    const told = (column: string): string => {
      const value = row[column];
      if (value === undefined) throw new Error(`${file} has no column ${column}`);
      return value;
    };
    const amount = (column: string): number | null => (told(column) === "" || Number.isNaN(Number(told(column))) ? null : Number(told(column)));
    const fraud = told("Fraud");
    if (fraud !== "0" && fraud !== "1") throw new Error(`${file}, row ${at + 1}: Fraud is "${fraud}", neither 0 nor 1`);
    const categories = Object.fromEntries(Object.entries(COLUMNS).map(([category, column]) => [category, told(column)])) as Record<Category, string>;
    return { line: { ...categories, mass: amount("Net Mass"), price: amount("Item Price"), taxRate: amount("Tax Rate") }, confirmed: fraud === "1" ? 1 : 0 };
  });
}

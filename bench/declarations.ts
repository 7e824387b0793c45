import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Category, Outcome } from "#lib/risk/declared";

/** The columns of the published customs declarations, by what the model calls them. */
const COLUMNS: Readonly<Record<Category, string>> = {
  office: "Office ID", process: "Process Type", importType: "Import Type", importUse: "Import Use", payment: "Payment Type", transport: "Mode of Transport", declarant: "Declarant ID", importer: "Importer ID",
  seller: "Seller ID", courier: "Courier ID", hs: "HS6 Code", departure: "Country of Departure", origin: "Country of Origin", taxType: "Tax Type", originMark: "Country of Origin Indicator",
};

/** What is wrong with a file that was given, in words for whoever gave it. */
export class FileProblem extends Error {}

/** Reads a file of declarations with their outcomes. Throws FileProblem where it cannot be read, has no rows, lacks a column, or an outcome is neither 0 nor 1. */
export function readDeclarations(file: string): readonly Outcome[] {
  const rows = recordsOf(file);
  if (rows.length === 0) throw new FileProblem(`${file} has no rows`);
  const missing = [...Object.values(COLUMNS), "Net Mass", "Item Price", "Tax Rate", "Fraud"].filter((column) => rows[0]?.[column] === undefined);
  if (missing.length > 0) throw new FileProblem(`${file} has no column ${missing.join(", ")}`);
  return rows.map((row, at): Outcome => {
    const told = (column: string): string => row[column] ?? "";
    const amount = (column: string): number | null => (told(column) === "" || Number.isNaN(Number(told(column))) ? null : Number(told(column)));
    const fraud = told("Fraud") === "" ? Number.NaN : Number(told("Fraud"));
    if (fraud !== 0 && fraud !== 1) throw new FileProblem(`${file}, row ${at + 1}: Fraud is "${told("Fraud")}", neither 0 nor 1`);
    const categories = Object.fromEntries(Object.entries(COLUMNS).map(([category, column]) => [category, told(column)])) as Record<Category, string>;
    return { line: { ...categories, mass: amount("Net Mass"), price: amount("Item Price"), taxRate: amount("Tax Rate") }, confirmed: fraud };
  });
}

function recordsOf(file: string): readonly Record<string, string>[] {
  try {
    return parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new FileProblem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

import { canonicalJson } from "#lib/risk/canonical";
import type { Declared, DeclaredLine } from "#lib/consignments/declaration";

/** What of a declaration a revision can change, as a screen names it. */
export const CHANGED_FIELDS = ["office", "tradeMode", "procedure", "status", "importer", "gtin", "hsCode", "site", "quantity", "lots", "productionDate", "vintage", "price", "originCountry", "line"] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** One difference between two revisions: of the whole (`line` null) or of a line; null where the side has no such value. */
export type Change = { readonly field: ChangedField; readonly line: number | null; readonly before: string | null; readonly after: string | null };

const WHOLE = ["office", "tradeMode", "procedure", "status", "importer"] as const;
const OF_LINE = ["gtin", "hsCode", "site", "quantity", "lots", "productionDate", "vintage", "price", "originCountry"] as const;

/** What one revision changed of the one before it, the whole first, then line by line; a line that came or went is one difference. */
export function changesBetween(before: Declared, after: Declared): Change[] {
  const whole = WHOLE.flatMap((field): Change[] => differing(field, null, before[field], after[field]));
  const numbers = [...new Set([...before.lines, ...after.lines].map((line) => line.no))].toSorted((a, b) => a - b);
  return [...whole, ...numbers.flatMap((no) => lineChanges(no, before.lines.find((line) => line.no === no), after.lines.find((line) => line.no === no)))];
}

function lineChanges(no: number, before: DeclaredLine | undefined, after: DeclaredLine | undefined): Change[] {
  if (before === undefined || after === undefined) return [{ field: "line", line: no, before: before === undefined ? null : lineText(before), after: after === undefined ? null : lineText(after) }];
  return OF_LINE.flatMap((field) => differing(field, no, before[field], after[field]));
}

function differing(field: ChangedField, line: number | null, before: unknown, after: unknown): Change[] {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null) ? [] : [{ field, line, before: textOf(before), after: textOf(after) }];
}

function lineText(line: DeclaredLine): string {
  return `${line.gtin}, ${textOf(line.quantity) ?? ""}`;
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  if (typeof value === "object") return partsOf(value).join(" ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A quantity, price or importer as it is written: the value before its unit, whatever the order in which the parts are kept. */
function partsOf(value: object): unknown[] {
  const order = ["value", "unit", "amount", "currency", "id", "name"];
  return Object.entries(value).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, part]) => part);
}

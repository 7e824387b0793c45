import { isSameJson } from "#lib/risk/canonical";
import type { AssessedRow } from "./desk-row.ts";

/** The desk's row as it stood, with the version its changes are counted by. */
export type RowBefore = Omit<AssessedRow, "assessed"> & { readonly assessed: boolean; readonly version: number; readonly changedAt: Date };

/** Whether somebody who decides on what they saw before would decide on something else. */
export function looksDifferent(row: AssessedRow, before: RowBefore | undefined): boolean {
  if (before === undefined) return true;
  return row.revision !== before.revision || row.status !== before.status || row.lane !== before.lane || row.score !== before.score || row.verdict !== before.verdict || row.officeCode !== before.officeCode;
}

const PLAIN = ["number", "revision", "status", "open", "lane", "score", "laneBy", "assessed", "verdict", "tradeMode", "officeCode", "importerId", "importerName", "lodgerOrganisationId", "siteId", "siteName", "originCountry", "category", "goodsEn", "goodsZh", "quantity", "lineCount"] as const satisfies readonly (keyof AssessedRow)[];

/** Whether an assessment left the desk's row as it stood, to the last column: then nothing is written. */
export function isSameRow(row: AssessedRow, before: RowBefore | undefined): boolean {
  if (before === undefined || PLAIN.some((column) => row[column] !== before[column])) return false;
  if (row.lodgedAt.getTime() !== before.lodgedAt.getTime() || row.dueAt.getTime() !== before.dueAt.getTime()) return false;
  return stored(row.used) === stored(before.used) && isSameJson(row.topFinding, before.topFinding);
}

/** A share as the desk stores it, in single precision. */
function stored(used: number | null): number | null {
  return used === null ? null : Math.fround(used);
}

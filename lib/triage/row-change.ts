import { isSameJson } from "#lib/risk/canonical";
import type { AssessedRow } from "./desk-row.ts";

/** The desk's row as it stood, with the version its changes are counted by. */
export type RowBefore = Omit<AssessedRow, "assessed"> & { readonly assessed: boolean; readonly version: number; readonly changedAt: Date };

/** Whether somebody who decides on what they saw before would decide on something else. */
export function looksDifferent(row: AssessedRow, before: RowBefore | undefined): boolean {
  if (before === undefined) return true;
  return row.revision !== before.revision || row.status !== before.status || row.lane !== before.lane || row.score !== before.score || row.verdict !== before.verdict || row.officeCode !== before.officeCode;
}

const DECLARED = [
  "number",
  "revision",
  "status",
  "open",
  "tradeMode",
  "officeCode",
  "importerId",
  "importerName",
  "lodgerOrganisationId",
  "siteId",
  "siteName",
  "originCountry",
  "category",
  "goodsEn",
  "goodsZh",
  "quantity",
  "lineCount",
] as const satisfies readonly (keyof AssessedRow)[];
const JUDGED = ["lane", "score", "laneBy", "assessed", "verdict"] as const satisfies readonly (keyof AssessedRow)[];

/** Whether what a row says of the declaration itself and of its state is as it was, so that at most what was judged of it differs. */
export function isDeclaredAlike(row: AssessedRow, before: RowBefore): boolean {
  return DECLARED.every((column) => row[column] === before[column]) && row.lodgedAt.getTime() === before.lodgedAt.getTime();
}

/** Whether an assessment left the desk's row as it stood, to the last column: then nothing is written. */
export function isSameRow(row: AssessedRow, before: RowBefore | undefined): boolean {
  if (before === undefined || JUDGED.some((column) => row[column] !== before[column]) || row.dueAt.getTime() !== before.dueAt.getTime()) return false;
  return stored(row.used) === stored(before.used) && isDeclaredAlike(row, before) && isSameJson(row.topFinding, before.topFinding);
}

/** A share as the desk stores it, in single precision. */
function stored(used: number | null): number | null {
  return used === null ? null : Math.fround(used);
}

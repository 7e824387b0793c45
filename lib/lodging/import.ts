import type { Permission } from "#lib/access/permission";
import { worse } from "#lib/capacity/verdict";
import type { Verdict } from "#lib/capacity/verdict";
import type { EventProblem } from "#lib/feeds/event";
import type { RecordKind } from "#lib/feeds/record";

/** Where an import stands: looked at, waiting for its turn, under way, over, or not readable. */
export const IMPORT_STATES = ["draft", "waiting", "running", "done", "failed"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What became of a record: not yet looked at, taken in, known already with the same content, or refused. */
export const ROW_STATES = ["waiting", "taken", "repeated", "refused"] as const;
export type RowState = (typeof ROW_STATES)[number];

/** The answer to a line of a declaration as a list shows it; decimals in `unit`. */
export type RowAnswer = { readonly no: number; readonly verdict: Verdict; readonly limit: string | null; readonly declaredAfter: string | null; readonly excess: string | null; readonly unit: string | null };

/** An import as it is listed. */
export type ImportView = {
  readonly id: number;
  readonly format: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: ImportState;
  readonly mappingName: string | null;
  readonly mappingVersion: number | null;
  readonly documentProblems: readonly EventProblem[];
  readonly records: number | null;
  readonly taken: number;
  readonly repeated: number;
  readonly refused: number;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

/** A record of an import with what became of it. */
export type ImportRow = {
  readonly no: number;
  readonly pointer: string;
  readonly kind: RecordKind;
  readonly number: string | null;
  readonly state: RowState;
  readonly revision: number | null;
  readonly answers: readonly RowAnswer[];
  readonly problems: readonly EventProblem[];
};

const OPEN: readonly ImportState[] = ["waiting", "running"];

/** Whether an import is still under way: screens look again. */
export function isUnderWay(state: ImportState): boolean {
  return OPEN.includes(state);
}

/** How many of an import's records have their answer. */
export function settledOf({ taken, repeated, refused }: Pick<ImportView, "taken" | "repeated" | "refused">): number {
  return taken + repeated + refused;
}

/** The gravest verdict among a declaration's answers; undefined where it has none. */
export function gravestOf(answers: readonly RowAnswer[]): Verdict | undefined {
  return answers.map(({ verdict }) => verdict).reduce<Verdict | undefined>((gravest, verdict) => (gravest === undefined ? verdict : worse(gravest, verdict)), undefined);
}

/** The permission that records of a format are taken in under. */
export function permissionFor(format: string): Permission {
  return format === "report-csv" ? "inspection-report.submit" : "declaration.lodge";
}

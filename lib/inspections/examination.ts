/** Where an examination (查验) stands. */
export const EXAMINATION_STATUSES = ["ordered", "reported", "cancelled"] as const;
export type ExaminationStatus = (typeof EXAMINATION_STATUSES)[number];

/** What an examination can find: as declared, or not. */
export const EXAMINATION_RESULTS = ["conform", "discrepancy"] as const;
export type ExaminationResult = (typeof EXAMINATION_RESULTS)[number];

/** What each status allows. */
const ACTIONS_BY_EXAMINATION_STATUS = {
  ordered: ["report"],
  reported: [],
  cancelled: [],
} as const satisfies Record<ExaminationStatus, readonly "report"[]>;

/** Whether an examination can be reported: buttons and commands ask this. */
export function allowsReport(status: ExaminationStatus): boolean {
  return (ACTIONS_BY_EXAMINATION_STATUS[status] as readonly "report"[]).includes("report");
}

/** Whether a result needs words: a discrepancy says what was found. */
export function needsNote(result: ExaminationResult): boolean {
  return result === "discrepancy";
}

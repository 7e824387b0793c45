/** Where a case stands. Closing takes two people: one proposes the outcome, another confirms it. */
export const CASE_STATUSES = ["open", "investigating", "closing-proposed", "closed"] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** How a case can end. */
export const CASE_OUTCOMES = ["violation-confirmed", "no-violation", "insufficient-evidence", "transferred"] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** What can be done with a case. */
export const CASE_ACTIONS = ["add-fact", "add-exhibit", "add-note", "add-task", "assign", "link", "propose-closing", "confirm-closing", "decline-closing", "reopen", "make-dossier"] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What each status allows: buttons, commands and tests read this table. */
export const ACTIONS_BY_CASE_STATUS = {
  open: ["add-fact", "add-exhibit", "add-note", "add-task", "assign", "link", "propose-closing", "make-dossier"],
  investigating: ["add-fact", "add-exhibit", "add-note", "add-task", "assign", "link", "propose-closing", "make-dossier"],
  "closing-proposed": ["add-note", "confirm-closing", "decline-closing", "make-dossier"],
  closed: ["reopen", "make-dossier"],
} as const satisfies Record<CaseStatus, readonly CaseAction[]>;

/** What tells how a declaration turned out: an examination, a case, an officer's word on a finding. */
export const OUTCOME_SOURCES = ["examination", "case", "review"] as const;
export type OutcomeSource = (typeof OUTCOME_SOURCES)[number];

/** Whether something was confirmed. */
export const OUTCOME_RESULTS = ["confirmed", "not-confirmed"] as const;
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

/** Why a finding was a false alarm, by code; the screen words them. */
export const FALSE_ALARM_REASONS = ["data-error-mended", "explained-by-papers", "rule-too-strict", "known-exception", "duplicate-of-another", "nothing-found"] as const;
export type FalseAlarmReason = (typeof FALSE_ALARM_REASONS)[number];

/**
 * One word on how a declaration turned out; `rule` is null where it is about the whole of it. `reference` is the examination or the case it comes from: what
 * the same one says later stands in place of what it said before.
 */
export type Outcome = { readonly source: OutcomeSource; readonly result: OutcomeResult; readonly rule: string | null; readonly reference: string | null; readonly at: Date };

/**
 * The label of a declaration by all that was said of it: confirmed once anything is confirmed, not confirmed where an examination or a case ended
 * without result, null while nothing is known. A single finding's false alarm says nothing of the rest. `declaration_labels` in the database says the same.
 */
export function labelOf(outcomes: readonly Outcome[]): OutcomeResult | null {
  const standing = outcomes.filter((one) => one.reference === null || !outcomes.some((other) => other.reference === one.reference && other.rule === one.rule && other.at > one.at));
  if (standing.some(({ result }) => result === "confirmed")) return "confirmed";
  return standing.some(({ source, rule }) => source !== "review" && rule === null) ? "not-confirmed" : null;
}

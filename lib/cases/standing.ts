import { Refusal } from "#lib/access/refusal";
import { ACTIONS_BY_CASE_STATUS, type CaseAction, type CaseStatus } from "./case.ts";

/** Whether a case's status allows an action. */
export function caseAllows(status: CaseStatus, action: CaseAction): boolean {
  return (ACTIONS_BY_CASE_STATUS[status] as readonly CaseAction[]).includes(action);
}

/** Throws Refusal `case-not-allowed-now` where a case's status does not allow the action. */
export function demandCaseAction(number: string, status: CaseStatus, action: CaseAction): void {
  if (!caseAllows(status, action)) throw new Refusal("conflict", "case-not-allowed-now", { number, action, status });
}

import type { Verdict } from "#lib/capacity/verdict";
import { REASONS, type TriageDecision } from "#lib/triage/decision";

const BY_VERDICT: Partial<Record<TriageDecision, Partial<Record<Verdict, string>>>> = {
  hold: { exceeds: "capacity-exceeded", suspended: "certificate-suspended", unknown: "no-certificate", "cannot-compare": "awaiting-information", near: "awaiting-information", within: "documents-disagree" },
  "order-examination": { exceeds: "capacity-exceeded", within: "documents-disagree" },
  refuse: { exceeds: "capacity-exceeded", suspended: "certificate-revoked" },
  "request-correction": { "cannot-compare": "quantity-or-unit" },
};

/** The reason that a dialog begins with: what the verdict gives for a decision, else the first of its reasons. The person chooses. */
export function suggestedReason(decision: TriageDecision, verdict: Verdict): string {
  return BY_VERDICT[decision]?.[verdict] ?? REASONS[decision][0];
}

import type { Verdict } from "../capacity/verdict.ts";
import { DECISIONS_BY_STATUS, needsSecond, type ConsignmentStatus, type TriageDecision } from "./decision.ts";
import type { Lane } from "./lane.ts";

/** What is known of a consignment when a key decides on it. */
export type QuickSubject = { readonly status: ConsignmentStatus; readonly lane: Lane; readonly verdict: Verdict; readonly assessed: boolean };

const HOLD = {
  exceeds: "capacity-exceeded",
  suspended: "certificate-suspended",
  unknown: "no-certificate",
  "cannot-compare": "awaiting-information",
  near: "awaiting-information",
  within: "awaiting-information",
} as const satisfies Record<Verdict, string>;

/** Whether the status allows a decision now. */
export function allows(status: ConsignmentStatus, decision: TriageDecision): boolean {
  return (DECISIONS_BY_STATUS[status] as readonly TriageDecision[]).includes(decision);
}

/**
 * The reason that a single key gives for a decision, where the facts leave no doubt which it is: low risk for a green release, what the verdict
 * says for a hold, exceeded capacity or a random check for an examination. Undefined where a person has to say why: whatever needs a second
 * person, a release off the green lane, a correction, a refusal.
 */
export function quickReason(decision: TriageDecision, subject: QuickSubject): string | undefined {
  if (needsSecond(decision, subject.lane)) return undefined;
  switch (decision) {
    case "release":
      return subject.lane === "green" && subject.status === "to-triage" ? "low-risk" : undefined;
    case "hold":
      return HOLD[subject.verdict];
    case "order-examination":
      return subject.verdict === "exceeds" ? "capacity-exceeded" : subject.lane === "green" ? "random-check" : undefined;
    case "resume":
    case "request-correction":
    case "refuse":
      return undefined;
  }
}

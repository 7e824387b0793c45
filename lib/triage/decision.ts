import type { Lane } from "./lane.ts";

/** Where a consignment stands in the office's work. */
export const CONSIGNMENT_STATUSES = ["to-triage", "held", "correction-requested", "examination-ordered", "release-proposed", "refusal-proposed", "released", "refused", "withdrawn"] as const;
export type ConsignmentStatus = (typeof CONSIGNMENT_STATUSES)[number];

/** What can be decided about a consignment. */
export const TRIAGE_DECISIONS = ["release", "hold", "request-correction", "order-examination", "refuse", "resume"] as const;
export type TriageDecision = (typeof TRIAGE_DECISIONS)[number];

/** What each status allows: buttons, interface and permission tests read this table. */
export const DECISIONS_BY_STATUS = {
  "to-triage": ["release", "hold", "request-correction", "order-examination", "refuse"],
  held: ["release", "request-correction", "order-examination", "refuse", "resume"],
  "correction-requested": ["hold", "order-examination", "refuse", "resume"],
  "examination-ordered": ["release", "hold", "refuse"],
  "release-proposed": [],
  "refusal-proposed": [],
  released: [],
  refused: [],
  withdrawn: [],
} as const satisfies Record<ConsignmentStatus, readonly TriageDecision[]>;

/** Statuses in which somebody still has something to do. */
export const OPEN_STATUSES: readonly ConsignmentStatus[] = ["to-triage", "held", "correction-requested", "examination-ordered", "release-proposed", "refusal-proposed"];

/** Reasons by code for each decision; the screen words them (`reasons.<code>`). */
export const REASONS = {
  release: ["documents-in-order", "examined-conform", "explained-by-importer", "low-risk"],
  hold: ["capacity-exceeded", "certificate-suspended", "no-certificate", "documents-disagree", "awaiting-information"],
  "request-correction": ["quantity-or-unit", "producer-unclear", "lot-or-date-missing", "documents-disagree"],
  "order-examination": ["capacity-exceeded", "documents-disagree", "random-check", "price-implausible"],
  refuse: ["capacity-exceeded", "certificate-revoked", "counterfeit-suspected", "not-conform"],
  resume: ["information-received", "held-in-error"],
} as const satisfies Record<TriageDecision, readonly string[]>;

/** Two people where it weighs: a refusal always, a release against the red lane. */
export function needsSecond(decision: TriageDecision, lane: Lane): boolean {
  return decision === "refuse" || (decision === "release" && lane === "red");
}

/** Where a decision leads at once; one that needs a second person only proposes. */
export function statusAfter(decision: TriageDecision, lane: Lane): ConsignmentStatus {
  const proposed = needsSecond(decision, lane);
  switch (decision) {
    case "release":
      return proposed ? "release-proposed" : "released";
    case "refuse":
      return "refusal-proposed";
    case "hold":
      return "held";
    case "request-correction":
      return "correction-requested";
    case "order-examination":
      return "examination-ordered";
    case "resume":
      return "to-triage";
  }
}

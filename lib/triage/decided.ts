import { REASONS, type ConsignmentStatus, type TriageDecision } from "./decision.ts";

/** What a decision led to. `proposed`: it waits for a second person. `undoUntil`: the deciding person may take it back until then; null where not. */
export type Decided = {
  readonly number: string;
  readonly status: ConsignmentStatus;
  readonly version: number;
  readonly decision: TriageDecision;
  readonly proposed: boolean;
  readonly undoUntil: Date | null;
};

/** How long a person may take back the own decision. */
export const UNDO_MINUTES = 10;

/** Until when a decision made at an instant may be taken back. */
export function undoUntil(at: Date): Date {
  return new Date(at.getTime() + UNDO_MINUTES * 60_000);
}

/** Whether a reason code belongs to a decision. */
export function isReason(decision: TriageDecision, reason: string): boolean {
  return (REASONS[decision] as readonly string[]).includes(reason);
}

/** What a seconded proposal becomes; undefined for a status that proposes nothing. */
export function statusWhenSeconded(status: ConsignmentStatus): ConsignmentStatus | undefined {
  if (status === "release-proposed") return "released";
  return status === "refusal-proposed" ? "refused" : undefined;
}

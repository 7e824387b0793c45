import { shareOf, type Share } from "#lib/risk/interval";
import type { FalseAlarmReason } from "#lib/risk/outcome";
import type { TriageDecision } from "./decision.ts";
import type { Lane } from "./lane.ts";

/** A span of China days, the last one not among them, and the office it is about; null for all. */
export type FeedbackSpan = { readonly from: string; readonly to: string; readonly office: string | null };

/** How many declarations of a group were lodged in a span, and how those with a known outcome turned out; undefined where none is known. */
export type Turned = { readonly key: string; readonly declared: number; readonly confirmed: Share | undefined };

/** A rule over a span: on how many declarations it fired, how those with a known outcome turned out, and the false alarms by their reasons. */
export type RuleTurned = Turned & { readonly falseAlarms: Readonly<Partial<Record<FalseAlarmReason, number>>> };

/** What one person's orders found: examinations ordered and reported in a span. */
export type OfficerTurned = { readonly officer: string; readonly ordered: number; readonly confirmed: Share | undefined };

/**
 * What the random draws tell (the honest recall): of those drawn with a known outcome how many were wrong, and of the wrong ones how many the rules had
 * marked as hits beforehand. Nothing but a draw looks where no rule points.
 */
export type RandomTold = { readonly drawn: number; readonly wrong: Share | undefined; readonly recall: Share | undefined };

/** Counts as they are read: confirmed of known. */
export type Counted = { readonly key: string; readonly declared: number; readonly known: number; readonly confirmed: number };

/** A group's counts as a share with its interval. */
export function turned({ key, declared, known, confirmed }: Counted): Turned {
  return { key, declared, confirmed: shareOf(confirmed, known) };
}

/** A decision against the lane that was proposed (人工干预): a release of what was red, or a hold, an examination or a refusal of what was green. With its reason, and how it turned out where that is known. */
export type Override = {
  readonly id: number;
  readonly number: string;
  readonly lane: Lane;
  readonly decision: TriageDecision;
  readonly reason: string;
  readonly note: string;
  readonly byName: string;
  readonly office: string;
  readonly at: string;
  readonly confirmed: boolean | null;
};

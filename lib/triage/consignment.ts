import type { AccountReading, Share } from "#lib/capacity/picture";
import type { Declared } from "#lib/consignments/declaration";
import type { ScorePart } from "#lib/risk/assess";
import type { Finding } from "#lib/risk/finding";
import type { RuleTitle } from "#lib/risk/ruleTitle";
import type { ConsignmentStatus, TriageDecision } from "./decision.ts";
import type { Lane, LaneReason } from "./lane.ts";
import type { Change } from "./revision.ts";

/** An account a consignment is charged to: what it says, what this declaration adds, and every line that shares it. */
export type ChargedAccount = AccountReading & {
  /** The site the account belongs to. */
  readonly siteName: string;
  /** Numbers of this declaration's lines on it. */
  readonly lines: readonly number[];
  /** What this declaration adds, in the account's unit. */
  readonly amount: string;
  readonly shares: readonly Share[];
  /** False where the account could not have been known at the instant asked for. */
  readonly known: boolean;
};

/** A finding as it was recorded; `clearedAt` once a later assessment no longer saw it. */
export type RecordedFinding = Finding & { readonly id: number; readonly revision: number; readonly lineNo: number | null; readonly firedAt: Date; readonly clearedAt: Date | null };

/** A decision as it was recorded; `waits` until a second person answers it. */
export type RecordedDecision = {
  readonly id: number;
  readonly decision: TriageDecision;
  readonly reason: string;
  readonly note: string;
  /** What the importer is asked to correct. */
  readonly asked: string | null;
  readonly toStatus: ConsignmentStatus;
  readonly decidedBy: number;
  readonly decidedByName: string;
  readonly secondedBy: number | null;
  readonly secondedByName: string | null;
  readonly declined: boolean;
  readonly undoneAt: Date | null;
  readonly at: Date;
  readonly waits: boolean;
};

/** A revision as it arrived, with what it changed of the revision before it by number; null for the first. */
export type RecordedRevision = {
  readonly revision: number;
  readonly status: Declared["status"];
  readonly lodgedAt: string;
  readonly recordedAt: Date;
  readonly lines: number;
  readonly standing: boolean;
  readonly changes: readonly Change[] | null;
};

/** An assessment as it was recorded; `parts` and `laneBy` are null where they were not kept then. */
export type RecordedAssessment = {
  readonly id: number;
  readonly revision: number;
  readonly score: number;
  readonly lane: Lane;
  readonly laneBy: LaneReason | null;
  readonly parts: readonly ScorePart[] | null;
  readonly cause: string;
  readonly at: Date;
};

/** Something that was done to a consignment; `by` is null where the house did it. */
export type HistoryEntry = { readonly key: string; readonly at: Date; readonly action: string; readonly by: string | null; readonly role: string | null; readonly facts: Readonly<Record<string, unknown>> };

/** What became of a consignment: assessments, findings that stand and that were cleared, decisions, revisions, and all that was done, the newest first. */
export type History = {
  readonly assessments: readonly RecordedAssessment[];
  /** What the rules of these findings are called. */
  readonly titles: readonly RuleTitle[];
  readonly findings: readonly RecordedFinding[];
  readonly cleared: readonly RecordedFinding[];
  readonly decisions: readonly RecordedDecision[];
  readonly revisions: readonly RecordedRevision[];
  readonly entries: readonly HistoryEntry[];
};

/** A consignment as the person who decides on it holds it: what stands, and the version that a decision must have seen. */
export type Held = { readonly id: number; readonly number: string; readonly status: ConsignmentStatus; readonly lane: Lane; readonly version: number; readonly office: string; readonly assigneeId: number | null };

import type { Verdict } from "../capacity/verdict.ts";
import type { Finding } from "../risk/finding.ts";
import type { ConsignmentStatus } from "./decision.ts";
import type { Lane, LaneReason } from "./lane.ts";

/** One line of the desk, worded in one language. Instants are RFC 3339 in UTC; `used` is the declared share of the certified capacity, 1 = all of it. */
export type DeskRow = {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly status: ConsignmentStatus;
  readonly lane: Lane;
  readonly laneBy: LaneReason;
  readonly score: number;
  /** False until the first assessment is written. */
  readonly assessed: boolean;
  readonly finding: { readonly rule: string; readonly severity: Finding["severity"]; readonly sentence: string } | null;
  readonly verdict: Verdict;
  readonly used: number | null;
  readonly tradeMode: string;
  readonly office: string;
  readonly importerId: number;
  readonly importer: string;
  readonly siteId: number;
  readonly site: string;
  readonly country: string;
  readonly category: string;
  readonly goods: string;
  readonly quantity: string;
  readonly lines: number;
  readonly lodgedAt: string;
  readonly dueAt: string;
  readonly assigneeId: number | null;
  readonly assignee: string | null;
  readonly version: number;
};

/** How many consignments a view matches. Counting stops at 10,000 rows; with `more` the figure is the least it can be. */
export type Count = { readonly count: number; readonly more: boolean };

/** The figures above the table: all that match, those past their time, those nobody has, and how they spread over the lanes. */
export type DeskCounts = { readonly matching: Count; readonly overdue: Count; readonly unassigned: Count; readonly lanes: Readonly<Record<Lane, Count>> };

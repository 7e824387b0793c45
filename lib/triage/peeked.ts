import type { LineCapacity, Verdict } from "../capacity/verdict.ts";
import type { Finding } from "../risk/finding.ts";
import type { ConsignmentStatus, TriageDecision } from "./decision.ts";
import type { DeskRow } from "./row.ts";

/** What the desk shows beside the table of one consignment: its row, findings that stand, lines with the answer they were given, and what was decided. */
export type Peeked = {
  readonly row: DeskRow;
  readonly findings: readonly {
    readonly id: number;
    readonly rule: string;
    readonly title: string;
    readonly severity: Finding["severity"];
    readonly points: number;
    readonly sentence: string;
    readonly lineNo: number | null;
  }[];
  readonly lines: readonly { readonly no: number; readonly goods: string; readonly quantity: string; readonly lots: readonly string[]; readonly verdict: Verdict; readonly answer: LineCapacity | null }[];
  readonly decisions: readonly {
    readonly decision: TriageDecision;
    readonly reason: string;
    readonly note: string;
    readonly by: string;
    readonly byId: number;
    readonly at: string;
    readonly to: ConsignmentStatus;
    readonly secondedBy: string | null;
    readonly waits: boolean;
    readonly undone: boolean;
  }[];
};

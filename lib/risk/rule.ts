import type { Finding } from "./finding.ts";
import type { Subject, Wording } from "./subject.ts";

/** What a rule saw once: on which line (null: on the declaration), how much it weighs, its facts and their wording. */
export type Seen = { readonly line: number | null } & Pick<Finding, "severity" | "points" | "facts" | "wording">;

/**
 * A risk rule (布控规则): pure, with a stable id. A change of what it fires on, of its points or its wording is a new version;
 * findings keep the wording of theirs.
 */
export type Rule = {
  readonly id: string;
  readonly version: number;
  /** What the rule looks for, as a heading. */
  readonly name: Wording;
  /** What an officer does next about a finding of it. */
  readonly next: Wording;
  readonly look: (subject: Subject) => readonly Seen[];
};

import { canonicalJson } from "#lib/risk/canonical";
import type { AssessedFinding } from "#lib/risk/assess";
import type { Finding } from "#lib/risk/finding";

/** A finding that stands, as recorded. */
export type StandingFinding = Pick<Finding, "rule" | "version" | "facts"> & { readonly id: number; readonly line: number | null };

/**
 * What a new assessment changes: findings not seen before, and standing ones no longer seen. Two are the same when rule, version,
 * line and facts are, so that a finding that stays keeps the wording and the instant it fired with.
 */
export function findingChange(standing: readonly StandingFinding[], seen: readonly AssessedFinding[]): { readonly fresh: readonly AssessedFinding[]; readonly gone: readonly number[] } {
  const known = new Map(standing.map((finding) => [identity(finding), finding.id]));
  const now = new Map(seen.map((finding) => [identity(finding), finding]));
  return {
    fresh: [...now].flatMap(([key, finding]) => (known.has(key) ? [] : [finding])),
    gone: standing.filter((finding) => !now.has(identity(finding)) || known.get(identity(finding)) !== finding.id).map((finding) => finding.id),
  };
}

function identity(finding: Pick<Finding, "rule" | "version" | "facts"> & { readonly line: number | null }): string {
  return canonicalJson([finding.rule, finding.version, finding.line, finding.facts]);
}

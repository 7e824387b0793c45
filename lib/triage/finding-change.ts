import { isSameJson } from "#lib/risk/canonical";
import type { AssessedFinding } from "#lib/risk/assess";
import type { Finding } from "#lib/risk/finding";

/** A finding that stands, as recorded. */
export type StandingFinding = Pick<Finding, "rule" | "version" | "points" | "facts"> & { readonly id: number; readonly line: number | null };

/**
 * What a new assessment changes: findings not seen before, and standing ones no longer seen. Two are the same when rule, version, line, points
 * and facts are, so that a finding that stays keeps the wording and the instant it fired with, and one that weighs otherwise by now is another. Of equal ones one stands.
 */
export function findingChange(standing: readonly StandingFinding[], seen: readonly AssessedFinding[]): { readonly fresh: readonly AssessedFinding[]; readonly gone: readonly number[] } {
  const kept = new Set<StandingFinding>();
  const fresh: AssessedFinding[] = [];
  for (const finding of seen) {
    const known = standing.findLast((one) => isSame(one, finding));
    if (known !== undefined) kept.add(known);
    else if (!fresh.some((one) => isSame(one, finding))) fresh.push(finding);
  }
  return { fresh, gone: standing.filter((finding) => !kept.has(finding)).map((finding) => finding.id) };
}

type Identity = Pick<Finding, "rule" | "version" | "points" | "facts"> & { readonly line: number | null };

function isSame(one: Identity, other: Identity): boolean {
  return one.rule === other.rule && one.version === other.version && one.line === other.line && one.points === other.points && isSameJson(one.facts, other.facts);
}

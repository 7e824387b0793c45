import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** A finding with the line it is about; null when it is about the declaration. */
export type AssessedFinding = Finding & { readonly line: number | null };

/** A rule that broke on a subject: a defect to be logged; the subject carries a `rule-failed` finding for it. */
export type RuleFailure = { readonly rule: string; readonly number: string; readonly error: unknown };

/** What the rules saw of a declaration, and the score: the sum of the points, 100 at most. */
export type Assessment = { readonly findings: readonly AssessedFinding[]; readonly score: number; readonly failures: readonly RuleFailure[] };

/** A lane is never greener for a rule that broke: its points alone reach the yellow lane. */
export const FAILED_RULE_POINTS = 30;

/** Looks at a declaration with every rule. A rule that throws is a finding of its own and does not stop the others. */
export function assess(subject: Subject, rules: readonly Rule[]): Assessment {
  const failures: RuleFailure[] = [];
  const findings = rules.flatMap((rule): AssessedFinding[] => {
    try {
      return rule.look(subject).map((seen) => ({ ...seen, rule: rule.id, version: rule.version }));
    } catch (error) {
      failures.push({ rule: rule.id, number: subject.number, error });
      return [failedRule(rule)];
    }
  });
  const score = Math.min(100, findings.reduce((sum, finding) => sum + finding.points, 0));
  return { findings, score, failures };
}

function failedRule(rule: Rule): AssessedFinding {
  return {
    rule: "rule-failed",
    version: 1,
    line: null,
    severity: "high",
    points: FAILED_RULE_POINTS,
    facts: { rule: rule.id, ruleVersion: rule.version },
    wording: {
      en: `The rule "${rule.name.en}" could not be applied to this declaration; look at it by hand.`,
      zh: `规则“${rule.name.zh}”未能对本报关单执行，请人工核查。`,
    },
  };
}

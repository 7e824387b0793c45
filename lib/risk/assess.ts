import type { Finding } from "./finding.ts";
import { pointsOfModel, scoreBy, type ModelScore, type Models } from "./modelScore.ts";
import type { AppliedRule } from "./rule.ts";
import { snoozeOn, type Snooze } from "./snooze.ts";
import type { Subject } from "./subject.ts";

/**
 * A finding with the line it is about (null: the declaration), the setting its rule had (null: as delivered), and the snooze that keeps its points out of the
 * score, where there is one.
 */
export type AssessedFinding = Finding & { readonly line: number | null; readonly setting: number | null; readonly snooze: number | null };

/** A rule that broke on a subject: a defect to be logged; where the rule is live, the subject carries a `rule-failed` finding for it. */
export type RuleFailure = { readonly rule: string; readonly number: string; readonly error: unknown };

/** One part of a score. The points of all parts add up to the score; `cap` takes off what is over a hundred. */
export type ScorePart =
  | { readonly kind: "finding"; readonly rule: string; readonly line: number | null; readonly points: number }
  | { readonly kind: "model"; readonly model: number; readonly points: number }
  | { readonly kind: "cap"; readonly points: number };

/** All that an assessment stands on besides the declaration's own facts, read once for a block of declarations. */
export type Context = { readonly rules: readonly AppliedRule[]; readonly snoozes: readonly Snooze[]; readonly models: Models; readonly now: Date };

/** What live rules saw of a declaration, what shadow rules saw beside them, what the models say, and the score with its parts. */
export type Assessment = {
  readonly findings: readonly AssessedFinding[];
  readonly shadow: readonly AssessedFinding[];
  readonly models: readonly ModelScore[];
  readonly score: number;
  readonly parts: readonly ScorePart[];
  readonly failures: readonly RuleFailure[];
};

/** A lane is never greener for a rule that broke: its points alone reach the yellow lane. */
export const FAILED_RULE_POINTS = 30;

const FAILED_RULE = "rule-failed";
const MOST = 100;

/** One for all on which nothing is seen, which most are. */
const NOTHING_SEEN: Assessment = { findings: [], shadow: [], models: [], score: 0, parts: [], failures: [] };

/** Looks at a declaration with every applied rule and the models in force. A rule that throws is a finding of its own and does not stop the others. */
export function assess(subject: Subject, { rules, snoozes, models, now }: Context): Assessment {
  const failures: RuleFailure[] = [];
  const [findings, shadow]: [AssessedFinding[], AssessedFinding[]] = [[], []];
  for (const applied of rules) {
    const { rule, setting } = applied;
    const found = applied.mode === "live" ? findings : shadow;
    try {
      for (const seen of rule.look(subject, applied.values)) found.push({ ...seen, rule: rule.id, version: rule.version, setting, snooze: snoozeOn(rule.id, subject, snoozes, now) });
    } catch (error) {
      failures.push({ rule: rule.id, number: subject.number, error });
      found.push(failedRule(applied));
    }
  }
  const scored = scoreBy(subject, models);
  if (findings.length + shadow.length + scored.length + failures.length === 0) return NOTHING_SEEN;
  const parts = partsOf(findings, scored);
  return { findings, shadow, models: scored, score: parts.reduce((sum, { points }) => sum + points, 0), parts, failures };
}

/** Whether a finding makes the declaration mandatory for examination, whatever it scores; one that is left out for its party does not. */
export function isMandatory(findings: readonly Pick<AssessedFinding, "severity" | "snooze">[]): boolean {
  return findings.some(({ severity, snooze }) => severity === "critical" && snooze === null);
}

/** Whether a live rule could not be applied to the declaration. */
export function isBroken(findings: readonly Pick<AssessedFinding, "rule">[]): boolean {
  return findings.some(({ rule }) => rule === FAILED_RULE);
}

function partsOf(findings: readonly AssessedFinding[], scored: readonly ModelScore[]): ScorePart[] {
  const counted = findings.filter(({ points, snooze }) => points > 0 && snooze === null).map(({ rule, line, points }): ScorePart => ({ kind: "finding", rule, line, points }));
  const live = scored.find(({ mode }) => mode === "live");
  const points = live === undefined ? 0 : pointsOfModel(live);
  const parts: ScorePart[] = live === undefined || points === 0 ? counted : [...counted, { kind: "model", model: live.model, points }];
  const over = parts.reduce((sum, part) => sum + part.points, 0) - MOST;
  return over > 0 ? [...parts, { kind: "cap", points: -over }] : parts;
}

function failedRule({ rule, setting }: AppliedRule): AssessedFinding {
  return {
    rule: FAILED_RULE,
    version: 1,
    line: null,
    severity: "high",
    points: FAILED_RULE_POINTS,
    setting,
    snooze: null,
    facts: { rule: rule.id, ruleVersion: rule.version },
    wording: {
      en: `The rule "${rule.name.en}" could not be applied to this declaration; look at it by hand.`,
      zh: `规则“${rule.name.zh}”未能对本报关单执行，请人工核查。`,
    },
  };
}

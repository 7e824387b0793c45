import type { Finding } from "./finding.ts";
import { standardValues, type AppliedRule, type Rule, type RuleMode, type Threshold, type Values } from "./rule.ts";

/** A setting of a rule that is in force, by its row. */
export type RuleSetting = { readonly id: number; readonly rule: string; readonly mode: RuleMode; readonly values: Values };

/** A rule as it is set now, also where it is off; `setting` is null where it is as delivered. */
export type SetRule = { readonly rule: Rule; readonly mode: RuleMode; readonly values: Values; readonly setting: number | null };

/** Rules with the setting in force of each. A setting of an unknown rule, or a threshold the rule has no longer, counts for nothing; a value outside of bounds that were narrowed since is brought to the nearest. */
export function setRules(rules: readonly Rule[], inForce: readonly RuleSetting[]): SetRule[] {
  const settings = new Map(inForce.map((setting) => [setting.rule, setting]));
  return rules.map((rule) => {
    const setting = settings.get(rule.id);
    if (setting === undefined) return { rule, mode: "live", values: standardValues(rule.thresholds), setting: null };
    const values = Object.fromEntries(Object.entries(rule.thresholds).map(([name, threshold]) => [name, within(threshold, setting.values[name] ?? threshold.value)]));
    return { rule, mode: setting.mode, values, setting: setting.id };
  });
}

function within({ least, most }: Threshold, value: number): number {
  return Math.min(most, Math.max(least, value));
}

/** The rules that are looked with: those that are live or in shadow. */
export function appliedOf(set: readonly SetRule[]): AppliedRule[] {
  return set.flatMap(({ rule, mode, values, setting }) => (mode === "off" ? [] : [{ rule, mode, values, setting }]));
}

/** Why a value is none that a threshold can have. */
export type ValueProblem = { readonly name: string; readonly code: "unknown-threshold" | "below-least" | "above-most" | "too-fine"; readonly least: number; readonly most: number };

/** What is wrong with the values asked for of a rule: each must be a threshold of it, lie between its least and most, and have no more decimals than it. */
export function valueProblems(rule: Rule, values: Values): ValueProblem[] {
  return Object.entries(values).flatMap(([name, value]): ValueProblem[] => {
    const threshold = Object.hasOwn(rule.thresholds, name) ? rule.thresholds[name] : undefined;
    if (threshold === undefined) return [{ name, code: "unknown-threshold", least: 0, most: 0 }];
    const { least, most, decimals = 0 } = threshold;
    if (!(value >= least)) return [{ name, code: "below-least", least, most }];
    if (value > most) return [{ name, code: "above-most", least, most }];
    return Number(value.toFixed(decimals)) === value ? [] : [{ name, code: "too-fine", least, most }];
  });
}

/** A mode with a value for each threshold. */
export type ModeAndValues = { readonly mode: RuleMode; readonly values: Values };

/** One difference between two settings of a rule: the mode, or a threshold by its name. */
export type SettingChange = { readonly of: "mode"; readonly before: RuleMode; readonly after: RuleMode } | { readonly of: "threshold"; readonly name: string; readonly before: number; readonly after: number };

/** What a setting changes against another, the mode first, thresholds in the order of the rule. Values that are not given are as delivered. */
export function settingChanges(rule: Rule, before: ModeAndValues, after: ModeAndValues): SettingChange[] {
  const mode: SettingChange[] = before.mode === after.mode ? [] : [{ of: "mode", before: before.mode, after: after.mode }];
  const values = Object.entries(rule.thresholds).flatMap(([name, { value }]): SettingChange[] => {
    const [then, now] = [before.values[name] ?? value, after.values[name] ?? value];
    return then === now ? [] : [{ of: "threshold", name, before: then, after: now }];
  });
  return [...mode, ...values];
}

/** A setting as it was proposed and answered; times are null while nobody has answered. */
export type SettingRecord = RuleSetting & {
  readonly reason: string;
  readonly state: "proposed" | "confirmed" | "declined" | "withdrawn";
  readonly proposedBy: number;
  readonly proposedByName: string;
  readonly proposedAt: Date;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
  readonly answerNote: string | null;
};

/** What a rule has found lately: live findings since an instant, and of the declarations they are on, how many have a known outcome and how many of those were confirmed. */
export type RuleTally = { readonly rule: string; readonly findings: number; readonly shadow: number; readonly declarations: number; readonly known: number; readonly confirmed: number };

/** A finding of a rule with the declaration it is on. */
export type RuleFinding = {
  readonly id: number;
  readonly number: string;
  readonly line: number | null;
  readonly severity: Finding["severity"];
  readonly points: number;
  readonly setting: number | null;
  readonly wording: Finding["wording"];
  readonly firedAt: Date;
  readonly clearedAt: Date | null;
};

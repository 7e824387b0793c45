import type { Finding } from "./finding.ts";
import type { FactName, Subject, Wording } from "./subject.ts";

/** What a rule saw once: on which line (null: on the declaration), how much it weighs, its facts and their wording. */
export type Seen = { readonly line: number | null } & Pick<Finding, "severity" | "points" | "facts" | "wording">;

/** What a threshold counts in. */
export const THRESHOLD_UNITS = ["points", "percent", "times", "count", "days", "hours", "kilometres", "degrees", "fen", "probability"] as const;

/** A number that a rule compares with or weighs by, which a supervisor may change between `least` and `most` without a new version of the rule. `fen` are hundredths of a yuan. */
export type Threshold = { readonly name: Wording; readonly unit: (typeof THRESHOLD_UNITS)[number]; readonly value: number; readonly least: number; readonly most: number; readonly decimals?: number };

/** The thresholds in force, by their names. */
export type Values = Readonly<Record<string, number>>;

/** The modes of a rule: not looked with; looked with, and its findings kept apart from score and desk; counted. */
export const RULE_MODES = ["off", "shadow", "live"] as const;
export type RuleMode = (typeof RULE_MODES)[number];

/**
 * A risk rule (布控规则): pure, with a stable id. A change of what it fires on or of its wording is a new version; a change of a threshold is a
 * new setting of it. Findings keep the wording of theirs.
 */
export type Rule = {
  readonly id: string;
  readonly version: number;
  /** What the rule looks for, as a heading. */
  readonly name: Wording;
  /** What an officer does next about a finding of it. */
  readonly next: Wording;
  /** The facts that must have been read for it beyond what every subject has. */
  readonly needs: readonly FactName[];
  /** It finds what is critical: mandatory for examination at an office with rates, whatever points it is set to give. */
  readonly mandatory?: true;
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** Whether the facts it needs could make it see anything on a declaration of which they were not read yet: where not, they are not read for it. Without it they always are. */
  readonly asks?: (subject: Subject, records: Records, values?: Values) => boolean;
  /** Looks at a declaration; thresholds that are not given are as delivered. */
  readonly look: (subject: Subject, values?: Values) => readonly Seen[];
};

/** What the house has of records: since when it has any; null before the first declaration. */
export type Records = { readonly since: Date | null };

type Defined<Thresholds extends Readonly<Record<string, Threshold>>> = Omit<Rule, "thresholds" | "asks" | "look"> & {
  readonly thresholds: Thresholds;
  readonly asks?: (subject: Subject, records: Records, values: { readonly [Name in keyof Thresholds]: number }) => boolean;
  readonly look: (subject: Subject, values: { readonly [Name in keyof Thresholds]: number }) => readonly Seen[];
};

/** Makes a rule whose `look` and `asks` get a value for each of its thresholds by name, and no others. */
export function defineRule<const Thresholds extends Readonly<Record<string, Threshold>>>(rule: Defined<Thresholds>): Rule {
  const standard = standardValues(rule.thresholds);
  const merged = new WeakMap<Values, Values>();
  let latest: { readonly given: Values | undefined; readonly whole: Values } = { given: undefined, whole: standard };
  const inForce = (values: Values | undefined): { readonly [Name in keyof Thresholds]: number } => {
    if (latest.given !== values) latest = { given: values, whole: wholeOf(values) };
    return latest.whole as { readonly [Name in keyof Thresholds]: number };
  };
  const wholeOf = (values: Values | undefined): Values => {
    if (values === undefined) return standard;
    const whole = merged.get(values) ?? { ...standard, ...values };
    merged.set(values, whole);
    return whole;
  };
  const { asks, look, ...described } = rule;
  return { ...described, ...(asks === undefined ? {} : { asks: (subject, records, values) => asks(subject, records, inForce(values)) }), look: (subject, values) => look(subject, inForce(values)) };
}

/** The thresholds as the rule was delivered. */
export function standardValues(thresholds: Rule["thresholds"]): Values {
  return Object.fromEntries(Object.entries(thresholds).map(([name, { value }]) => [name, value]));
}

/** A rule as it is applied now: how, with which thresholds, and by which setting (null: as delivered). */
export type AppliedRule = { readonly rule: Rule; readonly mode: Exclude<RuleMode, "off">; readonly values: Values; readonly setting: number | null };

/** Rules applied live as they were delivered. */
export function asDelivered(rules: readonly Rule[]): AppliedRule[] {
  return rules.map((rule) => ({ rule, mode: "live", values: standardValues(rule.thresholds), setting: null }));
}

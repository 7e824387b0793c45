import { Refusal } from "#lib/access/refusal";
import type { Rule, Values } from "../rule.ts";
import { RULES } from "../rules/registry.ts";
import { valueProblems } from "../settings.ts";

/** The rule of the registry with an id. Throws Refusal `rule-unknown`. */
export function ruleOf(id: string): Rule {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Refusal("not-found", "rule-unknown", { rule: id });
  return rule;
}

/** Throws Refusal `setting-out-of-bounds` with each value that the rule does not take; `at` is where the values stand in the input, as a JSON pointer. */
export function demandBounds(rule: Rule, values: Values, at = "/values"): void {
  const problems = valueProblems(rule, values);
  const [first] = problems;
  if (first === undefined) return;
  const errors = problems.map(({ name, code, least, most }) => ({
    pointer: `${at}/${name}`,
    code,
    detail: code === "unknown-threshold" ? `The rule ${rule.id} has no threshold ${name}.` : `${name} is from ${least} to ${most}.`,
  }));
  throw new Refusal("unprocessable", "setting-out-of-bounds", { rule: rule.id, threshold: first.name, least: first.least, most: first.most }, errors);
}

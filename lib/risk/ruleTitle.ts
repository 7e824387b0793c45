import type { Wording } from "./subject.ts";

/** What a finding's rule is called, what to do next about it, and where it is set; a rule of the house or a targeting profile. */
export type RuleTitle = { readonly rule: string; readonly name: Wording; readonly next: Wording; readonly href: string };

const PROFILE = "profile:";

/** Where the rule of a finding is set: a rule of the house, or a targeting profile; of a rule that broke, all rules. */
export function hrefOfRule(id: string): string {
  if (id === "rule-failed") return "/rules";
  return id.startsWith(PROFILE) ? `/rules/profiles/${id.slice(PROFILE.length)}` : `/rules/${encodeURIComponent(id)}`;
}

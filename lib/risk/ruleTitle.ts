import type { Wording } from "./subject.ts";

/** What a finding's rule is called, what to do next about it, and where it is set; a rule of the house or a targeting profile. */
export type RuleTitle = { readonly rule: string; readonly name: Wording; readonly next: Wording; readonly href: string };

/** A fact a rule saw: text, number or list, ready for the wording. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

export const SEVERITIES = ["info", "low", "medium", "high", "critical"] as const;

/**
 * What a rule saw (风险发现). Stored when it fires with the wording of its version in both languages, and never mapped
 * into another shape: the dossier quotes it as it was then.
 */
export type Finding = {
  readonly rule: string;
  readonly version: number;
  readonly severity: (typeof SEVERITIES)[number];
  readonly points: number;
  readonly facts: { readonly [key: string]: Fact };
  readonly wording: { readonly en: string; readonly zh: string };
};

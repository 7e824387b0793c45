import type { Role } from "#lib/access/permission";

/** How a figure is held against an alert's value. */
export const COMPARISONS = ["at-least", "more-than", "at-most", "less-than"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What narrows a figure: by name, such as an office or a lane. */
export type FigureFilter = Readonly<Record<string, string>>;

/** Who is told: everybody of some roles, some people, some webhooks; `email` tells the people by e-mail too, where they gave an address. */
export type Audience = { readonly roles: readonly Role[]; readonly people: readonly number[]; readonly webhooks: readonly number[]; readonly email: boolean };

/** An alert as it is looked at: its threshold and how it stood when it was looked at before. */
export type Threshold = { readonly comparison: Comparison; readonly value: number; readonly coolDownMinutes: number; readonly passed: boolean; readonly lastToldAt: Date | null };

/** What comes of looking: whether the figure is past the threshold, and whether that is told now. */
export type Judged = { readonly passed: boolean; readonly tell: boolean };

/**
 * Holds a figure against an alert. It is told when the threshold is passed, and again after each cool-down while it stays passed; a figure that
 * swings about the threshold tells no more than once in a cool-down.
 */
export function judged({ comparison, value, coolDownMinutes, lastToldAt }: Threshold, figure: number, now: Date): Judged {
  const passed = { "at-least": figure >= value, "more-than": figure > value, "at-most": figure <= value, "less-than": figure < value }[comparison];
  const cool = lastToldAt === null || now.getTime() - lastToldAt.getTime() >= coolDownMinutes * 60_000;
  return { passed, tell: passed && cool };
}

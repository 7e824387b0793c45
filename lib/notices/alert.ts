import type { Role } from "#lib/access/permission";

/** How a figure is held against an alert's value. */
export const COMPARISONS = ["at-least", "more-than", "at-most", "less-than"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What narrows a figure, by name: an office, a lane, a number of days. */
export type FigureFilter = Readonly<Record<string, string | number>>;

/** Who is told: everybody of some roles, some people, some webhooks; `email` tells the people by e-mail too, where they gave an address. */
export type Audience = { readonly roles: readonly Role[]; readonly people: readonly number[]; readonly webhooks: readonly number[]; readonly email: boolean };

/** An alert as it is looked at: its threshold, and when it told last. */
export type Threshold = { readonly comparison: Comparison; readonly value: number; readonly coolDownMinutes: number; readonly lastToldAt: Date | null };

/** What comes of looking: whether the figure is past the threshold, and whether that is told now. */
export type Judged = { readonly passed: boolean; readonly tell: boolean };

/**
 * Holds a figure against an alert. It is told when the threshold is passed, and again after each cool-down while it stays passed; a figure that
 * swings about the threshold tells no more than once in a cool-down. What is no number (a share of nothing) passes none.
 */
export function judged({ comparison, value, coolDownMinutes, lastToldAt }: Threshold, figure: number, now: Date): Judged {
  const passed = { "at-least": figure >= value, "more-than": figure > value, "at-most": figure <= value, "less-than": figure < value }[comparison];
  const cool = lastToldAt === null || now.getTime() - lastToldAt.getTime() >= coolDownMinutes * 60_000;
  return { passed, tell: passed && cool };
}

const COMPARED: Readonly<Record<Comparison, { readonly en: string; readonly zh: string }>> = {
  "at-least": { en: "at least", zh: "不低于" },
  "more-than": { en: "more than", zh: "超过" },
  "at-most": { en: "at most", zh: "不高于" },
  "less-than": { en: "less than", zh: "低于" },
};

/** What is said of a figure that passed its threshold: "412; the alert is for more than 400". Shares are said in percent. */
export function passedWords({ comparison, value }: Pick<Threshold, "comparison" | "value">, figure: number, unit: string): { readonly en: string; readonly zh: string } {
  const [now, limit] = [figureWords(figure, unit), figureWords(value, unit)];
  const { en, zh } = COMPARED[comparison];
  return { en: `${now.en}; the alert is for ${en} ${limit.en}`, zh: `${now.zh}，预警条件为${zh}${limit.zh}` };
}

function figureWords(value: number, unit: string): { readonly en: string; readonly zh: string } {
  if (unit === "share") return { en: `${rounded(value * 100)}%`, zh: `${rounded(value * 100)}%` };
  return unit === "seconds" ? { en: `${rounded(value)} seconds`, zh: `${rounded(value)}秒` } : { en: rounded(value), zh: rounded(value) };
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

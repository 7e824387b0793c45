/** A length of time in the largest unit of which it holds at least two, or one whole. */
export type Duration = { readonly unit: "seconds" | "minutes" | "hours" | "days"; readonly n: number };

const UNITS = [["days", 86_400], ["hours", 3600], ["minutes", 60]] as const;

/** Words a length of time in seconds: 90 is "90 seconds", 7,200 is "2 hours". */
export function durationOf(seconds: number): Duration {
  const whole = Math.max(0, Math.round(seconds));
  for (const [unit, size] of UNITS) if (whole === size || whole >= 2 * size) return { unit, n: Math.round(whole / size) };
  return { unit: "seconds", n: whole };
}

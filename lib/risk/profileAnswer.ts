/** Why a condition cannot be told of a declaration: a fact is missing, something is divided by zero, a place of a list is not there, a list is empty, a number is out of range, a text is no number, or it is too large to look through. */
export const UNTOLD_REASONS = ["missing", "zero", "no-such-place", "empty-list", "out-of-range", "not-a-number", "too-large"] as const;
export type UntoldReason = (typeof UNTOLD_REASONS)[number];

/** What a condition says of a declaration or a line: it holds, it does not, or why that cannot be told, with the fact that is missing. */
export type Answer = { readonly holds: boolean } | { readonly why: UntoldReason; readonly fact: string };

/** Thrown by a function that has no value for what it was given. */
export class CannotTell extends Error {
  readonly reason: UntoldReason;

  constructor(reason: UntoldReason) {
    super(reason);
    this.name = "CannotTell";
    this.reason = reason;
  }
}

const SAYINGS: readonly (readonly [RegExp, UntoldReason])[] = [
  [/^field not found: (\w+)$/, "missing"],
  [/(?:divi\w+|modulus) by zero/, "zero"],
  [/out of bounds|no such key|index out of range/, "no-such-place"],
  [/overflow|out of range|integer range/, "out-of-range"],
  // Where two sides of a condition were joined, a reason of ours comes back as its words alone.
  ...UNTOLD_REASONS.map((reason): readonly [RegExp, UntoldReason] => [new RegExp(`^${reason}$`), reason]),
];

/** What an error of an evaluation means for the condition. What is none of a condition's own errors is a defect, and thrown as it comes when it is evaluated `again`, with its stack. */
export function untold(error: Error, again: () => unknown): Answer {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof CannotTell) return { why: at.reason, fact: "" };
    for (const [saying, why] of SAYINGS) {
      const found = saying.exec(at.message);
      if (found !== null) return { why, fact: found[1] ?? "" };
    }
  }
  const repeated = again();
  throw repeated instanceof Error ? repeated : error;
}

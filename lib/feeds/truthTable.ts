/** What a truth check does with an event it doubts: keeps it out, keeps it with the problem shown, or says nothing. */
export const TRUTH_OUTCOMES = ["reject", "warn", "ignore"] as const;
export type TruthOutcome = (typeof TRUTH_OUTCOMES)[number];

/** A truth check: what it looks at, what happens unless it is set otherwise, and whether it needs what is stored (`history`) or the event alone. */
export type TruthCheck = { readonly looksAt: "identifier" | "time" | "quantity" | "place" | "identity" | "history"; readonly standard: TruthOutcome };

/**
 * The truth checks: what a well-formed event can still get wrong, by the code its problem bears. A check on history cannot reject,
 * because then the order of arrival would decide which of two events is kept.
 */
export const TRUTH_CHECKS = {
  "bad-check-digit": { looksAt: "identifier", standard: "warn" },
  "malformed-epc": { looksAt: "identifier", standard: "warn" },
  "bad-length": { looksAt: "identifier", standard: "warn" },
  "not-digits": { looksAt: "identifier", standard: "warn" },
  "bad-character": { looksAt: "identifier", standard: "warn" },
  "too-long": { looksAt: "identifier", standard: "warn" },
  "bad-date": { looksAt: "identifier", standard: "warn" },
  "misplaced-qualifier": { looksAt: "identifier", standard: "warn" },
  "repeated-element": { looksAt: "identifier", standard: "warn" },
  "full-width-digits": { looksAt: "identifier", standard: "warn" },
  "not-in-vocabulary": { looksAt: "identifier", standard: "warn" },
  "own-event-type": { looksAt: "identifier", standard: "warn" },
  "in-the-future": { looksAt: "time", standard: "warn" },
  "far-past": { looksAt: "time", standard: "warn" },
  "offset-contradicts": { looksAt: "time", standard: "warn" },
  "recorded-before-it-happened": { looksAt: "time", standard: "warn" },
  "negative-quantity": { looksAt: "quantity", standard: "warn" },
  "zero-quantity": { looksAt: "quantity", standard: "warn" },
  "absurd-quantity": { looksAt: "quantity", standard: "warn" },
  "fractional-pieces": { looksAt: "quantity", standard: "warn" },
  "unknown-unit": { looksAt: "quantity", standard: "warn" },
  "listed-twice": { looksAt: "quantity", standard: "warn" },
  "lot-differs": { looksAt: "identity", standard: "warn" },
  "unidentified-location": { looksAt: "place", standard: "warn" },
  "place-is-no-location": { looksAt: "place", standard: "warn" },
  "claimed-hash-differs": { looksAt: "identity", standard: "warn" },
  "made-up-id": { looksAt: "identity", standard: "warn" },
  "id-twice": { looksAt: "identity", standard: "warn" },
  "contains-itself": { looksAt: "identity", standard: "warn" },
  "before-it-was-made": { looksAt: "history", standard: "warn" },
  "two-places-at-once": { looksAt: "history", standard: "warn" },
  "expired-before-shipped": { looksAt: "history", standard: "warn" },
  "cyclic-aggregation": { looksAt: "history", standard: "warn" },
} as const satisfies Readonly<Record<string, TruthCheck>>;

/** The code of a truth check. */
export type TruthCode = keyof typeof TRUTH_CHECKS;

/** Whether a problem's code is that of a truth check, and so can be set. */
export function isTruthCode(code: string): code is TruthCode {
  return Object.hasOwn(TRUTH_CHECKS, code);
}

/** What a check may be set to. */
export function outcomesOf(code: TruthCode): readonly TruthOutcome[] {
  return TRUTH_CHECKS[code].looksAt === "history" ? ["warn", "ignore"] : TRUTH_OUTCOMES;
}

/** The verdicts of docs/capacity.md, worst first: the order in which one stands where several accounts bind a line. */
export const VERDICTS = ["exceeds", "suspended", "cannot-compare", "unknown", "near", "within"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The worse of two verdicts, by their order above. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) <= VERDICTS.indexOf(b) ? a : b;
}

/**
 * The answer to one line, as the interface gives it: decimals as text in `unit` (the certificate's own), null where
 * nothing limits or nothing can be compared. `used` is the share of the limit after this line ("3.3333").
 */
export type LineCapacity = {
  readonly verdict: Verdict;
  readonly limit: string | null;
  readonly declaredBefore: string | null;
  readonly line: string | null;
  readonly declaredAfter: string | null;
  readonly excess: string | null;
  readonly used: string | null;
  readonly unit: string | null;
  /** Sold at home or shipped to other countries, as far as feeds show: a lower bound. */
  readonly elsewhere: string | null;
  /** Proven stock carried over that adds to the limit. */
  readonly reserve: string | null;
  /** The account that decided, where one did. */
  readonly account: { readonly id: number; readonly from: string; readonly to: string; readonly scope: string } | null;
  /** `2,000 cases × 6 × 750 mL = 9,000 L`, in both languages. */
  readonly working: readonly { readonly en: string; readonly zh: string }[];
  readonly certificates: readonly string[];
  readonly assumptions: readonly string[];
  /** Which fact is missing or whom to ask, where the verdict is unknown or cannot-compare. */
  readonly ask?: string;
};

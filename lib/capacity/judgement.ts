import type { Segment } from "./account.ts";
import type { Verdict } from "./verdict.ts";

/** What stands on an account at one moment, in base units. */
export type Standing = { readonly declared: bigint; readonly elsewhere: bigint };

/**
 * The verdict of one account on what stands on it (docs/capacity.md, "Verdicts"): within, near from the warning level to 100%, exceeds
 * above it, suspended where the covering certificate fell. Not for segments with no certificate: those do not bind.
 */
export function judge(segment: Segment, after: Standing): Verdict {
  if (segment.state === "suspended") return "suspended";
  if (segment.state === "none") return "unknown";
  const used = after.declared + after.elsewhere;
  const capacity = segment.limit + segment.reserve;
  if (used > capacity) return "exceeds";
  return used * 1000n >= capacity * BigInt(segment.warningPermille) ? "near" : "within";
}

/** How far an account is overdrawn, in base units; zero while it is not. */
export function excessOf(segment: Segment, after: Standing): bigint {
  const over = after.declared + after.elsewhere - segment.limit - segment.reserve;
  return segment.state === "limited" && over > 0n ? over : 0n;
}

/** The used share of the capacity as a decimal with four places, rounded half up: "3.3333"; null without a capacity above zero. */
export function usedShare(segment: Segment, after: Standing): string | null {
  const capacity = segment.limit + segment.reserve;
  if (segment.state !== "limited" || capacity <= 0n) return null;
  const used = after.declared + after.elsewhere;
  const scaled = ((used < 0n ? -used : used) * 20_000n + capacity) / (capacity * 2n);
  const digits = scaled.toString().padStart(5, "0");
  return `${used < 0n && scaled > 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

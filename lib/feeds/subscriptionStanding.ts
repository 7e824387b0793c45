import { BACK_OFF } from "./sourceSchedule.ts";

/**
 * How a subscription stands: `shut-out` once its subscriber may not sign in any more, `paused` while somebody has it rest, `resting` and `failing` while its
 * receiver does not answer 2xx (rarely tried again, and soon), otherwise `active`.
 */
export const STANDINGS = ["shut-out", "paused", "resting", "failing", "active"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Where a subscription stands; `mayAsk` says whether its owner still may ask for events, `failures` counts deliveries that failed in a row. */
export function standingOf({ mayAsk, pausedAt, failures }: { readonly mayAsk: boolean; readonly pausedAt: Date | null; readonly failures: number }): Standing {
  if (!mayAsk) return "shut-out";
  if (pausedAt !== null) return "paused";
  if (failures >= BACK_OFF.breaksAfter) return "resting";
  return failures > 0 ? "failing" : "active";
}

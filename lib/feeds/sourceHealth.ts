import { medianDelay, type Delays } from "./sourceDelay.ts";
import { breakerState } from "./sourceSchedule.ts";

/**
 * How a source does: `off`; `new` as long as nothing was ever heard of it; `silent` when nothing new came for longer than it may be silent;
 * `resting` while its breaker is open; `failing` when the last reading failed; otherwise `well`.
 */
export const SOURCE_HEALTHS = ["silent", "resting", "failing", "new", "well", "off"] as const;
export type SourceHealth = (typeof SOURCE_HEALTHS)[number];

/** What the health of a source is seen from. */
export type Signs = {
  readonly state: "on" | "off";
  readonly stateSince: Date;
  readonly staleAfterMinutes: number | null;
  readonly lastNewAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly failures: number;
  readonly breakerUntil: Date | null;
};

/** Since when a source has sent nothing new: its last new event, or when it was turned on if that was later. */
export function silentSince({ stateSince, lastNewAt }: Pick<Signs, "stateSince" | "lastNewAt">): Date {
  return lastNewAt !== null && lastNewAt > stateSince ? lastNewAt : stateSince;
}

/** Whether a source has been silent for longer than it may be. One that is off, or may be silent for ever, never is. */
export function isSilent(signs: Pick<Signs, "state" | "stateSince" | "staleAfterMinutes" | "lastNewAt">, now: Date): boolean {
  return signs.state === "on" && signs.staleAfterMinutes !== null && now.getTime() - silentSince(signs).getTime() > signs.staleAfterMinutes * 60_000;
}

/** How a source does, the gravest sign first: off, silent, resting after failures, failing, new, well. */
export function healthOf(signs: Signs, now: Date): SourceHealth {
  if (signs.state === "off") return "off";
  if (isSilent(signs, now)) return "silent";
  if (breakerState(signs.breakerUntil, now) === "open") return "resting";
  if (signs.failures > 0) return "failing";
  return signs.lastNewAt === null && signs.lastSuccessAt === null ? "new" : "well";
}

/** What came of a source in the last day: counts by outcome, and the median of how long after they happened new events came, in seconds. */
export type DayCounts = { readonly accepted: number; readonly warning: number; readonly duplicate: number; readonly rejected: number; readonly documents: number; readonly delaySeconds: number | null };

/** Adds up what came in a day. */
export function dayCounts(rows: readonly { readonly accepted: number; readonly warning: number; readonly duplicate: number; readonly rejected: number; readonly documents: number; readonly delays: Delays }[]): DayCounts {
  const sum = (name: "accepted" | "warning" | "duplicate" | "rejected" | "documents") => rows.reduce((total, row) => total + row[name], 0);
  return { accepted: sum("accepted"), warning: sum("warning"), duplicate: sum("duplicate"), rejected: sum("rejected"), documents: sum("documents"), delaySeconds: medianDelay(rows.map(({ delays }) => delays)) };
}

import type { ProfileState } from "./profile.ts";

/** How a version stands now, as screens sort it: what waits for somebody first. */
export const PROFILE_STANDINGS = ["proposed", "in-force", "to-come", "draft", "declined", "over"] as const;
export type ProfileStanding = (typeof PROFILE_STANDINGS)[number];

/** A profile that ends within this is marked. Milliseconds. */
const SOON = 7 * 86_400_000;

type Dates = { readonly state: ProfileState; readonly fromAt: Date | null; readonly untilAt: Date; readonly endedAt: Date | null };

/** How a version stands at an instant: agreed to, it is to come, in force, or over by its date or because it was ended. */
export function standingOf({ state, fromAt, untilAt, endedAt }: Dates, now: Date): ProfileStanding {
  if (state === "draft" || state === "proposed" || state === "declined") return state;
  if (state === "ended" || untilAt <= now || (endedAt !== null && endedAt <= now)) return "over";
  return fromAt !== null && fromAt > now ? "to-come" : "in-force";
}

/** Whether a profile in force ends within a week. */
export function endsSoon(dates: Dates, now: Date): boolean {
  const end = dates.endedAt !== null && dates.endedAt < dates.untilAt ? dates.endedAt : dates.untilAt;
  return standingOf(dates, now) === "in-force" && end.getTime() - now.getTime() <= SOON;
}

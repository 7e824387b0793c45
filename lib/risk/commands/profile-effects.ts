import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import type { profiles } from "#db/schema/risk-profiles";
import type { Change } from "#lib/notices/commands/seconding";
import { ruleIdOf } from "../profile.ts";

type ProfileRow = typeof profiles.$inferSelect;

/** Has everything open assessed again at each of some instants: at once under the sweep's own key, later under one of the profile's. */
export async function lookAgainAt(tx: Transaction, profile: number, instants: readonly Date[], now: Date): Promise<void> {
  const cause = ruleIdOf(profile);
  for (const at of instants) {
    const later = at > now;
    await queueJob(tx, "reassess-all", { cause, open: true }, later ? { jobKey: `reassess-all:${cause}:${at.toISOString()}`, runAt: at } : { jobKey: "reassess-all" });
  }
}

/** A profile as notices call it. */
export function profileChange({ profile, nameEn, nameZh }: Pick<ProfileRow, "profile" | "nameEn" | "nameZh">): Change {
  return { kind: "profile", what: { en: `targeting profile “${nameEn}”`, zh: `布控指令“${nameZh}”` }, href: `/rules/profiles/${profile}` };
}

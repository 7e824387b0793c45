import type { Finding } from "./finding.ts";
import type { ProfileState } from "./profile.ts";

/** A version of a profile as it is kept, with who wrote, proposed, answered and ended it. Actors are keys such as `person:7`. */
export type ProfileVersion = {
  readonly id: number;
  readonly profile: number;
  readonly version: number;
  readonly nameEn: string;
  readonly nameZh: string;
  readonly nextEn: string;
  readonly nextZh: string;
  readonly severity: Finding["severity"];
  readonly points: number;
  readonly condition: string;
  readonly offices: readonly string[];
  readonly fromAt: Date | null;
  readonly untilAt: Date;
  readonly mode: "shadow" | "live";
  readonly reason: string;
  readonly state: ProfileState;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly writtenAt: Date;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly proposedAt: Date | null;
  readonly answeredBy: string | null;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
  readonly answerNote: string | null;
  readonly endedByName: string | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
};

/**
 * What a profile has found: declarations with a finding of it, live and in shadow, how many of the live ones have a known outcome and were confirmed, and the
 * latest of them.
 */
export type ProfileTallies = { readonly live: number; readonly shadow: number; readonly known: number; readonly confirmed: number; readonly latest: readonly { readonly number: string; readonly at: Date }[] };

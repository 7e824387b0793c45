/** The lanes: release, documents, examination, post-clearance audit. */
export const LANES = ["red", "yellow", "blue", "green"] as const;
export type Lane = (typeof LANES)[number];

/** The lane of a score: red from 70, yellow from 30, else green. Blue is chosen by a person, never by the score. */
export const LANE_FLOOR = { red: 70, yellow: 30, green: 0 } as const;

/** The lane that a score alone gives. */
export function laneOf(score: number): Lane {
  if (score >= LANE_FLOOR.red) return "red";
  return score >= LANE_FLOOR.yellow ? "yellow" : "green";
}

/** Why a lane is what it is: by the score; by a finding that no rate holds back; drawn at random; taken in to fill what the office can examine; a hit that the office's rate left out. */
export const LANE_REASONS = ["score", "mandatory", "random", "top-up", "passed-over"] as const;
export type LaneReason = (typeof LANE_REASONS)[number];

/** The lane of a declaration and why. */
export type Selected = { readonly lane: Lane; readonly by: LaneReason };

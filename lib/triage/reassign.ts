/** Why another person makes an examination than the one drawn; the screen words them. */
export const REASSIGN_REASONS = ["absent", "interest", "skill", "workload"] as const;
export type ReassignReason = (typeof REASSIGN_REASONS)[number];

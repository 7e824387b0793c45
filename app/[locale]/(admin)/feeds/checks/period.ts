const MONTH = 30 * 86_400_000;

/** Thirty days before an instant: as far back as the checks count. */
export const monthBefore = (now: Date): Date => new Date(now.getTime() - MONTH);

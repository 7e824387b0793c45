/** A session ends this long after sign-in, whatever happens: one working day with its overtime. */
export const SESSION_HOURS = 12;
/** A session nobody used for this long is over. */
export const IDLE_MINUTES = 120;
/** A session in use is noted as seen once in this time, not on each request. */
const SEEN_SECONDS = 60;

/** When a session begun at `start` ends at the latest. */
export function expiryOf(start: Date): Date {
  return new Date(start.getTime() + SESSION_HOURS * 3_600_000);
}

/** Whether it is time to note again that a session is in use. */
export function seenLongAgo(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= SEEN_SECONDS * 1000;
}

/** Failed attempts that are let pass in a window before sign-in waits: by login, and by network address. */
export const THROTTLE = { minutes: 15, perLogin: 5, perAddress: 30 } as const;

/**
 * Whole minutes until sign-in may be tried again; 0 when it may be now. Takes the instants of failures, newest first:
 * it waits until the oldest of the last five (of a login) or thirty (of an address) is a window old.
 */
export function minutesToWait(failures: { readonly login: readonly Date[]; readonly address: readonly Date[] }, now: Date): number {
  const until = Math.max(opensAt(failures.login, THROTTLE.perLogin), opensAt(failures.address, THROTTLE.perAddress));
  return Math.max(0, Math.ceil((until - now.getTime()) / 60_000));
}

/** Since when failures count. */
export function windowStart(now: Date): Date {
  return new Date(now.getTime() - THROTTLE.minutes * 60_000);
}

function opensAt(failures: readonly Date[], most: number): number {
  const oldest = failures[most - 1];
  return oldest ? oldest.getTime() + THROTTLE.minutes * 60_000 : 0;
}

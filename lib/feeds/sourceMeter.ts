/** How full a measure is that runs dry at `perMinute` a minute; it lets more in as long as it holds no more than one minute's worth. */
export type Meter = { readonly level: number; readonly at: Date };

/** What is left in a measure at `now`. */
export function leftOf({ level, at }: Meter, perMinute: number, now: Date): number {
  return Math.max(0, level - (perMinute * Math.max(0, now.getTime() - at.getTime())) / 60_000);
}

/** Whole seconds until a measure lets something in again; 0 when it does now. What is let in may overfill it, and is then waited for. */
export function secondsToWait(left: number, perMinute: number): number {
  return left < perMinute ? 0 : Math.max(1, Math.ceil(((left - perMinute) / perMinute) * 60) + 1);
}

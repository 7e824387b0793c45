const MINUTE = 60_000;
const DAY = 86_400_000;

/** When the demo is made: the full hour, and the day it falls in at UTC midnight. What happened "days ago" hangs on the day, what arrived today on the hour. */
export type Clock = { readonly now: Date; readonly today: Date };

/** The clock of a demo that is made at an instant. */
export function clockAt(instant: Date): Clock {
  const now = new Date(Math.floor(instant.getTime() / (60 * MINUTE)) * 60 * MINUTE);
  return { now, today: new Date(Math.floor(now.getTime() / DAY) * DAY) };
}

/** An instant some days before the clock's day, at an hour of China. */
export function daysAgo(clock: Clock, days: number, time = "10:00"): Date {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(clock.today.getTime() - days * DAY + (hours - 8) * 60 * MINUTE + minutes * MINUTE);
}

/** An instant some minutes before the hour at which the demo is made. */
export function minutesAgo(clock: Clock, minutes: number): Date {
  return new Date(clock.now.getTime() - minutes * MINUTE);
}

/** So many minutes after an instant. */
export function after(at: Date, minutes: number): Date {
  return new Date(at.getTime() + Math.round(minutes) * MINUTE);
}

/** As it is written on a declaration in China: RFC 3339 with the offset +08:00. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + 8 * 60 * MINUTE).toISOString().replace(/\.\d+Z$/, "+08:00");
}

/** The date in China, YYYY-MM-DD. */
export function chinaDate(at: Date): string {
  return chinaTime(at).slice(0, 10);
}

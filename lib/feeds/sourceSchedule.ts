import { CronExpressionParser } from "cron-parser";
import { z } from "zod";

const OFFICE_ZONE = "Asia/Shanghai";
const SHORTEST_SECONDS = 5;

/** When a source is read: every so many seconds, or by a cron text of five or six fields in the regulator's time. */
export const schedule = z.union([
  z.strictObject({ everySeconds: z.int().min(SHORTEST_SECONDS).max(31 * 86_400) }),
  z.strictObject({ cron: z.string().trim().max(120).refine(isCron, { params: { code: "not-a-schedule" } }) }),
]);
export type Schedule = z.infer<typeof schedule>;

/** What failures in a row lead to. Times are milliseconds. */
export const BACK_OFF = { first: 15_000, most: 3_600_000, breaksAfter: 5, breakFirst: 600_000, breakMost: 6 * 3_600_000, retryAfterMost: 86_400_000 } as const;

/** When a source is read next after a reading that went well. Without a schedule it is read every hour. */
export function nextRun(when: Schedule | null, now: Date): Date {
  if (when === null) return new Date(now.getTime() + 3_600_000);
  if ("everySeconds" in when) return new Date(now.getTime() + when.everySeconds * 1000);
  return CronExpressionParser.parse(when.cron, { currentDate: now, tz: OFFICE_ZONE }).next().toDate();
}

/** What comes of a failure: when it is tried again, and until when the breaker is open, if it opens. */
export type AfterFailure = { readonly nextRunAt: Date; readonly breakerUntil: Date | null };

/**
 * After `failures` in a row (this one counted) the pauses double from 15 seconds to an hour, spread by chance (`spread`, 0 to 1) over their upper
 * half. What the server asks for by Retry-After is kept to, up to a day. From the fifth failure the breaker is open, for ten minutes
 * and then twice as long each time up to six hours; the one reading at its end decides whether it closes.
 */
export function afterFailure({
  failures,
  retryAfterSeconds,
  when,
  spread,
  now,
}: {
  readonly failures: number;
  readonly retryAfterSeconds: number | null;
  readonly when: Schedule | null;
  readonly spread: number;
  readonly now: Date;
}): AfterFailure {
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, BACK_OFF.retryAfterMost);
  const open = failures >= BACK_OFF.breaksAfter;
  const longest = open ? doubled(BACK_OFF.breakFirst, failures - BACK_OFF.breaksAfter, BACK_OFF.breakMost) : doubled(BACK_OFF.first, failures - 1, BACK_OFF.most);
  const pause = open ? longest * (1 + spread / 10) : longest * (0.5 + spread / 2);
  const regular = when !== null && "everySeconds" in when ? when.everySeconds * 1000 : 0;
  const nextRunAt = new Date(now.getTime() + Math.round(Math.max(pause, asked, Math.min(regular, longest))));
  return { nextRunAt, breakerUntil: open ? nextRunAt : null };
}

/** Whether a breaker is shut (the source is well), open (it is left alone), or half open (one reading decides). */
export function breakerState(breakerUntil: Date | null, now: Date): "shut" | "open" | "half-open" {
  if (breakerUntil === null) return "shut";
  return breakerUntil > now ? "open" : "half-open";
}

/** The seconds a Retry-After header asks for (RFC 9110 section 10.2.3): a number, or an HTTP date. Null where it says nothing. */
export function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

function doubled(first: number, times: number, most: number): number {
  return Math.min(most, first * 2 ** Math.min(times, 30));
}

function isCron(text: string): boolean {
  if (!/^\S+(?:\s+\S+){4,5}$/.test(text)) return false;
  try {
    CronExpressionParser.parse(text, { currentDate: new Date(0), tz: OFFICE_ZONE }).next();
    return true;
  } catch {
    return false;
  }
}

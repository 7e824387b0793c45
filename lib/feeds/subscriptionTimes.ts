import { crontabOf, type QuerySchedule } from "./subscription.ts";

/** A schedule as people say it, in the regulator's time (UTC+8, which knows no summer time); `other` as a crontab text with seconds, in UTC. Weekdays are 1 (Monday) to 7. */
export type SaidSchedule =
  | { readonly kind: "minutes"; readonly minutes: number }
  | { readonly kind: "hourly"; readonly minute: number }
  | { readonly kind: "daily"; readonly time: string }
  | { readonly kind: "weekly"; readonly day: number; readonly time: string }
  | { readonly kind: "other"; readonly crontab: string };

/** Minutes between two messages that divide the hour, so that a crontab can say them. */
export const EVERY_MINUTES = [5, 10, 15, 30] as const;

const AHEAD = 8;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** What is said as a schedule of the standard, in UTC; undefined for a time that is none. */
export function scheduleOf(said: Exclude<SaidSchedule, { kind: "other" }>): QuerySchedule | undefined {
  if (said.kind === "minutes") return { minute: `0/${said.minutes}` };
  if (said.kind === "hourly") return { minute: String(said.minute) };
  const [, hour = "", minute = ""] = TIME.exec(said.time) ?? [];
  if (hour === "") return undefined;
  const early = Number(hour) < AHEAD;
  const at = { minute: String(Number(minute)), hour: String((Number(hour) + 24 - AHEAD) % 24) };
  return said.kind === "daily" ? at : { ...at, dayOfWeek: String(early ? ((said.day + 5) % 7) + 1 : said.day) };
}

/** How people say a schedule. */
export function saidOf(schedule: QuerySchedule): SaidSchedule {
  const { minute = "0", hour, dayOfWeek, ...rest } = schedule;
  const other: SaidSchedule = { kind: "other", crontab: crontabOf(schedule) };
  const second = rest.second ?? "0";
  if (rest.dayOfMonth !== undefined || rest.month !== undefined || second !== "0") return other;
  const every = /^0\/(\d{1,2})$/.exec(minute)?.[1];
  if (hour === undefined) {
    if (dayOfWeek !== undefined || schedule.minute === undefined) return other;
    if (every !== undefined) return 60 % Number(every) === 0 ? { kind: "minutes", minutes: Number(every) } : other;
    return /^\d{1,2}$/.test(minute) ? { kind: "hourly", minute: Number(minute) } : other;
  }
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}$/.test(hour)) return other;
  const here = Number(hour) + AHEAD;
  const time = `${String(here % 24).padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (dayOfWeek === undefined) return { kind: "daily", time };
  return /^[1-7]$/.test(dayOfWeek) ? { kind: "weekly", day: here >= 24 ? (Number(dayOfWeek) % 7) + 1 : Number(dayOfWeek), time } : other;
}

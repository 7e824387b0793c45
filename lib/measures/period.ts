declare const plain: unique symbol;

/** A calendar date without time or zone, `YYYY-MM-DD` (RFC 3339 full-date), that exists in the Gregorian calendar, years 0001 to 9999. */
export type PlainDate = string & { readonly [plain]: true };

/** A half-open run of dates: `from` is in it, `to` is the first that is not. */
export type Period = { readonly from: PlainDate; readonly to: PlainDate };

const DAY = 86_400_000;

/** Reads a date; undefined when the text is not `YYYY-MM-DD` or no such day exists. */
export function plainDate(text: string): PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? (text as PlainDate) : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The period from a date up to, not including, another; undefined when it would be empty or reversed. */
export function period(from: PlainDate, to: PlainDate): Period | undefined {
  return from < to ? { from, to } : undefined;
}

/** The date so many days later, or earlier when `days` is below zero; throws `RangeError` outside the years 0001 to 9999. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY);
  const found = Number.isNaN(moved.getTime()) ? undefined : plainDate(moved.toISOString().slice(0, 10));
  if (found === undefined) throw new RangeError(`${date} and ${days} days is outside the calendar`);
  return found;
}

/** Below zero, zero or above as `a` is before, on or after `b`. */
export function compareDates(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The number of days from one date to another, below zero when `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}

/** Every date of the half-open run from `from` to `to`, in order; none when it is empty or reversed. */
export function datesBetween(from: PlainDate, to: PlainDate): PlainDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, day) => addDays(from, day));
}

/** Whether the date lies in the period; its `to` does not. */
export function contains(within: Period, date: PlainDate): boolean {
  return within.from <= date && date < within.to;
}

/** Whether every date of `inner` lies in `outer`. */
export function covers(outer: Period, inner: Period): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Whether the periods have a date in common; periods that only touch have none. */
export function overlaps(a: Period, b: Period): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The dates that both periods have, undefined when there are none. */
export function intersect(a: Period, b: Period): Period | undefined {
  return period(a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to);
}

/** The calendar year of a vintage as a period; throws `RangeError` when it is not a year from 1 to 9998. */
export function yearOf(vintage: number): Period {
  const [from, to] = [vintage, vintage + 1].map((year) => plainDate(`${String(year).padStart(4, "0")}-01-01`));
  if (from === undefined || to === undefined) throw new RangeError(`${vintage} is not a vintage`);
  return { from, to };
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads an instant by RFC 3339 section 5.6: full date, seconds and offset are demanded, and the day must exist. Leap seconds
 * are refused, because no record can hold one. Digits beyond the millisecond are cut. Undefined when it is none.
 */
export function parseInstant(text: string): Date | undefined {
  const parts = RFC3339.exec(text);
  if (parts === null || plainDate(parts[1] ?? "") === undefined) return undefined;
  const [hour, minute, second, offsetHour, offsetMinute] = [Number(parts[2]), Number(parts[3]), Number(parts[4]), Number(parts[7] ?? "0"), Number(parts[8] ?? "0")];
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const milliseconds = Number((parts[5] ?? "").padEnd(3, "0").slice(0, 3));
  const local = Date.parse(`${parts[1]}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  const offset = (offsetHour * 60 + offsetMinute) * 60_000 * (parts[6] === "-" ? -1 : 1);
  return new Date(local - offset);
}

/** The date as it is written in an RFC 3339 text, in the sender's own offset; undefined when the text is not an instant. */
export function dateAsWritten(text: string): PlainDate | undefined {
  return parseInstant(text) === undefined ? undefined : plainDate(text.slice(0, 10));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of an instant in a time zone of the IANA database, at first that of China's customs; throws `RangeError` when the text is no instant. */
export function dateIn(instant: string | Date, zone = "Asia/Shanghai"): PlainDate {
  const at = typeof instant === "string" ? parseInstant(instant) : instant;
  if (at === undefined || Number.isNaN(at.getTime())) throw new RangeError(`${String(instant)} is not an instant`);
  const parts = new Map(formatterOf(zone).formatToParts(at).map((part) => [part.type, part.value]));
  const date = plainDate(`${(parts.get("year") ?? "").padStart(4, "0")}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}`);
  if (date === undefined) throw new RangeError(`${at.toISOString()} is outside the calendar`);
  return date;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-CA", { timeZone: zone, calendar: "gregory", year: "numeric", month: "2-digit", day: "2-digit" });
  formatters.set(zone, made);
  return made;
}

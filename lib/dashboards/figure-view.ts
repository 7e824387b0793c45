import { addDays, plainDate, type Period, type PlainDate } from "../measures/period.ts";

/** What figures are asked for: days in China, and one office or the whole house. */
export type Span = { readonly period: Period; readonly office: string | null };

/** A dashboard as the address says it: its days, its office, and what it is compared with. */
export type FigureView = Span & { readonly days: number | null; readonly against: (Span & { readonly what: "before" | "office" }) | null };

/** The periods that are offered, in days up to today. */
export const PERIOD_DAYS = [1, 7, 30, 90, 365] as const;
const DEFAULT_DAYS = 30;
const MOST_DAYS = 1_830;

/**
 * Reads a view from an address: `days`, or `from` and `to` (the last day, included), `office`, and `with`: "before" for as many days just before, or an
 * office's code. What is not understood is left out, so that an old link still opens.
 */
export function figureViewOf(params: URLSearchParams, today: PlainDate): FigureView {
  const given = givenPeriod(params, today);
  const days = given === undefined ? (PERIOD_DAYS.find((one) => String(one) === params.get("days")) ?? DEFAULT_DAYS) : null;
  const period = given ?? { from: addDays(today, 1 - (days ?? 1)), to: addDays(today, 1) };
  const office = officeIn(params.get("office"));
  const other = params.get("with");
  const span = { period, office };
  if (other === "before") return { ...span, days, against: { what: "before", period: periodBefore(period), office } };
  const otherOffice = officeIn(other);
  return { ...span, days, against: otherOffice === null ? null : { what: "office", period, office: otherOffice } };
}

/** The parameters of a view's address, and of nothing else. */
export function paramsOfView(view: FigureView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.days === null) {
    params.set("from", view.period.from);
    params.set("to", addDays(view.period.to, -1));
  } else if (view.days !== DEFAULT_DAYS) params.set("days", String(view.days));
  if (view.office !== null) params.set("office", view.office);
  if (view.against !== null) params.set("with", view.against.what === "before" ? "before" : (view.against.office ?? ""));
  return params;
}

/** As many days, just before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -daysIn({ from, to })), to: from };
}

/** How many days a period has. */
export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The whole months within a period, from the first day of the first to that of the month after the last; undefined where there is none. */
export function wholeMonths({ from, to }: Period): Period | undefined {
  const first = from.endsWith("-01") ? from : nextMonth(from);
  const end = `${to.slice(0, 7)}-01` as PlainDate;
  return first < end ? { from: first, to: end } : undefined;
}

function nextMonth(date: PlainDate): PlainDate {
  return `${addDays(`${date.slice(0, 7)}-28` as PlainDate, 4).slice(0, 7)}-01` as PlainDate;
}

function givenPeriod(params: URLSearchParams, today: PlainDate): Period | undefined {
  const [from, last] = [plainDate(params.get("from") ?? ""), plainDate(params.get("to") ?? "")];
  if (from === undefined || last === undefined || from > last || from > today) return undefined;
  const to = addDays(last, 1);
  return daysIn({ from, to }) > MOST_DAYS ? undefined : { from, to };
}

function officeIn(text: string | null): string | null {
  return text !== null && /^\d{4}$/.test(text) ? text : null;
}

/** A period by its first day and the day after its last; undefined where they are none. */
export function readPlainPeriod(from: string | null, until: string | null): Period | undefined {
  const [first, end] = [plainDate(from ?? ""), plainDate(until ?? "")];
  return first === undefined || end === undefined || first >= end || daysIn({ from: first, to: end }) > MOST_DAYS + 31 ? undefined : { from: first, to: end };
}

import { CronExpressionParser } from "cron-parser";
import { z } from "zod";

const PARTS = ["second", "minute", "hour", "dayOfMonth", "month", "dayOfWeek"] as const;
type Part = (typeof PARTS)[number];

const RANGES: Readonly<Record<Part, readonly [number, number]>> = { second: [0, 59], minute: [0, 59], hour: [0, 23], dayOfMonth: [1, 31], month: [1, 12], dayOfWeek: [1, 7] };

/** When a scheduled subscription is told (EPCIS 2.0 section 8.2.5.3), in UTC: numbers, `[1-5]` ranges and lists of both; `0/30` is every thirtieth from 0. */
export type QuerySchedule = Readonly<Partial<Record<Part, string>>>;

/** How far somebody was told: the transaction and the key of the last event. */
export type Told = { readonly transaction: string; readonly event: number };

/** Why a receiver was not reached, and when that was. */
export type DeliveryProblem = { readonly code: string; readonly facts: Readonly<Record<string, string | number>>; readonly at: string };

/** The most events of one message to a receiver. */
export const MOST_TOGETHER = 100;

const text = z.union([z.string(), z.int().transform(String)]);
const part = (name: Part) => text.refine((value) => fieldOf(name, value) !== undefined, { params: { code: "not-a-schedule" } }).optional();

const schedule = z.strictObject(Object.fromEntries(PARTS.map((name) => [name, part(name)])) as Record<Part, ReturnType<typeof part>>)
  .transform((given): QuerySchedule => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  .refine((given) => Object.keys(given).length > 0, { params: { code: "not-a-schedule" } });

/** The body of `POST /epcis/queries/{name}/subscriptions`: where to, and either `stream` or a `schedule`. */
export const subscriptionBody = z
  .strictObject({
    dest: z.url({ protocol: /^https?$/ }).max(2000),
    signatureToken: z.string().min(1).max(500).optional(),
    stream: z.literal(true).optional(),
    schedule: schedule.optional(),
    reportIfEmpty: z.boolean().default(false),
    initialRecordTime: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ stream, schedule: when }) => (stream === undefined) !== (when === undefined), { path: ["stream"], params: { code: "stream-or-schedule" } });

/** The schedule in the parameters of an address, `?minute=5&hour=1`; undefined when it has none. Throws nothing: what is no schedule is undefined as well. */
export function scheduleInAddress(parameters: URLSearchParams): QuerySchedule | undefined {
  const read = schedule.safeParse(Object.fromEntries(PARTS.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name)]] : []))));
  return read.success ? read.data : undefined;
}

/** Whether a parameter of an address belongs to the subscription and not to the query. */
export const isOfSubscription = (name: string): boolean => (PARTS as readonly string[]).includes(name) || ["stream", "reportIfEmpty", "initialRecordTime"].includes(name);

/** A schedule as a crontab text with seconds. What is finer than the finest part named is at its first value, so that `{hour: "1"}` is once a day. */
export function crontabOf(when: QuerySchedule): string {
  const finest = PARTS.findIndex((name) => when[name] !== undefined);
  return PARTS.map((name, at) => {
    const given = when[name];
    if (given !== undefined) return fieldOf(name, given) ?? "*";
    return at < finest && (name === "second" || name === "minute" || name === "hour") ? "0" : "*";
  }).join(" ");
}

/** One part in crontab's spelling; undefined when it is none or out of its range. */
function fieldOf(name: Part, value: string): string | undefined {
  const [least, most] = RANGES[name];
  const inRange = (number: string) => Number(number) >= least && Number(number) <= most;
  const elements = value.trim().split(",").map((element) => element.trim()).map((element) => {
    const [, from, to] = /^\[(\d{1,2})-(\d{1,2})\]$/.exec(element) ?? [];
    if (from !== undefined && to !== undefined) return inRange(from) && inRange(to) && Number(from) <= Number(to) ? `${Number(from)}-${Number(to)}` : undefined;
    const [, start, step] = /^(\d{1,2}|\*)(?:\/(\d{1,2}))?$/.exec(element) ?? [];
    if (start === undefined || (start !== "*" && !inRange(start)) || (step !== undefined && Number(step) === 0)) return undefined;
    if (step === undefined) return start === "*" ? "*" : String(Number(start));
    return `${start === "*" ? least : Number(start)}-${most}/${Number(step)}`;
  });
  return elements.includes(undefined) ? undefined : elements.join(",");
}

/** The next time a schedule comes round, in UTC. */
export function nextTick(when: QuerySchedule, now: Date): Date {
  return CronExpressionParser.parse(crontabOf(when), { currentDate: now, tz: "UTC" }).next().toDate();
}

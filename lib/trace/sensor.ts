/** What is measured on the way of goods. */
export const MEASURES = ["temperature", "humidity"] as const;
export type Measure = (typeof MEASURES)[number];

/** A measurement as an event reports it: thousandths of a degree Celsius or of a per cent; `lowest` and `highest` differ where the sensor summed a span up. */
export type Reading = { readonly measure: Measure; readonly at: string; readonly value: number; readonly lowest: number; readonly highest: number; readonly device: string | null };

/** Between which values goods must be kept, in thousandths; null where nothing binds that side. */
export type Limit = { readonly measure: Measure; readonly lowest: number | null; readonly highest: number | null; readonly source: string };

/**
 * A time outside the limits: the readings outside follow each other without one inside between them. `atLeast` is the time between the
 * first and the last of them, `atMost` up to the readings inside on both sides, null where there is none; milliseconds.
 */
export type Excursion = {
  readonly measure: Measure;
  readonly side: "above" | "below";
  readonly from: string;
  readonly to: string;
  readonly atLeast: number;
  readonly atMost: number | null;
  readonly worst: number;
  readonly readings: number;
};

/** Degrees Celsius of a value in another unit (UN/ECE Recommendation 20: CEL, FAH, KEL), relative humidity of P1. */
const UNITS: Readonly<Record<Measure, Readonly<Record<string, (value: number) => number>>>> = {
  temperature: { CEL: (value) => value, FAH: (value) => ((value - 32) * 5) / 9, KEL: (value) => value - 273.15 },
  humidity: { P1: (value) => value },
};

/** The measurements of an event's `sensorElementList` (EPCIS 2.0 section 7.3.7); what has another unit, or no number, is left out. `eventTime` holds where the report names no time. */
export function readingsOf(sensorElements: unknown, eventTime: string): Reading[] {
  if (!Array.isArray(sensorElements)) return [];
  return sensorElements.flatMap((element: unknown) => {
    const metadata = memberOf(element, "sensorMetadata");
    const reports = memberOf(element, "sensorReport");
    return Array.isArray(reports) ? reports.flatMap((report: unknown) => readingOf(report, metadata, eventTime)) : [];
  });
}

function readingOf(report: unknown, metadata: unknown, eventTime: string): Reading[] {
  const measure = measureOf(textOf(memberOf(report, "type")));
  const convert = measure === undefined ? undefined : UNITS[measure][textOf(memberOf(report, "uom")) ?? ""];
  if (measure === undefined || convert === undefined) return [];
  const read = (name: string): number | undefined => {
    const value = memberOf(report, name);
    return typeof value === "number" && Number.isFinite(value) ? Math.round(convert(value) * 1000) : undefined;
  };
  const [low, high] = [read("minValue"), read("maxValue")];
  const value = read("value") ?? read("meanValue") ?? (low !== undefined && high !== undefined ? Math.round((low + high) / 2) : (low ?? high));
  const at = instantOf(textOf(memberOf(report, "time")) ?? textOf(memberOf(metadata, "time")) ?? textOf(memberOf(metadata, "endTime")) ?? eventTime);
  if (value === undefined || at === undefined) return [];
  const device = textOf(memberOf(report, "deviceID")) ?? textOf(memberOf(metadata, "deviceID"));
  return [{ measure, at, value, lowest: Math.min(low ?? value, value), highest: Math.max(high ?? value, value), device }];
}

/** Readings in the order of time, each once: a sensor's log that came twice is one log. */
export function inOrderOfTime(readings: readonly Reading[]): Reading[] {
  const key = (one: Reading): string => `${one.at} ${one.measure} ${one.device ?? ""} ${one.lowest} ${one.value} ${one.highest}`;
  return [...new Map(readings.map((one) => [key(one), one])).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** The times outside the limits of one measure, in the order of time. A reading on the limit is inside. */
export function excursionsOf(readings: readonly Reading[], limit: Limit): Excursion[] {
  const own = inOrderOfTime(readings.filter((one) => one.measure === limit.measure));
  const sideOf = (one: Reading): Excursion["side"] | null => {
    if (limit.highest !== null && one.highest > limit.highest) return "above";
    return limit.lowest !== null && one.lowest < limit.lowest ? "below" : null;
  };
  const found: Excursion[] = [];
  for (let start = 0; start < own.length; ) {
    const first = own[start];
    const side = first === undefined ? null : sideOf(first);
    const length = own.slice(start).findIndex((one) => sideOf(one) !== side);
    const end = side === null ? start + 1 : length < 0 ? own.length : start + length;
    if (first !== undefined && side !== null) found.push(excursion(own.slice(start, end), side, own[start - 1], own[end]));
    start = end;
  }
  return found;
}

function excursion(outside: readonly Reading[], side: Excursion["side"], before: Reading | undefined, after: Reading | undefined): Excursion {
  const [from, to] = [outside[0]?.at ?? "", outside.at(-1)?.at ?? ""];
  const time = (at: string): number => Date.parse(at);
  const worst = side === "above" ? Math.max(...outside.map((one) => one.highest)) : Math.min(...outside.map((one) => one.lowest));
  const atMost = before === undefined || after === undefined ? null : time(after.at) - time(before.at);
  return { measure: outside[0]?.measure ?? "temperature", side, from, to, atLeast: time(to) - time(from), atMost, worst, readings: outside.length };
}

/** The measure of a sensor report's type: a word of the GS1 Web Vocabulary, short, as a CURIE or as a URI; older ones begin with MT-. */
function measureOf(type: string | null): Measure | undefined {
  const name = type?.replace(/^.*[/:#]/, "").replace(/^MT-/, "");
  if (name === "Temperature") return "temperature";
  return name === "RelativeHumidity" || name === "Humidity" ? "humidity" : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name] ?? (value as Readonly<Record<string, unknown>>)[`epcis:${name}`];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function instantOf(text: string): string | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

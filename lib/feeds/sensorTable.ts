import { numberText, readJson } from "./exactJson.ts";
import { localName } from "./lotData.ts";

/** One sensor report of an event as a table shows it; values with their unit as sent, `time` an instant or a span. Missing parts are null. */
export type SensorRow = {
  readonly time: string | null;
  readonly type: string;
  readonly value: string | null;
  readonly least: string | null;
  readonly most: string | null;
  readonly mean: string | null;
  readonly unit: string | null;
  readonly device: string | null;
  readonly alert: string | null;
};

/** The sensor reports of an event's JSON (EPCIS 2.0 section 7.3.7), in their order; what a report leaves out is taken from its element's metadata. */
export function sensorRows(json: string): SensorRow[] {
  const read = readJson(json);
  const elements = read.ok ? member(read.value, "sensorElementList") : undefined;
  return listOf(elements).flatMap((element) => listOf(member(element, "sensorReport")).map((report) => rowOf(report, member(element, "sensorMetadata"))));
}

function rowOf(report: unknown, metadata: unknown): SensorRow {
  const text = (name: string) => textOf(member(report, name)) ?? textOf(member(metadata, name));
  const number = (name: string) => numberText(member(report, name)) ?? null;
  const [from, to] = [text("startTime"), text("endTime")];
  const stated = ["stringValue", "hexBinaryValue", "uriValue"].map((name) => textOf(member(report, name))).find((each) => each !== null) ?? null;
  const truth = member(report, "booleanValue");
  return {
    time: text("time") ?? (from === null && to === null ? null : `${from ?? ""} – ${to ?? ""}`),
    type: localName(textOf(member(report, "type")) ?? ""),
    value: number("value") ?? stated ?? (typeof truth === "boolean" ? String(truth) : null),
    least: number("minValue"),
    most: number("maxValue"),
    mean: number("meanValue"),
    unit: text("uom"),
    device: text("deviceID"),
    alert: text("exception"),
  };
}

const member = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

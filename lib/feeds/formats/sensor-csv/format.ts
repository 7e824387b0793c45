import { parseGtin } from "#lib/identification/gtin";
import { parseGln } from "#lib/identification/gln";
import { parseSscc } from "#lib/identification/sscc";
import { CsvError, parse } from "csv-parse/sync";
import { readInstant } from "../../cell.ts";
import type { EventProblem, Format, ReadDocument, ReadEvent } from "../../event.ts";
import { columnsOf } from "../../header.ts";
import type { HeaderWords } from "../../header.ts";
import { writtenOffset } from "../../instant.ts";
import { cellPointer } from "../../mapping.ts";
import { format as epcisJson } from "../epcis-json/format.ts";

const WORDS = {
  time: ["时间", "采集时间", "time", "timestamp", "recorded at", "date time"],
  device: ["设备编号", "设备", "传感器", "device", "device id", "sensor", "logger"],
  temperature: ["温度", "温度℃", "temperature", "temp", "celsius"],
  humidity: ["湿度", "相对湿度", "humidity", "relative humidity", "rh"],
  latitude: ["纬度", "latitude", "lat"],
  longitude: ["经度", "longitude", "lon", "lng"],
  place: ["地点", "位置", "place", "location", "gln"],
  item: ["sscc", "物品", "物流单元", "item", "epc"],
  gtin: ["gtin", "商品条码", "条码"],
  lot: ["批号", "生产批号", "lot", "batch"],
} as const satisfies HeaderWords<string>;
type Field = keyof typeof WORDS;

const CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
const LIST = "/epcisBody/eventList/";

/**
 * Sensor readings as a CSV table with headers in either language: time, device, temperature in °C, relative humidity in percent, place as
 * latitude and longitude, a GLN or a URI, and what they are about: an SSCC or other EPC, or GTIN and lot. Each row is one ObjectEvent with a
 * sensorElementList, so that rows sent twice are known again. Times without a zone are China's.
 */
export const format: Format = {
  id: "sensor-csv",
  contentTypes: ["text/csv"],
  recognise: (body) => {
    const columns = columnsOf(headerOf(body), WORDS);
    return columns.time !== undefined && (columns.temperature !== undefined || columns.humidity !== undefined);
  },
  read,
};

/** The cells of the first line; none where it is no line of a table. */
function headerOf(body: string): string[] {
  try {
    return rowsOf(body.slice(0, 4_000).split(/\r\n|\r|\n/)[0] ?? "")[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function read(body: string, { now }: { readonly now: Date }): ReadDocument {
  let rows: string[][];
  try {
    rows = rowsOf(body);
  } catch (error) {
    if (error instanceof CsvError) return broken("malformed-csv", error.message);
    throw error;
  }
  const header = (rows[0] ?? []).map((name) => name.replace(/^\uFEFF/, "").trim());
  const columns = columnsOf(header, WORDS);
  const lines = rows.slice(1).map((cells, at) => ({ row: at + 2, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const readings = lines.map(({ row, cells }) => readingOf(row, (field) => cells[header.indexOf(columns[field] ?? "")]?.trim() ?? "", (field) => cellPointer(row, columns[field] ?? field)));
  const document = { "@context": [CONTEXT], type: "EPCISDocument", schemaVersion: "2.0", creationDate: now.toISOString(), epcisBody: { eventList: readings.map(({ event }) => event) } };
  const known = epcisJson.read(JSON.stringify(document), { now });
  return { ...known, events: known.events.map((event, index) => atRow(event, readings[index], lines[index]?.row ?? 0)) };
}

type Reading = { readonly event: Record<string, unknown>; readonly problems: readonly EventProblem[] };

function readingOf(row: number, of: (field: Field) => string, place: (field: Field) => string): Reading {
  const problems: EventProblem[] = [];
  const wrong = (field: Field, code: string, detail: string): void => void problems.push({ pointer: place(field), code, detail, severity: "error" });
  const instant = readInstant(of("time"), "unambiguous", "+08:00");
  if (!instant.ok) wrong("time", instant.code, instant.detail);
  const time = instant.ok ? String(instant.value) : "";
  const report = [measured("Temperature", "CEL", of("temperature")), measured("RelativeHumidity", "P1", of("humidity"))];
  if (report[0] === null) wrong("temperature", "not-a-number", `${JSON.stringify(of("temperature").slice(0, 40))} is no temperature`);
  if (report[1] === null) wrong("humidity", "not-a-number", `${JSON.stringify(of("humidity").slice(0, 40))} is no humidity`);
  if (of("temperature") === "" && of("humidity") === "") wrong("temperature", "nothing-measured", `row ${row} has neither temperature nor humidity`);
  const device = of("device");
  const metadata = { time, ...(device === "" ? {} : { deviceID: device.includes(":") ? device : `urn:x-tallyhouse:device:${encodeURIComponent(device)}` }) };
  const readPoint = placeOf(of("place"), of("latitude"), of("longitude"));
  const event = {
    type: "ObjectEvent", action: "OBSERVE", bizStep: "sensor_reporting", eventTime: time, eventTimeZoneOffset: writtenOffset(time) ?? "+00:00",
    ...subjectOf(of("item"), of("gtin"), of("lot")),
    ...(readPoint === undefined ? {} : { readPoint: { id: readPoint } }),
    sensorElementList: [{ sensorMetadata: metadata, sensorReport: report.filter((one) => one !== undefined && one !== null) }],
  };
  return { event, problems };
}

/** One measurement; undefined where nothing was measured, null where what stands there is no number. */
function measured(type: string, uom: string, text: string): object | undefined | null {
  const value = text.replace(/\s*(?:℃|°C|%)$/, "");
  if (value === "") return undefined;
  return /^-?\d{1,4}(?:\.\d{1,6})?$/.test(value) ? { type, value: Number(value), uom } : null;
}

function placeOf(place: string, latitude: string, longitude: string): string | undefined {
  if (place !== "") return parseGln(place).ok ? `https://id.gs1.org/414/${place}` : place.includes(":") ? place : `urn:x-tallyhouse:place:${encodeURIComponent(place)}`;
  return latitude === "" || longitude === "" ? undefined : `geo:${latitude},${longitude}`;
}

function subjectOf(item: string, gtin: string, lot: string): object {
  if (item !== "") return { epcList: [parseSscc(item).ok ? `https://id.gs1.org/00/${item}` : item] };
  const product = parseGtin(gtin);
  if (gtin === "") return { epcList: [] };
  const link = `https://id.gs1.org/01/${product.ok ? product.gtin : gtin}`;
  return { epcList: [], quantityList: [{ epcClass: lot === "" ? link : `${link}/10/${encodeURIComponent(lot)}` }] };
}

/** An event with the place of its row instead of its place in a document that nobody sent; a row that is wrong has no content. */
function atRow(event: ReadEvent, reading: Reading | undefined, row: number): ReadEvent {
  const own = reading?.problems ?? [];
  const problems = own.length > 0 ? own : event.problems.map((one) => ({ ...one, pointer: `/rows/${row}${one.pointer.startsWith(LIST) ? one.pointer.slice(LIST.length).replace(/^\d+/, "") : ""}` }));
  return { ...event, pointer: `/rows/${row}`, content: own.length > 0 ? null : event.content, problems };
}

function rowsOf(text: string): string[][] {
  const [head = ""] = text.split(/\r\n|\r|\n/, 1);
  const delimiter = [",", ";", "\t"].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  return parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false, max_record_size: 100_000 });
}

function broken(code: string, detail: string): ReadDocument {
  return { kind: "document", events: [], documentProblems: [{ pointer: "", code, detail, severity: "error" }] };
}

import type { Format } from "../event.ts";
import type { RecordFormat } from "../record.ts";
import { format as crossBorder } from "./cross-border/format.ts";
import { format as declarationTable } from "./declaration-table/format.ts";
import { format as epcisJson } from "./epcis-json/format.ts";
import { format as epcisXml } from "./epcis-xml/format.ts";
import { format as reportCsv } from "./report-csv/format.ts";
import { format as sensorCsv } from "./sensor-csv/format.ts";
import { format as singleWindow } from "./single-window/format.ts";

/** Every feed format; the first that takes the content type and recognises the body reads it. A new one is one folder and one entry here. */
export const FORMATS: readonly Format[] = [epcisJson, epcisXml, sensorCsv];

/** Every format of records that are no events: declarations, papers of cross-border trade, pre-shipment reports. */
export const RECORD_FORMATS: readonly RecordFormat[] = [singleWindow, crossBorder, declarationTable, reportCsv];

/** The media type of a Content-Type header, without its parameters. */
export const mediaType = (contentType: string): string => (contentType.split(";")[0] ?? "").trim().toLowerCase();

/** The formats that come as this content type; none when it is not supported. */
export function formatsFor(contentType: string): readonly Format[] {
  return FORMATS.filter((format) => format.contentTypes.includes(mediaType(contentType)));
}

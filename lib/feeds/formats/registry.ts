import type { Format } from "../event.ts";
import { format as epcisJson } from "./epcis-json/format.ts";

/** Every feed format; the first that takes the content type and recognises the body reads it. A new one is one folder and one entry here. */
export const FORMATS: readonly Format[] = [epcisJson];

/** The media type of a Content-Type header, without its parameters. */
export const mediaType = (contentType: string): string => (contentType.split(";")[0] ?? "").trim().toLowerCase();

/** The formats that come as this content type; none when it is not supported. */
export function formatsFor(contentType: string): readonly Format[] {
  return FORMATS.filter((format) => format.contentTypes.includes(mediaType(contentType)));
}

import { describe, expect, it } from "vitest";
import { typeOfFile, typeOfText } from "./send-document.ts";

describe("a file's type", () => {
  it.each([
    ["events.json", "", "application/json", false],
    ["events.JSONLD", "", "application/ld+json", false],
    ["events.xml", "text/xml", "application/xml", false],
    ["readings.csv", "application/vnd.ms-excel", "text/csv", false],
    ["events.xml.gz", "application/gzip", "application/xml", true],
    ["events.gz", "application/gzip", "application/json", true],
    ["events", "", "application/json", false],
    ["events.json", "text/plain", "application/json", false],
    ["events.other", "text/other", "text/other", false],
  ])("of %s (%s) is %s", (name, type, contentType, packed) => expect(typeOfFile(name, type)).toEqual({ contentType, packed }));
});

describe("a pasted text", () => {
  it.each([
    ['{"type": "ObjectEvent", "action": "ADD"}', "application/json"],
    ["{ cut off, and more\n", "application/json"],
    ['  <?xml version="1.0"?><x/>', "application/xml"],
    ["time,device,temperature\n2026-03-01T08:00:00+01:00,T1,4.5\n", "text/csv"],
    ["时间;设备;温度\n", "text/csv"],
    ["hello", "application/json"],
  ])("%j is sent as %s", (text, contentType) => expect(typeOfText(text)).toEqual({ contentType, packed: false }));
});

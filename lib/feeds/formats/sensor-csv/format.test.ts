import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

const now = new Date("2026-04-01T08:00:00Z");
const sample = readFileSync(new URL("./sample.csv", import.meta.url), "utf8");
const bodies = (text: string) => format.read(text, { now }).events.map(({ content }) => JSON.parse(content?.bodyText ?? "null") as Record<string, unknown> | null);

describe("sensor readings as a table", () => {
  it("are ObjectEvents about what they measured, each with its place and its sensor", () => {
    expect(format.recognise(sample)).toBe(true);
    const { events } = format.read(sample, { now });
    expect(events.map(({ pointer, content }) => [pointer, content?.items.map(({ item }) => item)])).toEqual([
      ["/rows/2", ["00/130123456789012347"]], ["/rows/3", ["00/130123456789012347"]], ["/rows/4", ["01/03012345123457/10/L2023-07"]],
    ]);
    expect(bodies(sample)[1]).toMatchObject({
      type: "ObjectEvent", action: "OBSERVE", bizStep: "sensor_reporting", eventTime: "2026-03-02T08:10:00+08:00", eventTimeZoneOffset: "+08:00", readPoint: { id: "geo:31.3416,121.5796" },
      sensorElementList: [{ sensorMetadata: { time: "2026-03-02T08:10:00+08:00" }, sensorReport: [{ type: "Temperature", value: 12.1, uom: "CEL" }, { type: "RelativeHumidity", value: 64, uom: "P1" }] }],
    });
  });

  it("are known again when their rows are sent in another file", () => {
    const [first] = format.read(sample, { now }).events;
    const again = format.read(sample.split("\n").toSpliced(2, 2).join("\n"), { now: new Date("2026-05-01T08:00:00Z") }).events[0];
    expect([again?.content?.hash]).toEqual([first?.content?.hash]);
  });

  it("have English headers, a GLN as place, and either measurement alone", () => {
    expect(bodies("time;temp;location\n2026-03-02T00:00:00Z;-18.5;3012345000017\n")).toMatchObject([
      { eventTimeZoneOffset: "+00:00", readPoint: { id: "https://id.gs1.org/414/3012345000017" }, sensorElementList: [{ sensorReport: [{ type: "Temperature", value: -18.5 }] }] },
    ]);
  });

  it.each([
    ["a time that is none", "2026-02-30,12", "/rows/2/time", "not-a-date"],
    ["a temperature that is no number", "2026-03-02,warm", "/rows/2/temperature", "not-a-number"],
    ["nothing measured", "2026-03-02,", "/rows/2/temperature", "nothing-measured"],
  ])("with %s are refused at their cell, and the rows beside them are taken", (_what, row, pointer, code) => {
    const { events } = format.read(`time,temperature\n${row}\n2026-03-02,5\n`, { now });
    expect(events[0]).toMatchObject({ content: null, problems: [{ pointer, code, severity: "error" }] });
    expect(events[1]?.content).not.toBeNull();
  });

  it("are not recognised in a table of something else, or in what is no table", () => {
    expect([format.recognise("number,quantity\n1,2"), format.recognise("{}"), format.recognise("time,\"open"), format.recognise("")]).toEqual([false, false, false, false]);
    expect(format.read('time,temperature\n"x', { now }).documentProblems).toMatchObject([{ code: "malformed-csv" }]);
  });
});

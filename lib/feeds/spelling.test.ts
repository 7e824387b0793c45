import { describe, expect, it } from "vitest";
import { sensorRows } from "./sensorTable.ts";
import { sentSpellings, spellingsOf } from "./spelling.ts";

describe("the spellings of an identifier", () => {
  it("are the link, the element string, and the URN where one was sent", () => {
    expect(spellingsOf("01/03012345123457/10/A", ["urn:epc:class:lgtin:3012345.012345.A"])).toEqual([
      { form: "link", text: "https://id.gs1.org/01/03012345123457/10/A" }, { form: "urn", text: "urn:epc:class:lgtin:3012345.012345.A" }, { form: "element", text: "(01)03012345123457(10)A" },
    ]);
    expect(spellingsOf("01/03012345123457/10/A", ["https://shop.example/01/03012345123457/10/A"]).map(({ form }) => form)).toEqual(["link", "element", "sent"]);
  });

  it("are those as sent, of what is no GS1 key", () => expect(spellingsOf("urn:x:1", ["urn:x:1"])).toEqual([]));

  it("are found wherever an event names something", () => {
    const json = JSON.stringify({
      parentID: "urn:epc:id:sscc:3012345.0000000001",
      childEPCs: ["urn:x:1"],
      childQuantityList: [{ epcClass: "https://a.example/01/03012345123457/10/A" }, { epcClass: "urn:epc:class:lgtin:3012345.012345.A" }],
    });
    expect([...sentSpellings(json)]).toEqual([
      ["00/030123450000000017", ["urn:epc:id:sscc:3012345.0000000001"]], ["urn:x:1", ["urn:x:1"]], ["01/03012345123457/10/A", ["https://a.example/01/03012345123457/10/A", "urn:epc:class:lgtin:3012345.012345.A"]],
    ]);
  });
});

describe("the sensor readings of an event", () => {
  it("are rows, with what the metadata says for all of them, and every digit", () => {
    const json = `{"sensorElementList":[{"sensorMetadata":{"time":"2026-01-01T00:00:00Z","deviceID":"urn:x:thermometer"},"sensorReport":[{"type":"Temperature","value":9007199254740993,"uom":"CEL"},{"type":"gs1:RelativeHumidity","minValue":12.1,"maxValue":12.9,"uom":"P1","time":"2026-01-02T00:00:00Z","exception":"ALARM_CONDITION"}]},{"sensorReport":[{"type":"Dimensionless","booleanValue":true,"startTime":"2026-01-01T00:00:00Z"}]}]}`;
    const nothing = { value: null, least: null, most: null, mean: null, unit: null, device: null, alert: null };
    expect(sensorRows(json)).toEqual([
      { ...nothing, time: "2026-01-01T00:00:00Z", type: "Temperature", value: "9007199254740993", unit: "CEL", device: "urn:x:thermometer" },
      { ...nothing, time: "2026-01-02T00:00:00Z", type: "RelativeHumidity", least: "12.1", most: "12.9", unit: "P1", device: "urn:x:thermometer", alert: "ALARM_CONDITION" },
      { ...nothing, time: "2026-01-01T00:00:00Z – ", type: "Dimensionless", value: "true" },
    ]);
  });

  it.each(["{}", "no", '{"sensorElementList":{}}', '{"sensorElementList":[1,{"sensorReport":2}]}'])("are none in %s", (json) => expect(sensorRows(json)).toEqual([]));
});

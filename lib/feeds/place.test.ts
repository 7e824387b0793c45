import { describe, expect, it } from "vitest";
import { readPlace } from "./identifier.ts";

describe("a place", () => {
  it.each([
    ["urn:epc:id:sgln:3012345.00001.0", "414/3012345000017", undefined],
    ["https://shop.example/414/3012345000017", "414/3012345000017", undefined],
    ["https://id.gs1.org/414/3012345000018", "414/3012345000018", "bad-check-digit"],
    ["https://id.gs1.org/417/4012345000023", "417/4012345000023", undefined],
    ["urn:epc:id:sgtin:3012345.012345.77", "01/03012345123457/21/77", "place-is-no-location"],
    ["urn:epc:id:grai:3012345.00001.5", "8003/030123450000175", "place-is-no-location"],
    ["urn:epc:id:sgln:3012345.1", "urn:epc:id:sgln:3012345.1", "malformed-epc"],
    ["urn:winery:cellar", "urn:winery:cellar", "unidentified-location"],
    ["https://winery.example/cellar/7", "https://winery.example/cellar/7", "unidentified-location"],
  ])("%s is %s, with the doubt %s", (uri, key, code) => {
    const read = readPlace(uri);
    expect([read.place.key, read.doubt?.code]).toEqual([key, code]);
  });
});

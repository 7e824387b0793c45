import { describe, expect, it } from "vitest";
import { webLink } from "./link.ts";

describe("the canonical link of a GS1 key", () => {
  it.each([
    ["urn:epc:id:sgtin:3012345.012345.7", "01/03012345123457/21/7"],
    ["urn:epc:class:lgtin:3012345.012345.A.B", "01/03012345123457/10/A.B"],
    ["urn:epc:idpat:sgtin:3012345.012345.*", "01/03012345123457"],
    ["urn:epc:id:sgtin:3012345.012345.a(1)*%2F", "01/03012345123457/21/a%281%29%2A%2F"],
    ["urn:epc:id:sscc:3012345.0000000001", "00/030123450000000017"],
    ["urn:epc:id:sgln:3012345.00001.0", "414/3012345000017"],
    ["urn:epc:id:sgln:3012345.00001.7", "414/3012345000017/254/7"],
    ["urn:epc:id:grai:3012345.00001.55", "8003/0301234500001755"],
    ["urn:epc:id:giai:3012345.T-9", "8004/3012345T-9"],
    ["https://shop.example/a/01/03012345123457/10/L1/21/S1?17=270101", "01/03012345123457/21/S1"],
    ["https://shop.example/gtin/3012345123457/lot/L1", "01/03012345123457/10/L1"],
    ["https://shop.example/01/03012345123457/22/A", "01/03012345123457"],
  ])("%s", (uri, path) => {
    expect(webLink(uri)).toBe(`https://id.gs1.org/${path}`);
  });

  it.each(["urn:epc:id:sgtin:3012345", "urn:epc:id:gid:1.2.3", "urn:uuid:1", "https://example.com/po/12345678", "https://example.com/01/nine", "geo:44.8,-0.6"])("%s has none", (uri) => {
    expect(webLink(uri)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { pageSize, readFilter } from "./filter.ts";
import { readToken, tokenOf } from "./pageToken.ts";

const read = (query: string) => readFilter(new URLSearchParams(query));

describe("a query over events", () => {
  it.each(["shipping", "https://ref.gs1.org/cbv/BizStep-shipping", "urn:epcglobal:cbv:bizstep:shipping", "cbv:BizStep-shipping"])("finds a step written as %s", (step) => {
    expect(read(`EQ_bizStep=${encodeURIComponent(step)}`).bizSteps).toEqual(["shipping"]);
  });

  it.each(["urn:epc:id:sgln:3012345.00001.0", "https://example.com/414/3012345000017"])("finds a place written as %s", (place) => {
    expect(read(`EQ_readPoint=${encodeURIComponent(place)}`).readPoints).toEqual(["414/3012345000017"]);
  });

  it("finds pieces by their class where a pattern is given, and one of several values", () => {
    expect(read("MATCH_anyEPC=urn:epc:idpat:sgtin:3012345.012345.*,urn:epc:id:sgtin:3012345.012345.7").matches).toMatchObject([{ items: ["01/03012345123457/21/7"], gtins: ["03012345123457"] }]);
  });

  it("takes an instant whose plus arrives as a space", () => {
    expect(read("GE_eventTime=2024-03-02T08:00:00+01:00").eventTime).toEqual({ from: new Date("2024-03-02T07:00:00Z") });
  });

  it.each([
    ["EQ_colour=red", "unsupported-parameter"],
    ["GE_eventTime=yesterday", "bad-parameter"],
    ["MATCH_epc=urn:epc:idpat:sgtin:*.*.*", "bad-parameter"],
  ])("%s is refused", (query, code) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code }));
  });
});

describe("pages", () => {
  it.each([["", 30], ["perPage=1", 1], ["perPage=500", 500], ["perPage=501", 500]])("%s has %i rows", (query, size) => {
    expect(pageSize(new URLSearchParams(query))).toBe(size);
  });

  it.each(["0", "-1", "ten", ""])("of %j rows are refused", (size) => {
    expect(() => pageSize(new URLSearchParams({ perPage: size }))).toThrow(expect.objectContaining({ code: "bad-parameter" }));
  });

  it("are found again by their token, and by no other text", () => {
    expect(readToken(tokenOf("42"))).toBe("42");
    for (const text of ["", "42", "MTo", "MTo0Mg==", "..."]) expect(readToken(text)).toBeUndefined();
  });
});

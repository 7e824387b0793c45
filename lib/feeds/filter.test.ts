import { describe, expect, it } from "vitest";
import { pageSize } from "./filter.ts";
import { opened, readToken, sealed, tokenOf } from "./pageToken.ts";
import { patternOf } from "./queryPattern.ts";
import { prefixesInHeader, queryOfAddress, queryOfDefinition } from "./query.ts";
import { inEveryUnit } from "./sensorUnit.ts";

const read = (query: string) => queryOfAddress(new URLSearchParams(query));
const conditions = (query: string) => read(query).conditions;

describe("a query over events", () => {
  it.each(["shipping", "https://ref.gs1.org/cbv/BizStep-shipping", "urn:epcglobal:cbv:bizstep:shipping", "cbv:BizStep-shipping"])("finds a step written as %s", (step) => {
    expect(conditions(`EQ_bizStep=${encodeURIComponent(step)}`)).toEqual([{ on: "column", column: "bizStep", values: ["shipping"] }]);
  });

  it.each(["urn:epc:id:sgln:3012345.00001.0", "https://example.com/414/3012345000017", "(414)3012345000017"])("finds a place written as %s", (place) => {
    expect(conditions(`EQ_readPoint=${encodeURIComponent(place)}`)).toMatchObject([{ column: "readPoint", keys: ["414/3012345000017"] }]);
  });

  it("parts values by a bar, and URIs by a comma where another begins", () => {
    expect(conditions("EQ_action=ADD|DELETE")).toMatchObject([{ values: ["ADD", "DELETE"] }]);
    expect(conditions("MATCH_anyEPC=urn:epc:id:sgtin:3012345.012345.7,8,urn:epc:id:sgtin:3012345.012345.9")).toMatchObject([{ items: ["01/03012345123457/21/7%2C8", "01/03012345123457/21/9"] }]);
  });

  it("takes an instant whose plus arrives as a space", () => {
    expect(conditions("GE_eventTime=2024-03-02T08:00:00+01:00")).toEqual([{ on: "instant", column: "eventTime", comparison: "GE", at: new Date("2024-03-02T07:00:00Z") }]);
  });

  it("knows the time of an error declaration by both names that the standard's files give it", () => {
    expect(conditions("GE_errorDeclarationTime=2024-03-02T08:00:00Z")).toEqual(conditions("GE_errorDeclaration_Time=2024-03-02T08:00:00Z"));
  });

  it("reads a field of the sender's own under the namespace that the caller's prefix stands for", () => {
    const query = queryOfAddress(new URLSearchParams("EQ_ex:colour=red"), prefixesInHeader("ex=https://ns.example.com/, other=urn:x:"));
    expect(query.conditions).toMatchObject([{ on: "field", area: "event", field: { namespace: "https://ns.example.com/", local: "colour" }, test: { texts: ["red"] } }]);
  });

  it.each([
    ["EQ_colour=red", "unsupported-parameter"],
    ["GE_eventDate=2026-01-01T00:00:00Z", "unsupported-parameter"],
    ["EQ_percRank=1", "unsupported-parameter"],
    ["GE_eventTime=yesterday", "bad-parameter"],
    ["EQ_action=SHIPPED", "bad-parameter"],
    ["EQ_action=", "bad-parameter"],
    ["EQ_bizStep=flying", "bad-parameter"],
    ["eventType=OtherEvent", "bad-parameter"],
    ["GT_ex:size=large", "bad-parameter"],
    ["GE_quantity=many", "bad-parameter"],
    ["orderBy=bizStep", "bad-parameter"],
    ["orderBy=eventTime&orderDirection=SIDEWAYS", "bad-parameter"],
    ["eventCountLimit=1", "bad-parameter"],
    ["orderBy=eventTime&eventCountLimit=1&maxEventCount=1", "bad-parameter"],
    ["maxEventCount=0", "bad-parameter"],
    ["EQ_booleanValue=perhaps", "bad-parameter"],
    ["MATCH_epc=urn:epc:idpat:sgtin:*.012345.*", "bad-parameter"],
  ])("%s is refused, and named", (query, code) => {
    const name = [...new URLSearchParams(query).keys()].at(-1);
    expect(() => read(query)).toThrow(expect.objectContaining({ code, facts: expect.objectContaining({ parameter: name }) }));
  });

  it("has at most a thousand values of one parameter", () => {
    const values = (count: number) => `EQ_bizStep=${Array.from({ length: count }, () => "shipping").join("|")}`;
    expect(conditions(values(1000))).toHaveLength(1);
    expect(() => read(values(1001))).toThrow(expect.objectContaining({ code: "query-too-complex" }));
  });
});

describe("a query's definition", () => {
  it("reads lists, numbers and truth values as the schema has them, and prefixes from its context", () => {
    const query = queryOfDefinition({ "@context": [{ ex: "https://ns.example.com/" }], eventType: ["ObjectEvent"], GE_quantity: 5, EQ_booleanValue: true, EXISTS_errorDeclaration: null, "EQ_ex:size": 3 });
    expect(query.conditions.map(({ on }) => on)).toEqual(["column", "quantity", "truth", "declared", "field"]);
  });

  it.each([
    [{ eventType: "ObjectEvent" }, "eventType"],
    [{ EQ_action: ["SHIPPED"] }, "EQ_action"],
    [{ GE_eventTime: ["2026-01-01T00:00:00Z"] }, "GE_eventTime"],
    [{ EQ_bizStep: [{}] }, "EQ_bizStep"],
  ])("%j is refused for %s", (definition, parameter) => {
    expect(() => queryOfDefinition(definition)).toThrow(expect.objectContaining({ code: "bad-parameter", facts: expect.objectContaining({ parameter }) }));
  });
});

describe("a pattern of EPCs", () => {
  it.each([
    ["urn:epc:idpat:sgtin:3012345.012345.*", "01/03012345123457/21/7", true],
    ["urn:epc:idpat:sgtin:3012345.012345.*", "01/03012345123457/10/7", false],
    ["urn:epc:idpat:sgtin:3012345.*.*", "01/93012345123450/21/7", true],
    ["urn:epc:idpat:sgtin:3012346.*.*", "01/03012345123457/21/7", false],
    ["urn:epc:idpat:sgtin:*.*.*", "01/03012345123457/21/7", true],
    ["urn:epc:idpat:sscc:3012345.*", "00/130123451234567894", true],
    ["urn:epc:idpat:sscc:3012346.*", "00/130123451234567894", false],
    ["urn:epc:idpat:grai:3012345.12345.*", "8003/03012345123451A1", true],
    ["urn:epc:idpat:giai:3012345.*", "8004/3012345XY", true],
    ["urn:epc:idpat:gid:1.2.*", "urn:epc:id:gid:1.2.3", true],
    ["urn:epc:idpat:gid:1.2.*", "urn:epc:id:gid:1.23.3", false],
  ])("%s and %s: %s", (pattern, item, matches) => {
    const sought = patternOf(pattern, false);
    expect(new RegExp(sought?.form ?? "$x").test(item)).toBe(matches);
    const anywhere = [{ from: "", to: "~" }];
    const [gtins, items] = [sought?.gtins ?? anywhere, sought?.items ?? anywhere];
    const gtin = item.slice(3, 17);
    expect(!matches || (gtins.some(({ from, to }) => gtin >= from && gtin <= to) && items.some(({ from, to }) => item >= from && item <= to))).toBe(true);
  });

  it("stands for the lots of a trade item where classes are looked for", () => {
    expect(new RegExp(patternOf("urn:epc:idpat:sgtin:3012345.012345.*", true)?.form ?? "").test("01/03012345123457/10/A")).toBe(true);
  });

  it.each(["urn:epc:idpat:sgtin:3012345.*.7", "urn:epc:idpat:sgtin:3012345.012345.7", "urn:epc:idpat:sgtin:30.*.*", "urn:epc:id:sgtin:3012345.012345.*"])("%s is none", (text) => {
    expect(patternOf(text, false)).toBeUndefined();
  });
});

describe("a measurement", () => {
  it.each([
    ["CEL", "5", "FAH", "41"],
    ["FAH", "41", "CEL", "5"],
    ["CEL", "-273.15", "KEL", "0"],
    ["P1", "80", "C62", "0.8"],
    ["KPA", "101.325", "A97", "1013.25"],
    ["KMH", "36", "MTS", "10"],
  ])("of %s %s is %s %s", (unit, value, other, said) => {
    expect(inEveryUnit({ unit, value }).find((each) => each.unit === other)?.value).toBe(said);
  });

  it("has no zero point when it is a standard deviation, and stays alone in an unknown unit", () => {
    expect(inEveryUnit({ unit: "CEL", value: "5" }, true).find(({ unit }) => unit === "FAH")?.value).toBe("9");
    expect(inEveryUnit({ unit: "ZZZ", value: "5" })).toEqual([{ unit: "ZZZ", value: "5" }]);
  });
});

describe("pages", () => {
  it.each([["", 30], ["perPage=1", 1], ["perPage=500", 500], ["perPage=501", 500]])("%s have %i rows", (query, size) => {
    expect(pageSize(new URLSearchParams(query))).toBe(size);
  });

  it.each(["0", "-1", "ten", ""])("of %j rows are refused", (size) => {
    expect(() => pageSize(new URLSearchParams({ perPage: size }))).toThrow(expect.objectContaining({ code: "bad-parameter" }));
  });

  it("are found again by their token, and by no other text", () => {
    expect(readToken(tokenOf("42"))).toBe("42");
    for (const text of ["", "42", "MTo", "MTo0Mg==", "..."]) expect(readToken(text)).toBeUndefined();
  });

  it("belong to one query: its mark opens the token, another's does not, nor a token that was touched", () => {
    const [mine, other] = [read("EQ_action=ADD").mark, read("EQ_action=DELETE").mark];
    const token = sealed(mine, [7, null, "2024-01-01", 42]);
    expect(opened(mine, token)).toEqual([7, null, "2024-01-01", 42]);
    for (const wrong of [token.slice(0, -2), `${token}A`, sealed(other, [7]), tokenOf("42"), "", "x"]) expect(opened(mine, wrong)).toBeUndefined();
    expect(read("EQ_action=ADD&perPage=2").mark).toBe(mine);
  });
});

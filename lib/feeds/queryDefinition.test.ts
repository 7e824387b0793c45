import { describe, expect, test } from "vitest";
import { definitionOfAddress, saidParameters } from "./queryDefinition.ts";
import { queryOfAddress, queryOfDefinition } from "./query.ts";

describe("what an address asks for, kept as a definition", () => {
  test.each([
    "EQ_bizStep=shipping",
    "EQ_bizStep=shipping,receiving|accepting",
    "eventType=ObjectEvent|AggregationEvent&EQ_action=ADD",
    "GE_eventTime=2026-03-01T00:00:00%2B08:00&LT_eventTime=2026-03-02T00:00:00Z",
    "MATCH_anyEPC=urn:epc:id:sgtin:3012345.012345.1|urn:epc:id:sscc:3012345.1234567890",
    "MATCH_anyEPCClass=https://id.gs1.org/01/03012345123456/10/A,B",
    "WD_readPoint=https://id.gs1.org/414/3012345000017",
    "EQ_bizTransaction_po=urn:epc:id:gdti:0614141.00001.1618034",
    "GE_quantity_KGM=100&EQ_quantity=1,2",
    "GT_value_CEL=8&EXISTS_sensorElementList=true",
    "EXISTS_errorDeclaration",
    "EQ_example:colour=red|blue&EXISTS_example:shape",
    "EQ_booleanValue=true&GE_percRank=50",
    "orderBy=eventTime&orderDirection=DESC&eventCountLimit=5",
  ])("asks for the same: %s", (address) => {
    const parameters = new URLSearchParams(address);
    expect(queryOfDefinition(definitionOfAddress(parameters)).mark).toBe(queryOfAddress(parameters).mark);
  });

  test("has nothing of the pages it was looked through by", () => {
    expect(definitionOfAddress(new URLSearchParams("EQ_bizStep=shipping&perPage=5&nextPageToken=x"))).toEqual({ EQ_bizStep: ["shipping"] });
  });

  test.each([
    { address: "EQ_bizstep=shipping", code: "unsupported-parameter", why: "the standard writes it otherwise" },
    { address: "GE_eventTime=2026-03-01|2026-03-02", code: "bad-parameter", why: "one time is wanted" },
    { address: "EQ_bizStep=", code: "bad-parameter", why: "it has no value" },
  ])("is refused for $address: $why", ({ address, code }) => {
    expect(() => definitionOfAddress(new URLSearchParams(address))).toThrow(expect.objectContaining({ code }));
  });
});

describe("a query in words", () => {
  test.each([
    { parameter: { EQ_bizStep: ["shipping", "receiving"] }, said: { subject: "bizStep", relation: "is", values: ["shipping", "receiving"], facts: {} } },
    { parameter: { GE_eventTime: "2026-03-01T00:00:00Z" }, said: { subject: "eventTime", relation: "from", values: ["2026-03-01T00:00:00Z"], facts: {} } },
    { parameter: { LT_recordTime: "2026-03-01T00:00:00Z" }, said: { subject: "recordTime", relation: "before", values: ["2026-03-01T00:00:00Z"], facts: {} } },
    { parameter: { WD_readPoint: ["urn:epc:id:sgln:3012345.00001.0"] }, said: { subject: "readPoint", relation: "within", values: ["urn:epc:id:sgln:3012345.00001.0"], facts: {} } },
    { parameter: { MATCH_inputEPCClass: ["a"] }, said: { subject: "inputEPCClass", relation: "is", values: ["a"], facts: {} } },
    { parameter: { "EQ_bizTransaction_https://ref.gs1.org/cbv/BTT-po": ["a"] }, said: { subject: "bizTransaction", relation: "is", values: ["a"], facts: { type: "po" } } },
    { parameter: { LE_quantity_KGM: 7 }, said: { subject: "quantity", relation: "atMost", values: ["7"], facts: { unit: "KGM" } } },
    { parameter: { GT_maxValue_CEL: 8 }, said: { subject: "maxValue", relation: "over", values: ["8"], facts: { unit: "CEL" } } },
    { parameter: { EXISTS_errorDeclaration: null }, said: { subject: "errorDeclaration", relation: "exists", values: [], facts: {} } },
    { parameter: { "EQ_ILMD_cbvmda:lotNumber": ["L1"] }, said: { subject: "field", relation: "is", values: ["L1"], facts: { field: "cbvmda:lotNumber" } } },
    { parameter: { EQATTR_bizLocation_country: ["FR"] }, said: { subject: "attribute", relation: "is", values: ["FR"], facts: { field: "bizLocation · country" } } },
    { parameter: { orderBy: "eventTime" }, said: { subject: "orderBy", relation: "is", values: ["eventTime"], facts: {} } },
    { parameter: { colour: "red" }, said: { subject: "unknown", relation: "is", values: ["red"], facts: { name: "colour" } } },
  ])("says $said.subject $said.relation for $parameter", ({ parameter, said }) => {
    expect(saidParameters(parameter)).toEqual([{ name: Object.keys(parameter)[0], ...said }]);
  });
});

import { describe, expect, test } from "vitest";
import { addressOf, addressOfDefinition, askedIn, definitionOf } from "./asked.ts";

const NOTHING = { what: "", step: "", type: "", place: "", from: "", to: "", more: "" };

describe("what the filter of the events asks for", () => {
  test.each([
    { asked: {}, definition: {} },
    { asked: { step: "shipping", type: "ObjectEvent" }, definition: { eventType: ["ObjectEvent"], EQ_bizStep: ["shipping"] } },
    { asked: { what: "urn:epc:id:sgtin:3012345.012345.7" }, definition: { MATCH_anyEPC: ["urn:epc:id:sgtin:3012345.012345.7"] } },
    { asked: { what: "urn:epc:class:lgtin:3012345.012345.L1" }, definition: { MATCH_anyEPCClass: ["urn:epc:class:lgtin:3012345.012345.L1"] } },
    { asked: { what: "(01)03012345123457(10)L1" }, definition: { MATCH_anyEPCClass: ["(01)03012345123457(10)L1"] } },
    { asked: { what: "3012345123457" }, definition: { MATCH_anyEPCClass: ["https://id.gs1.org/01/03012345123457"] } },
    { asked: { what: "330123451234567894" }, definition: { MATCH_anyEPC: ["https://id.gs1.org/00/330123451234567894"] } },
    { asked: { place: "3012345000017" }, definition: { WD_readPoint: ["https://id.gs1.org/414/3012345000017"] } },
    { asked: { from: "2026-03-01", to: "2026-03-01" }, definition: { GE_eventTime: "2026-03-01T00:00:00+08:00", LT_eventTime: "2026-03-02T00:00:00+08:00" } },
    { asked: { from: "2026-02-30" }, definition: {} },
    { asked: { more: "EQ_action=ADD|DELETE&GE_quantity_KGM=100" }, definition: { EQ_action: ["ADD", "DELETE"], GE_quantity_KGM: "100" } },
    { asked: { more: "GE_recordTime=2026-03-01T00:00:00+08:00" }, definition: { GE_recordTime: "2026-03-01T00:00:00+08:00" } },
  ])("$asked", ({ asked, definition }) => {
    expect(definitionOf({ ...NOTHING, ...asked })).toEqual(definition);
  });

  test("a parameter of the query language in the address counts, and is shown among the further ones", () => {
    const asked = askedIn({ step: "shipping", EQ_disposition: ["in_transit", "damaged"], after: "x", what: " " });
    expect(asked).toEqual({ ...NOTHING, step: "shipping", more: "EQ_disposition=in_transit%7Cdamaged" });
    expect(definitionOf(asked)).toEqual({ EQ_bizStep: ["shipping"], EQ_disposition: ["in_transit", "damaged"] });
  });

  test("a parameter that is none is refused", () => {
    expect(() => definitionOf({ ...NOTHING, more: "EQ_colour=red" })).toThrow(expect.objectContaining({ code: "unsupported-parameter" }));
  });
});

describe("the address of the events", () => {
  test("holds the filter, and leads back to it", () => {
    const asked = { ...NOTHING, step: "shipping", more: "EQ_action=ADD" };
    const address = addressOf(asked, "token");
    expect(address).toBe("/feeds/events?step=shipping&more=EQ_action%3DADD&after=token");
    expect(askedIn(Object.fromEntries(new URLSearchParams(address.split("?")[1])))).toEqual(asked);
    expect(addressOf(NOTHING)).toBe("/feeds/events");
  });

  test.each([
    { EQ_bizStep: ["shipping", "receiving"], GE_eventTime: "2026-03-01T00:00:00+08:00" },
    { EXISTS_errorDeclaration: "true" },
    { "EQ_example:colour": ["red"] },
    {},
  ])("asks for what a query asks for: %j", (definition) => {
    const address = addressOfDefinition(definition);
    expect(definitionOf(askedIn(Object.fromEntries(new URLSearchParams(address.split("?")[1]))))).toEqual(definition);
  });
});

import { describe, expect, it } from "vitest";
import { atField, numbersOf } from "./numbers.ts";

describe("entry numbers as typed", () => {
  it.each([
    ["A-1 A-2,A-3", ["A-1", "A-2", "A-3"]],
    ["A-1，A-1、A-2\nA-3；", ["A-1", "A-2", "A-3"]],
    ["  ", []],
    [undefined, []],
  ])("%j", (text, numbers) => {
    expect(numbersOf(text)).toEqual(numbers);
  });
});

describe("a refusal of one entry", () => {
  it("stands at the field of the list", () => {
    const refused = { state: "refused" as const, code: "unknown-consignment", facts: {}, id: "1", fields: [{ pointer: "/consignments/2", code: "unknown-consignment" }, { pointer: "/title", code: "missing" }] };
    expect(atField("consignments", refused)).toMatchObject({ fields: [{ pointer: "/consignments" }, { pointer: "/title" }] });
    expect(atField("consignments", { state: "none" })).toEqual({ state: "none" });
  });
});

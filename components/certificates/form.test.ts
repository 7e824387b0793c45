import { describe, expect, it } from "vitest";
import { fieldAt, submissionOf } from "./form.ts";

const filled = { number: "FR-1", site: "3012345000017", scopeKind: "gtins", scope: "03012345000109, 03012345000116\n", value: "18000", unit: "XBO", from: "2023-01-01", last: "2023-12-31" };

describe("a submission form", () => {
  it("becomes a body whose period ends on the first day that is no longer certified", () => {
    expect(submissionOf(filled)).toEqual({
      number: "FR-1", site: "3012345000017", scope: { gtins: ["03012345000109", "03012345000116"] }, quantity: { value: "18000", unit: "XBO" }, production: { from: "2023-01-01", to: "2024-01-01" },
    });
  });

  it.each([
    ["category", "olive oil", { category: "olive oil" }],
    ["hsPrefixes", "2204；2205", { hsPrefixes: ["2204", "2205"] }],
  ])("of the scope %s reads %s", (scopeKind, scope, read) => expect(submissionOf({ ...filled, scopeKind, scope })["scope"]).toEqual(read));

  it("leaves out what is empty, and hands on a date that is none for the house to refuse", () => {
    expect(submissionOf({ number: undefined, last: "2023-02-30" })).toEqual({ scope: {}, quantity: { value: "", unit: "" }, production: { from: undefined, to: "2023-02-30" } });
  });

  it.each([
    ["/number", "number"], ["/scope/gtins/1", "scope"], ["/scope", "scope"], ["/quantity/unit", "unit"], ["/quantity/value", "value"], ["/production/from", "from"], ["/production/to", "last"],
    ["/supersedes", "supersedes"], ["/extractOf", "extractOf"], ["/proof", "proof"], ["/site", "site"], ["", "number"],
  ])("shows the problem at %s beside %s", (pointer, field) => expect(fieldAt(pointer)).toBe(field));
});

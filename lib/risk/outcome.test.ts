import { describe, expect, it } from "vitest";
import { labelOf, type Outcome } from "./outcome.ts";

const said = (changes: Partial<Outcome>): Outcome => ({ source: "examination", result: "not-confirmed", rule: null, reference: null, at: new Date("2026-03-02T00:00:00Z"), ...changes });
const later = new Date("2026-04-02T00:00:00Z");

describe("how a declaration turned out", () => {
  it.each<[string, readonly Outcome[], ReturnType<typeof labelOf>]>([
    ["nothing was said", [], null],
    ["an examination found nothing", [said({})], "not-confirmed"],
    ["an examination found a discrepancy", [said({ result: "confirmed" })], "confirmed"],
    ["one finding was a false alarm", [said({ source: "review", rule: "near-capacity" })], null],
    ["one finding was confirmed from the papers", [said({ source: "review", rule: "document-mismatch", result: "confirmed" })], "confirmed"],
    ["one examination found nothing and another something", [said({ reference: "examination:1" }), said({ reference: "examination:2", result: "confirmed" })], "confirmed"],
    ["a case was closed with a violation, opened again and closed without", [said({ source: "case", reference: "case:C-1", result: "confirmed" }), said({ source: "case", reference: "case:C-1", at: later })], "not-confirmed"],
    ["a case was closed without a violation, opened again and closed with one", [said({ source: "case", reference: "case:C-1" }), said({ source: "case", reference: "case:C-1", result: "confirmed", at: later })], "confirmed"],
  ])("%s: %s", (_, outcomes, label) => {
    expect(labelOf(outcomes)).toBe(label);
  });
});

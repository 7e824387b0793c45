import { describe, expect, it } from "vitest";
import { addressOf, filterOf } from "./asked.ts";

describe("the address of the quarantine", () => {
  it.each([
    [{}, "open"], [{ state: "resent" }, "resent"], [{ state: "any" }, undefined], [{ state: "gone" }, "open"],
  ] as const)("%o asks for what is %s", (asked, state) => expect(filterOf(asked).state).toBe(state));

  it.each([["2026-02-28", "2026-02-28"], ["2026-02-30", undefined], ["yesterday", undefined], ["", undefined]])("takes %s as the day %s", (day, wanted) => expect(filterOf({ day }).day).toBe(wanted));

  it("keeps its filter from page to page, and leaves out what is empty", () => {
    expect(addressOf({ code: "far-past", sender: "", after: "9" }, 5)).toBe("/feeds/quarantine?code=far-past&after=5");
    expect(addressOf({ after: "9" })).toBe("/feeds/quarantine");
  });
});

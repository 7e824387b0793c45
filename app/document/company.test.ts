import { describe, expect, it } from "vitest";
import { company } from "./company.ts";

describe("Who asks for a document", () => {
  it.each([
    [1_999, true],
    [2_000, false],
  ])("%i ms after another asked for the same: in company is %s", (later, together) => {
    const inCompany = company(2_000, 10);
    expect(inCompany("/en/desk", 500)).toBe(false);
    expect(inCompany("/zh-CN/desk", 500)).toBe(false);
    expect(inCompany("/en/desk", 500 + later)).toBe(together);
  });

  it("is alone where so much else was asked for since that the first is forgotten", () => {
    const inCompany = company(2_000, 2);
    for (const what of ["a", "b", "a", "c"]) inCompany(what, 0);
    expect([inCompany("a", 1), inCompany("b", 1)]).toEqual([true, false]);
  });
});

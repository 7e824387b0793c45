import { describe, expect, it } from "vitest";
import { cursorOf, filterOf, pageOfSubject, queryAfter } from "./search.ts";

describe("the log's search in the address", () => {
  it("takes both days whole, by the regulator's clock", () => {
    expect(filterOf({ from: "2026-03-02", to: "2026-03-02" })).toMatchObject({ from: new Date("2026-03-01T16:00:00Z"), to: new Date("2026-03-02T16:00:00Z") });
  });

  it.each(["yesterday", "2026-13-01", "2026-3-2", ""])("leaves %j out, which is no day", (day) => {
    expect(filterOf({ from: day, to: day })).toMatchObject({ from: undefined, to: undefined });
  });

  it("comes back to the same place", () => {
    const cursor = { at: new Date("2026-03-02T01:02:03.456Z"), id: 77 };
    const query = queryAfter({ actor: "li", action: "", after: "old" }, cursor);
    expect(query).toEqual({ actor: "li", after: "2026-03-02T01:02:03.456Z~77" });
    expect(cursorOf(query["after"])).toEqual(cursor);
  });

  it.each([undefined, "", "x~1", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z~1;drop"])("begins at the first page for %j", (after) => {
    expect(cursorOf(after)).toBeUndefined();
  });

  it("leads to what an entry was done to", () => {
    expect(pageOfSubject("declaration", "2248 2026/1")).toBe("/consignments/2248%202026%2F1");
    expect(pageOfSubject("person", "li.wei")).toBe("/admin/people?q=li.wei");
    expect(pageOfSubject("person", "13")).toBe("/admin/people/13");
    expect(pageOfSubject("login", "li.wei")).toBeUndefined();
  });
});

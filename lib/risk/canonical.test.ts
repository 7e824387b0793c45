import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.ts";

describe("the canonical text", () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: [2, null] }, '{"a":[2,null],"b":1}'],
    [{ a: undefined, b: 60_000n, c: new Date("2026-03-01T00:00:00Z") }, '{"b":"60000","c":"2026-03-01T00:00:00.000Z"}'],
    [[undefined, "ä"], '[null,"ä"]'],
    [{}, "{}"],
  ])("of %o is %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("does not depend on the order of keys", () => {
    expect(canonicalJson({ x: { b: 1, a: 2 } })).toBe(canonicalJson({ x: { a: 2, b: 1 } }));
  });
});

import { describe, expect, it } from "vitest";
import { readJson } from "./json.ts";

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("reading JSON", () => {
  it.each(['{"a":[1,2.5,-0,1e3,true,false,null,"x\\u00e9\\n"],"b":{}}', "[]", ' {"长城":"葡萄酒"} ', '"text"', '{"__proto__":{"a":1}}', String(2 ** 53 - 1), deep(64)])("reads %s as JSON.parse does", (text) => {
    expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it.each([
    ["", "truncated", 0, ""],
    ['{"revision":1,"lines":[{"no":1', "truncated", 30, "/lines/0"],
    ['{"number":"3100', "truncated", 15, "/number"],
    ['{"a":tru', "truncated", 8, "/a"],
    ['{"a":1.', "truncated", 7, ""],
    ['{"a":-', "truncated", 6, "/a"],
    ['{"a":"\\u00', "truncated", 10, "/a"],
    ['{"a":1,}', "malformed-json", 7, ""],
    ["{'a':1}", "malformed-json", 1, ""],
    ['{"a":01}', "malformed-json", 6, ""],
    ['{"a":NaN}', "malformed-json", 5, "/a"],
    ['{"a":１２}', "malformed-json", 5, "/a"],
    ['{"a":"x\ny"}', "malformed-json", 7, "/a"],
    ['{"a":"\\x"}', "malformed-json", 7, "/a"],
    ["[1] [2]", "malformed-json", 4, ""],
    ["\0{}", "malformed-json", 0, ""],
    ['{"a":{"b":1,"b":2}}', "duplicate-key", 12, "/a/b"],
    ['{"a":["x","n\\u0000l"]}', "nul-character", 10, "/a/1"],
    ['{"a":"\\ud800"}', "lone-surrogate", 5, "/a"],
    [`{"quantity":{"value":${2n ** 53n + 1n}}}`, "unsafe-number", 21, "/quantity/value"],
    ['{"a":1e999}', "unsafe-number", 5, "/a"],
  ])("says of %s: %s at %i, %s", (text, code, offset, pointer) => {
    expect(readJson(text)).toEqual({ ok: false, code, offset, pointer });
  });

  it("goes 64 levels deep and not 65", () => {
    expect(readJson(deep(64)).ok).toBe(true);
    expect(readJson(deep(65))).toMatchObject({ ok: false, code: "too-deep" });
  });
});

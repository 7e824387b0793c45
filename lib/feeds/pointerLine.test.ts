import { describe, expect, it } from "vitest";
import { lineOf, pointerLines } from "./pointerLine.ts";

const text = ['{', '  "type": "ObjectEvent",', '  "a/b": [', '    { "quantity": -5e3 },', '    "x\\"y", true', '  ],', '  "empty": {}', '}'].join("\n");

describe("the line of a JSON pointer", () => {
  it.each([["", 1], ["/type", 2], ["/a~1b", 3], ["/a~1b/0", 4], ["/a~1b/0/quantity", 4], ["/a~1b/2", 5], ["/empty", 7], ["/readPoint/id", 1], ["/a~1b/0/uom", 4]])("%s is line %d", (pointer, line) => {
    expect(lineOf(pointerLines(text), pointer)).toBe(line);
  });

  it.each(["", "{", '{"a":}', '{"a":1}}', "[1,]", "<epcis/>", "[".repeat(200) + "]".repeat(200)])("is not told of %s", (broken) => expect(lineOf(pointerLines(broken), "/a")).toBeUndefined());
});

import { describe, expect, test } from "vitest";
import { brokenAt, readOf } from "./read-of.ts";

describe("What was read", () => {
  test.each([
    ['"MOVE" is not one of ADD, OBSERVE and DELETE', "MOVE"],
    ["a text is wanted, read 17", "17"],
    ['a URI is wanted, read {"a":1}', '{"a":1}'],
    [String.raw`"a \"b\" c" is no standard word here`, 'a "b" c'],
    ["60.000 could be 60 or 60000: send whole bottles without a point", "60.000"],
    ["schemaVersion is missing", undefined],
    ["the list is empty", undefined],
  ])("of %s is %s", (detail, read) => expect(readOf(detail)).toBe(read));
});

describe("Where a text broke", () => {
  test.each([
    ["Expected ',' or '}' after property value in JSON at position 12 (line 2 column 3)", { line: 2, column: 3 }],
    ["7:14: unclosed tag: epcis", { line: 7, column: 14 }],
    ["Unexpected end of JSON input", undefined],
  ])("by %s", (detail, place) => expect(brokenAt(detail)).toEqual(place));
});

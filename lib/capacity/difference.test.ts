import { describe, expect, it } from "vitest";
import { lineOf } from "./difference.ts";

describe("a difference is about", () => {
  it.each([
    ["line 12/1", { declarationId: 12, no: 1 }],
    ["line 12", undefined],
    ["declared", undefined],
    ["running-declared", undefined],
  ])("%s", (what, line) => expect(lineOf(what)).toEqual(line));
});

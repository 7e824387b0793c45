import { describe, expect, it } from "vitest";
import { mentionAt, piecesOf } from "./mention-at.ts";

describe("a mention is being typed", () => {
  it.each([
    ["@", 1, { from: 0, q: "" }],
    ["ask @wa", 7, { from: 4, q: "wa" }],
    ["请@王", 3, undefined],
    ["请 @王", 4, { from: 2, q: "王" }],
    ["（@li.w", 6, { from: 1, q: "li.w" }],
    ["a@b", 3, undefined],
    ["@wang then", 10, undefined],
    ["@wang then", 3, { from: 0, q: "wa" }],
  ])("in %j at %i: %j", (text, caret, mention) => {
    expect(mentionAt(text, caret)).toEqual(mention);
  });
});

describe("a note is shown", () => {
  it("with the mentions of people who are there apart from its text", () => {
    expect(piecesOf("See @wang. and @nobody, a@wang", ["wang"])).toEqual([{ text: "See ", mention: false }, { text: "@wang", mention: true }, { text: ". and @nobody, a@wang", mention: false }]);
    expect(piecesOf("plain", [])).toEqual([{ text: "plain", mention: false }]);
  });
});

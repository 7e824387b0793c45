import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf } from "./line-breaking.ts";

/** A Chinese character is two wide, any other one. */
const width = (text: string): number => Array.from(text).reduce((sum, character) => sum + (/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(character) ? 2 : 1), 0);
const broken = (text: string, at: number): string[] => linesOf(text, at, width);

describe("a line is broken", () => {
  it.each<[string, number, string[]]>([
    ["60,000 bottles declared", 14, ["60,000 bottles", "declared"]],
    ["60,000 bottles declared", 13, ["60,000", "bottles", "declared"]],
    ["核定产能十八", 8, ["核定产能", "十八"]],
    ["核定产能，累计", 8, ["核定产", "能，累计"]],
    ["见（附件一）号", 6, ["见（附", "件一）", "号"]],
    ["核定18,000瓶", 8, ["核定", "18,000瓶"]],
    ["累计60,000瓶；超出", 15, ["累计60,000瓶；", "超出"]],
    ["“甲乙”丙丁", 6, ["“甲乙”", "丙丁"]],
    ["申报Château的酒", 12, ["申报Château", "的酒"]],
    ["one\ntwo", 20, ["one", "two"]],
    ["", 20, [""]],
  ])("%s at %i as %j", (text, at, lines) => {
    expect(broken(text, at)).toEqual(lines);
  });

  it("inside a word only where the word is wider than a whole line, at a seam where it has one", () => {
    expect(broken("0123456789abcdef", 8)).toEqual(["01234567", "89abcdef"]);
    expect(broken("see CAP-2023-000117 now", 9)).toEqual(["see", "CAP-2023-", "000117", "now"]);
  });

  it("without losing or adding a character, and never wider than asked", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("ab1,.-/ 中文（），。“”瓶é")), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 6, max: 30 }), (given, at) => {
        const lines = broken(given, at);
        expect(lines.join("").replaceAll(" ", "")).toBe(given.replaceAll(" ", ""));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(at);
      }),
    );
  });
});

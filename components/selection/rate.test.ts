import { describe, expect, it } from "vitest";
import { partWords, rateOf, rateText, rateWords } from "./rate.ts";

describe("a rate", () => {
  it.each([["3", 300], ["2.5", 250], ["2,5", 250], ["0.25 %", 25], ["100", 10_000], [" 0 ", 0]])("of %s is %i hundredths of a percent", (text, rate) => expect(rateOf(text)).toBe(rate));
  it.each(["", "x", "2.555", "-1", "1e3", undefined])("of %s is none", (text) => expect(rateOf(text)).toBeNaN());
  it("is shown as it is written", () => expect([rateText(250), rateWords(250, "en"), rateWords(25, "zh-CN"), partWords(1, 3, "en"), partWords(0, 0, "en")]).toEqual(["2.5", "2.5%", "0.25%", "33.3%", "–"]));
});

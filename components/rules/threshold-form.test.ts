import { describe, expect, it } from "vitest";
import { fieldText, fieldValue, valuesIn } from "./threshold-form.ts";

const fen = { unit: "fen" } as const;
const percent = { unit: "percent", decimals: 1 } as const;

describe("a threshold's field", () => {
  it.each<[number, string]>([[1000, "10.00"], [1, "0.01"], [123_456, "1234.56"]])("%i fen are written and read as %s yuan", (value, text) => {
    expect([fieldText(fen, value), fieldValue(fen, text)]).toEqual([text, value]);
  });

  it.each<[string, number]>([["2.5", 2.5], ["", Number.NaN], ["two", Number.NaN], [" 3 ", 3]])("%s is read as %d", (text, value) => {
    expect(fieldValue(percent, text)).toBe(value);
  });

  it("is read from its own place in the form, and left out where it is not there", () => {
    const form = new FormData();
    form.set("values/excess", "2");
    form.set("second/excess", "7");
    expect(valuesIn(form, { excess: percent, points: { unit: "points" } }, "values")).toEqual({ excess: 2 });
  });
});

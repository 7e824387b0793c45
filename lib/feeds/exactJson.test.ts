import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST, exactNumber, isExactNumber, numberText, readJson } from "./exactJson.ts";

const valueOf = (text: string): unknown => {
  const read = readJson(text);
  if (!read.ok) throw new Error(read.code);
  return read.value;
};

describe("reading JSON", () => {
  it("is what JSON.parse does, for any value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(valueOf(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("loses no digit of a number, wherever it stands and whatever texts stand around it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), fc.stringMatching(/^[1-9]\d{16,40}$/), (text, digits) => {
        const around = JSON.stringify(text);
        expect(JSON.stringify(valueOf(`{"a":${around},"b":[${digits},${around}],${JSON.stringify(`${text}\\`)}:1}`))).toContain(`[${digits},`);
      }),
    );
  });

  it.each([
    ["9007199254740993", "9007199254740993"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
    ["1.50", "1.5"],
    ["1e3", "1000"],
    ["-12345678901234567890.5", "-12345678901234567890.5"],
  ])("the number %s is %s", (written, kept) => {
    const [number] = valueOf(`[${written}]`) as unknown[];
    expect(numberText(number)).toBe(kept);
  });

  it.each([
    ["{", "malformed-json"],
    ['{"a":"', "malformed-json"],
    ['"\\', "malformed-json"],
    [`${"[".repeat(DEEPEST + 1)}${"]".repeat(DEEPEST + 1)}`, "too-deep"],
    ["1e400", "number-out-of-range"],
    ["", "malformed-json"],
  ])("%j is refused as %s", (text, code) => {
    expect(readJson(text)).toMatchObject({ ok: false, code });
  });

  it("brackets in texts do not nest", () => {
    expect(readJson(JSON.stringify("[".repeat(200))).ok).toBe(true);
    expect(readJson(JSON.stringify(`"${"[".repeat(200)}\\`)).ok).toBe(true);
  });
});

describe("a decimal of XML as a JSON number", () => {
  it.each([
    ["+5", "5"],
    ["05", "5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-0.10", "-0.1"],
    ["1e3", "1000"],
    ["000", "0"],
    ["9007199254740993", "9007199254740993"],
  ])("%s is %s", (text, number) => {
    expect(numberText(exactNumber(text))).toBe(number);
  });

  it.each(["", ".", "+", "five", "1,5", "0x10", "NaN", "1e9999", "1 2", "--5", "9".repeat(301)])("%s is none", (text) => {
    expect(exactNumber(text)).toBeUndefined();
  });

  it("is exact where a double is not", () => {
    expect(isExactNumber(exactNumber("9007199254740993"))).toBe(true);
    expect(isExactNumber(exactNumber("9007199254740992"))).toBe(false);
  });
});

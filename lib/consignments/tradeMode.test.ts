import { describe, expect, test } from "vitest";
import { PROCEDURES } from "./declaration.ts";
import { effectOf, TRADE_MODES, tradeModeOf } from "./tradeMode.ts";

describe("what a trade mode does to capacity", () => {
  test.each([
    ["0110", "counts", "free-circulation"],
    ["9610", "counts", "free-circulation"],
    ["1210", "counts", "bonded-entry"],
    ["1200", "none", "bonded-release"],
    ["9600", "none", "transit"],
    ["9710", "none", "export"],
    ["9810", "none", "export"],
    ["2600", "none", "temporary"],
    ["2700", "none", "temporary"],
    ["0300", "takes-back", "return"],
    ["0700", "takes-back", "return"],
    ["4400", "takes-back", "return"],
    ["4500", "takes-back", "return"],
    ["4561", "takes-back", "return"],
    ["4600", "takes-back", "return"],
  ] as const)("%s %s as %s", (code, effect, procedure) => {
    expect(effectOf(code)).toEqual({ effect, procedure });
  });

  test("bonded goods count at entry, and not again at their release", () => {
    expect(effectOf("1210").effect).toBe("counts");
    expect(effectOf("1210", "bonded-release")).toEqual({ effect: "none", procedure: "bonded-release", assumption: "procedure-differs-from-trade-mode" });
  });

  test("a code outside the table counts, and says so", () => {
    expect(effectOf("9999")).toEqual({ effect: "counts", procedure: "free-circulation", assumption: "trade-mode-not-in-table" });
    expect(effectOf("9999", "transit")).toEqual({ effect: "none", procedure: "transit", assumption: "trade-mode-not-in-table" });
  });

  test("a procedure that the mode implies is no assumption", () => {
    expect(effectOf("0110", "free-circulation")).toEqual({ effect: "counts", procedure: "free-circulation" });
  });
});

describe("the table of trade modes", () => {
  test("has each code once, four digits, named in both languages", () => {
    expect(new Set(TRADE_MODES.map(({ code }) => code)).size).toBe(TRADE_MODES.length);
    for (const { code, name } of TRADE_MODES) {
      expect(code).toMatch(/^\d{4}$/);
      expect(name.en).not.toBe("");
      expect(name.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test("has a mode for every procedure", () => {
    expect(new Set(TRADE_MODES.map(({ procedure }) => procedure))).toEqual(new Set(PROCEDURES));
    expect(tradeModeOf("0110")?.name.zh).toBe("一般贸易");
    expect(tradeModeOf("9999")).toBeUndefined();
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { inUnit, toDimension } from "./conversion.ts";
import { parseQuantity } from "./measured.ts";
import type { ParsedQuantity } from "./measured.ts";
import type { Packing } from "./packing.ts";
import { quantity } from "./quantity.ts";
import { UNITS, unitOf } from "./unit.ts";
import type { Unit } from "./unit.ts";
import { showWorking } from "./working.ts";

const wine = { gtin: "bottle", netContent: { dimension: "volume", base: 750n } } as const;
const bottle: Packing = { levels: [], base: wine };
const caseOfSix: Packing = { levels: [{ gtin: "case", perLevel: 6n }], base: wine };
const pallet: Packing = { levels: [{ gtin: "pallet", perLevel: 60n }, { gtin: "case", perLevel: 6n }], base: wine };
const layered: Packing = { levels: [{ gtin: "pallet", perLevel: 10n }, { gtin: "case", perLevel: 4n }, { gtin: "inner", perLevel: 3n }], base: wine };
const sachets: Packing = { levels: [], base: { gtin: "box", netContent: { dimension: "items", base: 20n } } };
const formula: Packing = { levels: [], base: { gtin: "tin", netContent: { dimension: "mass", base: 800_000n } } };
const unmeasured: Packing = { levels: [], base: { gtin: "bottle" } };

function declared(text: string): ParsedQuantity {
  const [value = "", code = ""] = text.split(" ");
  const parsed = parseQuantity({ value, unit: code });
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed;
}

function unit(code: string): Unit {
  const found = unitOf(code);
  if (found === undefined) throw new Error(`${code} is missing`);
  return found;
}

test.each([
  ["10000 XBO", bottle, "items", 10_000n, "10,000 bottles = 10,000 pieces"],
  ["10000 XBO", caseOfSix, "items", 10_000n, "10,000 bottles = 10,000 pieces"],
  ["7000 H87", caseOfSix, "items", 42_000n, "7,000 pieces × 6 = 42,000 pieces"],
  ["2000 XCS", caseOfSix, "volume", 9_000_000n, "2,000 cases × 6 × 750 mL = 9,000 L"],
  ["2000 XCS", pallet, "volume", 9_000_000n, "2,000 cases × 6 × 750 mL = 9,000 L"],
  ["10 XPX", pallet, "volume", 2_700_000n, "10 pallets × 60 × 6 × 750 mL = 2,700 L"],
  ["2 DZN", caseOfSix, "items", 144n, "2 dozen × 12 × 6 = 144 pieces"],
  ["1 XBO", bottle, "volume", 750n, "1 bottle × 750 mL = 750 mL"],
  ["135 HLT", bottle, "volume", 13_500_000n, "135 hL = 13,500 L"],
  ["9000 LTR", bottle, "volume", 9_000_000n, "9,000 L"],
  ["9000 LTR", bottle, "items", 12_000n, "9,000 L ÷ 750 mL = 12,000 pieces"],
  ["1000 XTN", formula, "mass", 800_000_000n, "1,000 tins × 800 g = 800 kg"],
  ["135 HLT", undefined, "volume", 13_500_000n, "135 hL = 13,500 L"],
  ["18000 XBO", undefined, "items", 18_000n, "18,000 bottles = 18,000 pieces"],
] as const)("%s of the product in %s terms", (text, packing, target, base, working) => {
  const converted = toDimension(declared(text), packing, target);
  if (!converted.ok) throw new Error(`missing ${converted.missing}`);
  expect(converted.quantity).toEqual(quantity(target, base));
  expect(converted.assumptions).toEqual([]);
  expect(showWorking(converted.working)).toBe(working);
});

test.each([
  ["1000 LTR", bottle, "items", 1_334n, "rounded-up-to-whole-unit", "1,000 L ÷ 750 mL = 1,334 pieces (rounded up)"],
  ["1 GLL", bottle, "volume", 3_786n, "rounded-up-to-base-unit", "1 gal (US) = 3.786 L (rounded up)"],
  ["5 XCS", layered, "items", 15n, "case-is-the-innermost-pack", "5 cases × 3 = 15 pieces"],
] as const)("%s converts with its assumption named", (text, packing, target, base, assumption, working) => {
  const converted = toDimension(declared(text), packing, target);
  if (!converted.ok) throw new Error(`missing ${converted.missing}`);
  expect(converted.quantity.base).toBe(base);
  expect(converted.assumptions).toEqual([assumption]);
  expect(showWorking(converted.working)).toBe(working);
});

test.each([
  ["2000 XCS", bottle, "volume", "case-size"],
  ["2000 XCS", undefined, "items", "case-size"],
  ["3 XPX", bottle, "items", "pallet-size"],
  ["3 XPX", caseOfSix, "items", "pallet-size"],
  ["10 XBO", unmeasured, "volume", "net-content"],
  ["10 XBO", undefined, "volume", "net-content"],
  ["10 XBX", caseOfSix, "mass", "density"],
  ["10 H87", sachets, "mass", "net-content"],
  ["500 KGM", bottle, "volume", "density"],
  ["500 KGM", bottle, "items", "density"],
  ["500 KGM", unmeasured, "items", "net-content"],
  ["1000000000000000 H87", caseOfSix, "items", "too-large"],
] as const)("%s cannot be compared: the %s of the product in %s lacks %s", (text, packing, target, fact) => {
  expect(toDimension(declared(text), packing, target)).toMatchObject({ ok: false, missing: fact });
});

test("the refusal names the unit, the GTIN and the dimensions", () => {
  expect(toDimension(declared("500 KGM"), caseOfSix, "volume")).toEqual({
    ok: false,
    missing: "density",
    facts: { unit: "KGM", gtin: "case", from: "mass", to: "volume" },
  });
});

test("the working is written in Chinese, and ends in the certificate's own unit when asked", () => {
  const litres = toDimension(declared("2000 XCS"), caseOfSix, "volume");
  const hectolitres = toDimension(declared("2000 XCS"), caseOfSix, "volume", unit("HLT"));
  const bottles = toDimension(declared("7000 XCS"), caseOfSix, "items", unit("XBO"));
  const rounded = toDimension(declared("1000 LTR"), bottle, "items", unit("XBO"));
  if (!litres.ok || !hectolitres.ok || !bottles.ok || !rounded.ok) throw new Error("a conversion failed");
  expect(showWorking(litres.working, "zh")).toBe("2,000箱 × 6 × 750毫升 = 9,000升");
  expect(showWorking(hectolitres.working)).toBe("2,000 cases × 6 × 750 mL = 90 hL");
  expect(showWorking(bottles.working)).toBe("7,000 cases × 6 = 42,000 bottles");
  expect(showWorking(rounded.working, "zh")).toBe("1,000升 ÷ 750毫升 = 1,334瓶（向上取整）");
});

test("a number of bottles is the same by piece, by volume and back, for any packing", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 6n }), fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 5_000n }), (cases, perCase, content) => {
      const packing: Packing = { levels: [{ gtin: "case", perLevel: perCase }], base: { gtin: "bottle", netContent: { dimension: "volume", base: content } } };
      const volume = toDimension(declared(`${cases} XCS`), packing, "volume");
      if (!volume.ok) throw new Error(volume.missing);
      const back = toDimension(declared(`${volume.quantity.base} MLT`), packing, "items");
      expect(back).toMatchObject({ ok: true, quantity: { base: cases * perCase }, assumptions: [] });
    }),
  );
});

test("whatever does not divide is rounded up by less than one unit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 5_000n }), (millilitres, content) => {
      const packing: Packing = { levels: [], base: { gtin: "bottle", netContent: { dimension: "volume", base: content } } };
      const items = toDimension(declared(`${millilitres} MLT`), packing, "items");
      if (!items.ok) throw new Error(items.missing);
      const held = items.quantity.base * content;
      expect(held >= millilitres && held - millilitres < content).toBe(true);
      expect(items.assumptions).toEqual(held === millilitres ? [] : ["rounded-up-to-whole-unit"]);
    }),
  );
});

test.each([
  [quantity("volume", 13_500_000n), "HLT", undefined, "135"],
  [quantity("volume", -750n), "LTR", undefined, "-0.75"],
  [quantity("items", 18_000n), "XBO", undefined, "18000"],
  [quantity("items", 18_000n), "XCS", 6n, "3000"],
  [quantity("items", 30n), "DZN", undefined, "2.5"],
] as const)("%o is written in %s", (amount, code, packsOf, text) => {
  expect(inUnit(amount, unit(code), packsOf)).toBe(text);
});

test("an amount is not written in a unit of another dimension, nor in cases of unknown size", () => {
  expect(() => inUnit(quantity("items", 6n), unit("LTR"))).toThrow(RangeError);
  expect(() => inUnit(quantity("items", 6n), unit("XCS"))).toThrow(RangeError);
});

test("every unit converts within its own dimension, or says which size is missing", () => {
  for (const known of UNITS) {
    const target = known.kind === "volume" || known.kind === "mass" ? known.kind : "items";
    expect(toDimension(declared(`12 ${known.code}`), undefined, target).ok).toBe(known.kind !== "outer-pack" && known.kind !== "pallet");
  }
});

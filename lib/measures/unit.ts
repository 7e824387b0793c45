import type { Dimension } from "./quantity.ts";

/**
 * What a unit counts: a physical dimension, trade items, packs sold to the consumer (a bottle is one consumer unit),
 * packs of consumer units (a case), or pallets. Of the last two the size has to be known from the packing.
 */
export type UnitKind = Dimension | "consumer-pack" | "outer-pack" | "pallet";

/** An exact ratio of two whole numbers, the denominator above zero. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/**
 * A unit of measure by its UN/ECE Recommendation 20 code, or a package by its Recommendation 21 code with the X that
 * Recommendation 20 puts before it. `toBase` is how many items, millilitres or milligrams one of it is, exactly; for packs, 1.
 */
export type Unit = {
  readonly code: string;
  readonly kind: UnitKind;
  readonly toBase: Ratio;
  readonly names: { readonly en: string; readonly zh: string };
  readonly plural: string;
  readonly symbol?: string;
};

function measure(kind: Dimension, code: string, symbol: string, en: string, zh: string, numerator: bigint, denominator = 1n): Unit {
  return { code, kind, toBase: { numerator, denominator }, names: { en, zh }, plural: `${en}s`, symbol };
}

function counted(code: string, en: string, plural: string, zh: string, items = 1n): Unit {
  return { code, kind: "items", toBase: { numerator: items, denominator: 1n }, names: { en, zh }, plural };
}

function pack(kind: "consumer-pack" | "outer-pack" | "pallet", code: string, en: string, zh: string): Unit {
  const plural = /[sx]$/.test(en) ? `${en}es` : `${en}s`;
  return { code, kind, toBase: { numerator: 1n, denominator: 1n }, names: { en, zh }, plural };
}

/** The units that quantities may be declared and certified in, by the codes of UN/ECE Recommendations 20 and 21 (Annex V, VI). */
export const UNITS: readonly Unit[] = [
  measure("mass", "MGM", "mg", "milligram", "毫克", 1n),
  measure("mass", "GRM", "g", "gram", "克", 1_000n),
  measure("mass", "KGM", "kg", "kilogram", "千克", 1_000_000n),
  measure("mass", "DTN", "dt", "decitonne", "百千克", 100_000_000n),
  measure("mass", "TNE", "t", "tonne", "吨", 1_000_000_000n),
  measure("mass", "LBR", "lb", "pound", "磅", 45_359_237n, 100n),
  measure("mass", "ONZ", "oz", "ounce", "盎司", 28_349_523_125n, 1_000_000n),

  measure("volume", "MLT", "mL", "millilitre", "毫升", 1n),
  measure("volume", "CLT", "cL", "centilitre", "厘升", 10n),
  measure("volume", "DLT", "dL", "decilitre", "分升", 100n),
  measure("volume", "LTR", "L", "litre", "升", 1_000n),
  measure("volume", "HLT", "hL", "hectolitre", "百升", 100_000n),
  measure("volume", "MTQ", "m³", "cubic metre", "立方米", 1_000_000n),
  measure("volume", "GLL", "gal (US)", "US gallon", "美制加仑", 3_785_411_784n, 1_000_000n),
  measure("volume", "GLI", "gal (UK)", "UK gallon", "英制加仑", 454_609n, 100n),
  measure("volume", "OZA", "fl oz (US)", "US fluid ounce", "美制液体盎司", 295_735_295_625n, 10_000_000_000n),

  counted("H87", "piece", "pieces", "件"),
  counted("C62", "unit", "units", "个"),
  counted("EA", "each", "each", "个"),
  counted("PR", "pair", "pairs", "双", 2n),
  counted("DZN", "dozen", "dozen", "打", 12n),

  pack("consumer-pack", "XBO", "bottle", "瓶"),
  pack("consumer-pack", "XBQ", "protected bottle", "瓶（带护套）"),
  pack("consumer-pack", "XCA", "rectangular can", "方罐"),
  pack("consumer-pack", "XCX", "can", "罐"),
  pack("consumer-pack", "XTN", "tin", "听"),
  pack("consumer-pack", "XJR", "jar", "广口瓶"),
  pack("consumer-pack", "XTU", "tube", "支"),
  pack("consumer-pack", "XBG", "bag", "袋"),
  pack("consumer-pack", "XBA", "barrel", "桶"),
  pack("consumer-pack", "XKG", "keg", "小桶"),
  pack("outer-pack", "XCS", "case", "箱"),
  pack("outer-pack", "XCT", "carton", "纸箱"),
  pack("outer-pack", "XBX", "box", "盒"),
  pack("outer-pack", "XPK", "package", "包"),
  pack("pallet", "XPX", "pallet", "托盘"),
];

const byCode: ReadonlyMap<string, Unit> = new Map(UNITS.map((unit) => [unit.code, unit]));

/** The unit of a Recommendation 20 or 21 code, exactly as the code is written; undefined when it is not one of `UNITS`. */
export function unitOf(code: string): Unit | undefined {
  return byCode.get(code);
}

/** The dimension in which amounts of this unit are reckoned: itself for measures, items for whatever is counted in packs. */
export function dimensionOf(unit: Unit): Dimension {
  return unit.kind === "volume" || unit.kind === "mass" ? unit.kind : "items";
}

/** What to write after an amount: in Chinese the name (升, 千克, 瓶), in English the symbol (L, kg), else the name in the number that `amount` asks for. */
export function unitLabel(unit: Unit, locale: "en" | "zh", amount: string): string {
  if (locale === "zh") return unit.names.zh;
  if (unit.symbol !== undefined) return unit.symbol;
  return amount === "1" ? unit.names.en : unit.plural;
}

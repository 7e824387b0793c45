/** Something measured of goods to tell where they come from: an element, a ratio of isotopes. The unit as laboratories write it; `1` for a ratio. */
export type Marker = { readonly name: string; readonly unit: string };

/** A marker as it was measured. */
export type Measured = Marker & { readonly value: number };

type Scale = { readonly of: "mass" | "volume" | "ratio" | "thousandth"; readonly factor: number };

/** Units that convert into each other: shares of mass, mass in a volume, plain ratios. A per mille of isotopes is a difference from a standard and converts into nothing. */
const UNITS: Readonly<Record<string, Scale>> = {
  "g/kg": { of: "mass", factor: 1e-3 }, "mg/kg": { of: "mass", factor: 1e-6 }, "ug/kg": { of: "mass", factor: 1e-9 }, "ng/kg": { of: "mass", factor: 1e-12 },
  "mg/g": { of: "mass", factor: 1e-3 },
  "ug/g": { of: "mass", factor: 1e-6 },
  "ng/g": { of: "mass", factor: 1e-9 },
  "g/100g": { of: "mass", factor: 1e-2 },
  "mg/100g": { of: "mass", factor: 1e-5 },
  "%": { of: "mass", factor: 1e-2 },
  ppm: { of: "mass", factor: 1e-6 },
  ppb: { of: "mass", factor: 1e-9 },
  "g/l": { of: "volume", factor: 1 },
  "mg/l": { of: "volume", factor: 1e-3 },
  "ug/l": { of: "volume", factor: 1e-6 },
  "ng/l": { of: "volume", factor: 1e-9 },
  "mg/ml": { of: "volume", factor: 1 },
  "ug/ml": { of: "volume", factor: 1e-3 },
  "1": { of: "ratio", factor: 1 },
  "‰": { of: "thousandth", factor: 1 }, permil: { of: "thousandth", factor: 1 },
};

const unitText = (unit: string): string => unit.normalize("NFKC").replace(/[µμ]/g, "u").replace(/\s+/g, "").toLowerCase().replace(/^(?:-|ratio)?$/, "1");

/** The value of a marker in another unit; undefined where the two do not convert. */
export function inUnit(value: number, from: string, to: string): number | undefined {
  const [a, b] = [unitText(from), unitText(to)];
  if (a === b) return value;
  const [own, wanted] = [UNITS[a], UNITS[b]];
  return own === undefined || wanted === undefined || own.of !== wanted.of ? undefined : (value * own.factor) / wanted.factor;
}

/** The name of a marker as it is compared: `δ13C`, `d13C` and `delta 13C` are one, and so are `Sr-87/Sr-86` and `87Sr/86Sr`. */
export function markerKey(name: string): string {
  const text = name.normalize("NFKC").toLowerCase().replace(/[δΔ]|delta/g, "d").replace(/[\s_()[\]-]+/g, "");
  return text.replace(/([a-z]{1,2})(\d{1,3})(?=\/|$)/g, (whole: string, element: string, mass: string) => (element === "d" ? whole : `${mass}${element}`));
}

/** A value with its unit as it is read out: a ratio has none. */
export function withUnit(text: string, unit: string): string {
  return unitText(unit) === "1" ? text : `${text} ${unit}`;
}

/** The markers that are written in a header or a body as `name [unit]`; without brackets it is a ratio. */
export function markerOf(text: string): Marker | undefined {
  const parts = /^\s*([^[\]]{1,60}?)\s*(?:\[\s*([^[\]]{0,20}?)\s*\])?\s*$/.exec(text);
  const name = parts?.[1]?.trim() ?? "";
  return name === "" ? undefined : { name, unit: parts?.[2]?.trim() === "" || parts?.[2] === undefined ? "1" : parts[2].trim() };
}

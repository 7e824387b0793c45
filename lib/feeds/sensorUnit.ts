/** A unit of measurement by its UN/ECE Recommendation 20 code: (value + shift) × factor is the value in the base unit of its dimension. */
type SensorUnit = { readonly dimension: string; readonly factor: number; readonly shift: number };

/** Each dimension and its units, as `code factor` or `code factor shift` (UN/ECE Recommendation 20, revision 17, annexes I and II). */
const DIMENSIONS: Readonly<Record<string, string>> = {
  temperature: `KEL 1, CEL 1 273.15, FAH ${5 / 9} 459.67`,
  fraction: "C62 1, P1 0.01, NX 0.001, 59 1e-6, 61 1e-9",
  pieces: "H87 1, EA 1",
  pressure: "PAL 1, A97 100, MBR 100, KPA 1e3, MPA 1e6, BAR 1e5, ATM 101325, PS 6894.757293168, HN 133.322387415, UA 133.322368421",
  length: "MTR 1, DMT 0.1, CMT 0.01, MMT 0.001, 4H 1e-6, C45 1e-9, KMT 1e3, INH 0.0254, FOT 0.3048, YRD 0.9144, SMI 1609.344, NMI 1852",
  area: "MTK 1, CMK 1e-4, MMK 1e-6, HAR 1e4, KMK 1e6, FTK 0.09290304",
  volume: "LTR 1, DLT 0.1, CLT 0.01, MLT 0.001, CMQ 0.001, DMQ 1, 4G 1e-6, MMQ 1e-6, HLT 100, MTQ 1e3, GLL 3.785411784, GLI 4.54609, OZA 0.0295735295625",
  mass: "GRM 1, MC 1e-6, MGM 0.001, CGM 0.01, HGM 100, KGM 1e3, DTN 1e5, TNE 1e6, LBR 453.59237, ONZ 28.349523125",
  concentration: "A93 1, GQ 1e-6, GP 0.001, M1 1, GL 1e3, KMQ 1e3, 23 1e6",
  time: `SEC 1, C47 1e-9, B98 1e-6, C26 0.001, MIN 60, HUR 3600, DAY 86400, WEE 604800`,
  speed: `MTS 1, 2X ${1 / 60}, KMH ${1 / 3.6}, HM 0.44704, FS 0.3048, KNT ${1852 / 3600}`,
  acceleration: "MSK 1, A76 0.01, K40 9.80665",
  angle: `C81 1, DD ${Math.PI / 180}`,
  voltage: "VLT 1, 2Z 0.001, KVT 1e3",
  current: "AMP 1, 4K 0.001, B84 1e-6",
  resistance: "OHM 1, B49 1e3, B75 1e6",
  power: "WTT 1, C31 0.001, KWT 1e3, MAW 1e6",
  energy: "JOU 1, KJO 1e3, 3B 1e6, WHR 3600, KWH 3.6e6, D70 4.1868",
  frequency: `HTZ 1, KHZ 1e3, MHZ 1e6, A86 1e9, RPM ${1 / 60}`,
  illuminance: "LUX 1, KLX 1e3",
  force: "NEW 1, B47 1e3",
  radioactivity: "BQL 1, 2Q 1e3, CUR 3.7e10",
  dose: "D13 1, C28 0.001",
  memory: "AD 1, 2P 1e3, 4L 1e6",
  substance: "C34 1, C18 0.001",
};

const UNITS: ReadonlyMap<string, SensorUnit> = new Map(
  Object.entries(DIMENSIONS).flatMap(([dimension, units]) =>
    units.split(", ").map((each): [string, SensorUnit] => {
      const [code = "", factor, shift = "0"] = each.split(" ");
      return [code, { dimension, factor: Number(factor), shift: Number(shift) }];
    }),
  ),
);

/** The same measurement said in a unit; `value` is a decimal text. */
export type Measurement = { readonly unit: string; readonly value: string };

/** More digits than any sensor has, and fewer than a double keeps: a difference in the last is one of rounding. */
const DIGITS = 12;

/**
 * A measurement in every unit that it can be said in, its own first; a unit that is not known stays alone. `spread` marks a
 * standard deviation, which has no zero point.
 */
export function inEveryUnit({ unit, value }: Measurement, spread = false): Measurement[] {
  const own = UNITS.get(unit);
  if (own === undefined) return [{ unit, value }];
  const base = (Number(value) + (spread ? 0 : own.shift)) * own.factor;
  const others = [...UNITS].filter(([code, other]) => code !== unit && other.dimension === own.dimension);
  return [{ unit, value }, ...others.map(([code, other]) => ({ unit: code, value: String(Number((base / other.factor - (spread ? 0 : other.shift)).toPrecision(DIGITS))) }))];
}

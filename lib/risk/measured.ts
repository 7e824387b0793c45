import type { Measured } from "./marker.ts";

/** A marker as a report's results or an event's ILMD carry it; without a lot it is of every lot of the report. */
export type CarriedMarker = Measured & { readonly lot: string | null };

/** UN/ECE Recommendation 20 codes in which sensors report contents, as laboratories write them. */
const CODES: Readonly<Record<string, string>> = { NA: "mg/kg", J33: "ug/kg", GK: "g/kg", M1: "mg/L", H29: "ug/L", GL: "g/L", P1: "%", "59": "ppm", "61": "ppb", NIU: "1", C62: "1" };

/** The markers in the `results` of an inspection report: `markers: [{name, value, unit, lot?}]`; what has no name or number is none. */
export function markersIn(markers: unknown): CarriedMarker[] {
  if (!Array.isArray(markers)) return [];
  return markers.flatMap((one: unknown): CarriedMarker[] => {
    if (typeof one !== "object" || one === null) return [];
    const { name, value, unit, lot } = one as Readonly<Record<string, unknown>>;
    const number = typeof value === "string" && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
    if (typeof name !== "string" || name.trim() === "" || typeof number !== "number" || !Number.isFinite(number)) return [];
    return [{ name: name.trim(), value: number, unit: typeof unit === "string" && unit.trim() !== "" ? unit.trim() : "1", lot: typeof lot === "string" ? lot : null }];
  });
}

/** The markers of an event: sensor reports that name a substance (EPCIS 2.0 section 7.3.7: `chemicalSubstance`), and `markers` among what was said at its making. */
export function markersOfEvent(sensorElements: unknown, ilmd: unknown): Measured[] {
  const carried = Array.isArray(ilmd) ? ilmd.flatMap((one: unknown) => markersIn(one)).map(({ name, value, unit }) => ({ name, value, unit })) : [];
  if (!Array.isArray(sensorElements)) return carried;
  const reported = sensorElements.flatMap((element: unknown): Measured[] => {
    const reports = memberOf(element, "sensorReport");
    return Array.isArray(reports) ? reports.flatMap((report: unknown) => substanceIn(report)) : [];
  });
  return [...carried, ...reported];
}

function substanceIn(report: unknown): Measured[] {
  const [substance, value, uom] = [memberOf(report, "chemicalSubstance"), memberOf(report, "value") ?? memberOf(report, "meanValue"), memberOf(report, "uom")];
  if (typeof substance !== "string" || typeof value !== "number" || !Number.isFinite(value)) return [];
  const name = substance.split(/[/#:]/).at(-1) ?? "";
  return name === "" ? [] : [{ name, value, unit: typeof uom === "string" ? (CODES[uom] ?? uom) : "1" }];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

import { z } from "zod";
import { codeText, dateField, gtinField, quantityField } from "#lib/parties/field";
import { siteField } from "./submission.ts";

/** The longest the results of one report may be, as JSON characters. */
const LONGEST_RESULTS = 64_000;

/** What a report says of one lot; without a GTIN the lot is named but nothing can be known of its goods. */
export type LotFact = { readonly gtin: string | null; readonly lot: string; readonly productionDate: string | null };

const lotSchema = z.strictObject({ lot: codeText(50, "a lot number (GS1 AI 10)"), gtin: gtinField.optional(), productionDate: dateField.optional() });

/** A lot by its number alone, or with its GTIN and production date. */
const lotField = z
  .union([z.string(), z.strictObject({ lot: z.string().describe("GS1 AI 10"), gtin: z.string().optional(), productionDate: z.string().optional() })])
  .transform((given, context) => {
    const alone = typeof given === "string";
    const read = lotSchema.safeParse(alone ? { lot: given } : given);
    if (read.success) return read.data;
    for (const issue of read.error.issues) {
      const params = issue.code === "custom" ? (issue.params ?? {}) : { code: issue.code.replaceAll("_", "-") };
      context.addIssue({ code: "custom", path: alone ? [] : issue.path, message: issue.message, params });
    }
    return z.NEVER;
  });

const resultsField = z.union([z.record(z.string(), z.json()), z.array(z.json()), z.string()]).superRefine((results, context) => {
  const text = JSON.stringify(results);
  if (text.length > LONGEST_RESULTS) context.addIssue({ code: "custom", message: `the results have ${text.length} characters of at most ${LONGEST_RESULTS}`, params: { code: "too-long" } });
  if (text.includes("\\u0000")) context.addIssue({ code: "custom", message: "the results hold U+0000, which no record can keep", params: { code: "nul-character" } });
  if (/\\ud[89a-f]/.test(text)) context.addIssue({ code: "custom", message: "the results hold half of a surrogate pair", params: { code: "bad-character" } });
  markersOf(results).forEach((marker, at) => {
    const problem = markerProblem(marker);
    if (problem !== undefined) context.addIssue({ code: "custom", path: ["markers", at, problem.member], message: problem.message, params: { code: "bad-marker" } });
  });
}).transform((results): Record<string, unknown> => (typeof results === "string" || Array.isArray(results) ? { results } : results))
  .describe("what was found; under `markers` what was measured to tell the origin: [{name, value, unit, lot?}], held against reference populations");

/** What stands under `markers` of the results: measured values that tell where goods come from. Anything but a list is a remark. */
function markersOf(results: unknown): readonly unknown[] {
  const markers: unknown = typeof results === "object" && results !== null && !Array.isArray(results) ? (results as Readonly<Record<string, unknown>>)["markers"] : undefined;
  return Array.isArray(markers) ? markers : [];
}

/** What keeps one entry of `markers` (`{name, value, unit?, lot?}`) from being a measured value. */
function markerProblem(marker: unknown): { readonly member: string; readonly message: string } | undefined {
  const { name, value, unit, lot } = typeof marker === "object" && marker !== null ? (marker as Readonly<Record<string, unknown>>) : {};
  if (typeof name !== "string" || name.trim() === "" || name.length > 60) return { member: "name", message: "a marker has a name of at most 60 characters, such as 87Sr/86Sr" };
  const number = typeof value === "string" && /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return { member: "value", message: `the value of ${name} is a number` };
  if (unit !== undefined && (typeof unit !== "string" || unit.length > 20)) return { member: "unit", message: `the unit of ${name} is a text of at most 20 characters, such as mg/kg` };
  return lot !== undefined && typeof lot !== "string" ? { member: "lot", message: `the lot of ${name} is one of the report's` } : undefined;
}

const documentField = z
  .union([z.string(), z.strictObject({ sha256: z.string() })])
  .transform((given, context) => {
    const sha256 = (typeof given === "string" ? given : given.sha256).toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(sha256)) context.addIssue({ code: "custom", message: "the document is named by its SHA-256 of 64 hexadecimal digits", params: { code: "not-sha256" } });
    return sha256;
  })
  .describe("SHA-256 of the report's document, 64 hexadecimal digits");

/** The body of `POST /inspection-reports`. A lot that names no GTIN or production date takes that of the body; results that are a list or a sentence are kept under `results`. */
export const reportBody = z
  .strictObject({
    number: codeText(60, "the report's own number"),
    kind: z.enum(["label-approval", "loading-supervision", "pre-shipment", "origin"]),
    site: siteField,
    gtin: gtinField.optional(),
    lots: z.array(lotField).min(1).max(500),
    productionDate: dateField.optional(),
    quantity: quantityField,
    container: codeText(20, "the container's number (ISO 6346)").optional(),
    seals: z.array(codeText(50, "a seal number")).max(50).default([]),
    results: resultsField,
    document: documentField.optional(),
  })
  .transform(({ lots, gtin, productionDate, ...body }) => ({
    ...body,
    lots: lots.map((given): LotFact => ({ lot: given.lot, gtin: given.gtin ?? gtin ?? null, productionDate: given.productionDate ?? productionDate ?? null })),
  }));

/** The value that all lots share, null when they differ or have none. */
export function sharedBy(lots: readonly LotFact[], key: "gtin" | "productionDate"): string | null {
  const values = new Set(lots.map((fact) => fact[key]));
  const [first] = values;
  return values.size === 1 ? (first ?? null) : null;
}

/** A pre-shipment report in a list: which, of which site and lots, how much, what came of it where that is said, and since when it is known. */
export type ReportRow = {
  readonly id: number;
  readonly number: string;
  readonly kind: "label-approval" | "loading-supervision" | "pre-shipment" | "origin";
  readonly siteName: string;
  readonly sitePublicId: string;
  readonly lots: readonly string[];
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly result: string | null;
  readonly recordedAt: Date;
};

/** The four kinds of pre-shipment report, with what is looked at for each. */
export const REPORT_KINDS = {
  "label-approval": ["label", "languages", "additives"],
  "loading-supervision": ["count", "seal-applied", "condition"],
  "pre-shipment": ["sensory", "laboratory", "packing"],
  origin: ["origin-site", "origin-records", "origin-material"],
} as const;
export type ReportKind = keyof typeof REPORT_KINDS;

/** What an inspection can conclude, and what a check can: of each, that it was not made until somebody says so. */
export const REPORT_RESULTS = ["conform", "conform-with-remarks", "not-conform"] as const;
export const CHECK_RESULTS = ["not-checked", ...REPORT_RESULTS] as const;

type Fields = Readonly<Record<string, string | undefined>>;

/** Whether a text names one of the four kinds. */
export function isReportKind(text: string | undefined): text is ReportKind {
  return text !== undefined && Object.hasOwn(REPORT_KINDS, text);
}

/**
 * What the form says as the body of a report: a lot a line, its GTIN and production date behind commas; seals parted by commas; results with
 * each check of the kind. What is empty is left out, so that it is refused as missing.
 */
export function reportOf(fields: Fields): Record<string, unknown> {
  const { kind } = fields;
  const checks = isReportKind(kind) ? Object.fromEntries(REPORT_KINDS[kind].flatMap((check) => (fields[`check.${check}`] === undefined ? [] : [[check, fields[`check.${check}`]]]))) : {};
  const body = {
    number: fields["number"], kind, site: fields["site"],
    lots: (fields["lots"] ?? "").split(/\n+/).map((line) => line.trim()).filter((line) => line !== "").map(lotOf),
    quantity: { value: fields["value"] ?? "", unit: fields["unit"] ?? "" },
    container: fields["container"],
    seals: (fields["seals"] ?? "").split(/[,;，；、\s]+/).filter((seal) => seal !== ""),
    results: fields["result"] === undefined ? undefined : { conclusion: fields["result"], checks, ...(fields["remarks"] === undefined ? {} : { remarks: fields["remarks"] }) },
    document: fields["document"],
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function lotOf(line: string): Record<string, string> {
  const [lot = "", gtin = "", productionDate = ""] = line.split(/[,，]/).map((part) => part.trim());
  return { lot, ...(gtin === "" ? {} : { gtin }), ...(productionDate === "" ? {} : { productionDate }) };
}

const BY_POINTER: readonly (readonly [RegExp, string])[] = [
  [/^\/number/, "number"],
  [/^\/kind/, "kind"],
  [/^\/site/, "site"],
  [/^\/lots/, "lots"],
  [/^\/quantity\/unit/, "unit"],
  [/^\/quantity/, "value"],
  [/^\/container/, "container"],
  [/^\/seals/, "seals"],
  [/^\/results/, "result"],
  [/^\/document/, "document"],
];

/** The input that a problem's pointer into the body points at; the first of the form where it points at none of them. */
export function reportFieldAt(pointer: string): string {
  return BY_POINTER.find(([pattern]) => pattern.test(pointer))?.[1] ?? "number";
}

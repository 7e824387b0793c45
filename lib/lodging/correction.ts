import type { Declared, DeclaredLine } from "#lib/consignments/declaration";

/** A line as it stands in a form: every field a text, lots parted by commas, spaces or new lines. */
export type LineTyped = { readonly [Field in (typeof LINE_FIELDS)[number]]: string };

/** The fields of a line in a form, each named as the pointer to it within the line. */
export const LINE_FIELDS = ["no", "gtin", "hsCode", "site", "quantity/value", "quantity/unit", "lots", "productionDate", "vintage", "price/amount", "price/currency", "originCountry"] as const;

/** A declared line as a form shows it. */
export function typedLine(line: DeclaredLine): LineTyped {
  return {
    no: String(line.no), gtin: line.gtin, hsCode: line.hsCode, site: line.site, "quantity/value": line.quantity.value, "quantity/unit": line.quantity.unit, lots: line.lots.join(", "),
    productionDate: line.productionDate ?? "", vintage: line.vintage?.toString() ?? "", "price/amount": line.price?.amount ?? "", "price/currency": line.price?.currency ?? "", originCountry: line.originCountry,
  };
}

/** What a line of a form says, to be read as the interface reads it; what is empty and may be missing is missing. */
export function spokenLine(typed: LineTyped): Readonly<Record<string, unknown>> {
  const of = (field: keyof LineTyped): string => typed[field].trim();
  const priced = of("price/amount") !== "" || of("price/currency") !== "";
  return {
    no: wholeOf(of("no")), gtin: of("gtin"), hsCode: of("hsCode"), site: of("site"), quantity: { value: of("quantity/value"), unit: of("quantity/unit") },
    lots: of("lots").split(/[\s,，、;；]+/).filter((lot) => lot !== ""), originCountry: of("originCountry").toUpperCase(),
    ...(of("productionDate") === "" ? {} : { productionDate: of("productionDate") }),
    ...(of("vintage") === "" ? {} : { vintage: wholeOf(of("vintage")) }),
    ...(priced ? { price: { amount: of("price/amount"), currency: of("price/currency").toUpperCase() } } : {}),
  };
}

/** The body of the revision that corrects the standing one: other lines, the next number, lodged now; all else as it stands. */
export function correctedBody(standing: Declared, lines: readonly LineTyped[], now: Date): Readonly<Record<string, unknown>> {
  return { ...standing, revision: standing.revision + 1, lodgedAt: `${new Date(now.getTime() + CHINA).toISOString().slice(0, 19)}+08:00`, lines: lines.map(spokenLine) };
}

/** The field of the form that a problem of the body is shown at; undefined where the form has none. */
export function fieldOf(pointer: string): string | undefined {
  const [, at, field = "", part] = /^\/lines\/(\d+)\/([A-Za-z]+)(?:\/([A-Za-z]+|\d+))?$/.exec(pointer) ?? [];
  if (at === undefined) return undefined;
  const whole = { quantity: "quantity/value", price: "price/amount", lots: "lots" }[field];
  const named = [`${field}/${part ?? ""}`, field, whole].find((one) => (LINE_FIELDS as readonly (string | undefined)[]).includes(one));
  return named === undefined ? undefined : `lines/${at}/${named}`;
}

const CHINA = 8 * 3_600_000;

/** A whole number of plain digits; anything else stays what it is, to be refused where it is read. */
function wholeOf(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

import { chinaTime } from "./clock.ts";

/** A line of a declaration as the demo writes it; the price is that of one declared unit. */
export type PaperLine = {
  readonly gtin: string;
  readonly hsCode: string;
  readonly site: string;
  readonly value: string;
  readonly unit: string;
  readonly lots?: readonly string[];
  readonly productionDate?: string;
  readonly vintage?: number;
  readonly price?: string;
  readonly currency?: string;
  readonly origin: string;
};

/** An importer by customs code and Chinese name; `nameEn` where the registry knows it, which verifies it. */
export type PaperImporter = { readonly id: string; readonly name: string; readonly nameEn?: string };

/** A declaration as the demo writes it. */
export type Paper = {
  readonly number: string;
  readonly at: Date;
  readonly office: string;
  readonly importer: PaperImporter;
  readonly lines: readonly PaperLine[];
  readonly revision?: number;
  readonly status?: "lodged" | "withdrawn" | "released";
  readonly tradeMode?: string;
};

/** The entry number (海关编号): office, year, 1 for import, nine digits. */
export function entryNumber(office: string, at: Date, serial: number): string {
  return `${office}${chinaTime(at).slice(0, 4)}1${String(serial).padStart(9, "0")}`;
}

/** The body of the lodging call. */
export function declarationBody({ number, at, office, importer, lines, revision = 1, status = "lodged", tradeMode = "0110" }: Paper): object {
  return { number, revision, lodgedAt: chinaTime(at), office, tradeMode, status, importer: { id: importer.id, name: importer.name }, lines: lines.map(lineBody) };
}

function lineBody({ gtin, hsCode, site, value, unit, lots, productionDate, vintage, price, currency = "CNY", origin }: PaperLine, index: number): object {
  return {
    no: index + 1, gtin, hsCode, site, quantity: { value, unit }, originCountry: origin,
    ...(lots === undefined ? {} : { lots }),
    ...(productionDate === undefined ? {} : { productionDate }),
    ...(vintage === undefined ? {} : { vintage }),
    ...(price === undefined ? {} : { price: { amount: price, currency } }),
  };
}

/** A declaration line as declared; decimals are text, GTINs 14 digits, dates YYYY-MM-DD. */
export type DeclaredLine = {
  readonly no: number;
  readonly gtin: string;
  readonly hsCode: string;
  /** GLN, registration number or declared name of the production site. */
  readonly site: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly lots: readonly string[];
  readonly productionDate?: string | undefined;
  readonly vintage?: number | undefined;
  /** The price of one of the declared unit (成交单价). */
  readonly price?: { readonly amount: string; readonly currency: string } | undefined;
  readonly originCountry: string;
};

/** One revision of a declaration (报关单), as parsed: the body that is kept and hashed. */
export type Declared = {
  readonly number: string;
  readonly revision: number;
  /** RFC 3339 with offset, as written. */
  readonly lodgedAt: string;
  readonly office: string;
  readonly tradeMode: string;
  readonly procedure?: Procedure | undefined;
  readonly status: "lodged" | "withdrawn" | "released";
  readonly importer: { readonly id: string; readonly name: string };
  readonly lines: readonly DeclaredLine[];
};

/** What customs does with the goods, where the trade mode alone does not say. */
export const PROCEDURES = ["free-circulation", "bonded-entry", "bonded-release", "transit", "return", "export", "temporary"] as const;
export type Procedure = (typeof PROCEDURES)[number];

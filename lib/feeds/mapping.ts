import { z } from "zod";

/** What a column of a table of declarations can become, in the order of the screens. */
export const TARGETS = [
  "number", "revision", "lodgedAt", "office", "tradeMode", "procedure", "status", "importerId", "importerName",
  "lineNo", "gtin", "goods", "hsCode", "site", "quantity", "unit", "lots", "productionDate", "vintage", "priceAmount", "priceCurrency", "originCountry",
] as const;
export type Target = (typeof TARGETS)[number];

/** Targets without which no declaration can be made. */
export const REQUIRED_TARGETS: readonly Target[] = ["number", "lodgedAt", "office", "tradeMode", "importerId", "importerName", "hsCode", "site", "quantity", "unit", "originCountry"];

/** Targets that belong to the declaration and are the same on each of its rows. */
export const HEAD_TARGETS: readonly Target[] = ["number", "revision", "lodgedAt", "office", "tradeMode", "procedure", "status", "importerId", "importerName"];

/** Where a target's value comes from: a column by its header, or the same text on every row. */
const originField = z.union([z.strictObject({ column: z.string().min(1).max(200) }), z.strictObject({ constant: z.string().min(1).max(200) })]);
const wordsField = z.record(z.string().min(1).max(60), z.string().min(1).max(40));

/**
 * How a table of declarations is read. `dates` says in which order day and month stand where they could be taken for each other; `numbers`
 * which mark parts the thousands, if any; `words` what a word of the table means, by target. `offset` is the zone of times that have none.
 */
export const mappingSchema = z.strictObject({
  columns: z.partialRecord(z.enum(TARGETS), originField),
  dates: z.enum(["unambiguous", "day-first", "month-first"]).default("unambiguous"),
  numbers: z.enum(["plain", "comma-thousands", "point-thousands"]).default("plain"),
  fullWidth: z.enum(["refuse", "read"]).default("refuse"),
  words: z.partialRecord(z.enum(TARGETS), wordsField).default({}),
  offset: z.string().regex(/^[+-]\d{2}:\d{2}$/).default("+08:00"),
});
export type Mapping = z.output<typeof mappingSchema>;

/** Required targets that nothing is mapped to. The goods are known by their GTIN or, from an answer given before, by their name. */
export function missingTargets(columns: Mapping["columns"]): Target[] {
  const missing = REQUIRED_TARGETS.filter((target) => columns[target] === undefined);
  return columns.gtin === undefined && columns.goods === undefined ? [...missing, "gtin"] : missing;
}

const POINTERS: readonly (readonly [RegExp, Target])[] = [
  [/^\/number$/, "number"], [/^\/revision$/, "revision"], [/^\/lodgedAt$/, "lodgedAt"], [/^\/office$/, "office"], [/^\/tradeMode$/, "tradeMode"], [/^\/procedure$/, "procedure"],
  [/^\/status$/, "status"], [/^\/importer\/id$/, "importerId"], [/^\/importer\/name$/, "importerName"], [/^\/lines\/\d+\/no$/, "lineNo"], [/^\/lines\/\d+\/gtin$/, "gtin"],
  [/^\/lines\/\d+\/hsCode$/, "hsCode"], [/^\/lines\/\d+\/site$/, "site"], [/^\/lines\/\d+\/quantity\/unit$/, "unit"], [/^\/lines\/\d+\/quantity/, "quantity"], [/^\/lines\/\d+\/lots/, "lots"],
  [/^\/lines\/\d+\/productionDate$/, "productionDate"], [/^\/lines\/\d+\/vintage$/, "vintage"], [/^\/lines\/\d+\/price\/currency$/, "priceCurrency"], [/^\/lines\/\d+\/price/, "priceAmount"],
  [/^\/lines\/\d+\/originCountry$/, "originCountry"],
];

/** The target that a pointer into a declaration points at; undefined when it points at none. */
export function targetAt(pointer: string): Target | undefined {
  return POINTERS.find(([pattern]) => pattern.test(pointer))?.[1];
}

/** A cell's place in a table: `/rows/5/净含量`, escaped as RFC 6901 asks. */
export function cellPointer(row: number, column: string): string {
  return `/rows/${row}/${column.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

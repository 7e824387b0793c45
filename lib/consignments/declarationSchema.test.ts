import { describe, expect, test } from "vitest";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { bodyHash, declarationSchema } from "./declarationSchema.ts";

const line = {
  no: 1, gtin: "3012345000024", hsCode: "2204210000", site: " Château Exemple ", quantity: { value: "7000", unit: "XCS" }, lots: ["L1", " L1 ", "L2"],
  productionDate: "2023-09-20", vintage: 2023, price: { amount: "210000.00", currency: "EUR" }, originCountry: "fr",
};
const body = { number: "223120230000000001", revision: 1, lodgedAt: "2024-03-05T09:00:00+08:00", office: "2231", tradeMode: "0110", status: "lodged", importer: { id: "9131000012345678XX", name: "上海示例进出口有限公司" }, lines: [line] };
const withLine = (change: object) => ({ ...body, lines: [{ ...line, ...change }] });

function problemsOf(input: unknown): string[] {
  try {
    parsed(declarationSchema, input);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe("a declaration", () => {
  test("is read into its one canonical form", () => {
    const read = parsed(declarationSchema, { ...body, office: " cn sha " });
    expect(read.office).toBe("CNSHA");
    expect(read.lines[0]).toEqual({ ...line, gtin: "03012345000024", site: "Château Exemple", lots: ["L1", "L2"], originCountry: "FR" });
    expect(read.lodgedAt).toBe("2024-03-05T09:00:00+08:00");
  });

  test("lots, date, vintage and price may be left out", () => {
    const { lots: _lots, productionDate: _date, vintage: _vintage, price: _price, ...bare } = line;
    expect(parsed(declarationSchema, { ...body, lines: [bare] }).lines[0]?.lots).toEqual([]);
  });

  test.each([
    [{ ...body, number: "２２３１" }, "/number full-width-digits"],
    [{ ...body, number: "22 31" }, "/number bad-character"],
    [{ ...body, number: "x".repeat(41) }, "/number too-long"],
    [{ ...body, number: undefined }, "/number missing"],
    [{ ...body, lodgedAt: "2024-03-05T09:00:00" }, "/lodgedAt not-an-instant"],
    [{ ...body, lodgedAt: "2024-02-30T09:00:00Z" }, "/lodgedAt not-an-instant"],
    [{ ...body, lodgedAt: "9999-12-31T23:59:59-10:00" }, "/lodgedAt date-out-of-range"],
    [{ ...body, lodgedAt: "1899-12-31T23:59:59Z" }, "/lodgedAt date-out-of-range"],
    [withLine({ productionDate: "9999-12-31" }), "/lines/0/productionDate date-out-of-range"],
    [{ ...body, tradeMode: "110" }, "/tradeMode bad-trade-mode"],
    [{ ...body, tradeMode: "０１１０" }, "/tradeMode full-width-digits"],
    [{ ...body, status: "sent" }, "/status invalid-value"],
    [{ ...body, importer: { id: "A", name: "a\u0000" } }, "/importer/name nul-character"],
    [{ ...body, importer: { id: "A", name: "\ud800" } }, "/importer/name bad-character"],
    [{ ...body, colour: "red" }, "/colour unrecognized-keys"],
    [withLine({ gtin: "3012345000023" }), "/lines/0/gtin bad-check-digit"],
    [withLine({ gtin: "３０１２３４５０００２４" }), "/lines/0/gtin full-width-digits"],
    [withLine({ quantity: { value: "7000" } }), "/lines/0/quantity/unit missing-unit"],
    [withLine({ quantity: { value: "7000", unit: "bottles" } }), "/lines/0/quantity/unit unknown-unit"],
    [withLine({ quantity: { value: "60.000", unit: "XBO" } }), "/lines/0/quantity/value ambiguous-separator"],
    [withLine({ quantity: { value: "６０", unit: "XBO" } }), "/lines/0/quantity/value full-width-digits"],
    [withLine({ quantity: { value: "-5", unit: "XBO" } }), "/lines/0/quantity/value negative"],
    [withLine({ quantity: { value: "0", unit: "XBO" } }), "/lines/0/quantity/value not-positive"],
    [withLine({ quantity: { value: "1.5", unit: "XBO" } }), "/lines/0/quantity/value fraction-of-item"],
    [withLine({ quantity: { value: "9".repeat(30), unit: "XBO" } }), "/lines/0/quantity/value too-large"],
    [withLine({ quantity: { value: 7000, unit: "XBO" } }), "/lines/0/quantity/value invalid-type"],
    [withLine({ productionDate: "2023-02-29" }), "/lines/0/productionDate not-a-date"],
    [withLine({ originCountry: "FRA" }), "/lines/0/originCountry bad-country"],
    [withLine({ price: { amount: "1.234", currency: "EUR" } }), "/lines/0/price/amount ambiguous-separator"],
    [withLine({ price: { amount: "5", currency: "XXL" } }), "/lines/0/price/currency unknown-currency"],
    [withLine({ site: "" }), "/lines/0/site empty"],
    [withLine({ lots: ["Ｌ１"] }), "/lines/0/lots/0 full-width-digits"],
    [withLine({ weight: 3 }), "/lines/0/weight unrecognized-keys"],
    [{ ...body, lines: [line, { ...line, no: 2 }, line] }, "/lines/2/no duplicate-line"],
  ])("%# is refused where it is wrong: %s", (input, problem) => {
    expect(problemsOf(input)).toEqual([problem]);
  });

  test.each([
    ["revision", [[-1, false], [0, true], [1, true], [999_999, true], [1_000_000, false], [1.5, false]]],
    ["lines", [[0, false], [1, true], [999, true], [1000, false]]],
    ["vintage", [[1899, false], [1900, true], [2100, true], [2101, false]]],
    ["hsCode", [[5, false], [6, true], [10, true], [11, false]]],
    ["importer name", [[0, false], [1, true], [200, true], [201, false]]],
    ["office", [[0, false], [1, true], [20, true], [21, false]]],
  ] as const)("the bounds of %s hold on both sides", (what, table) => {
    const made = { 
      revision: (n: number) => ({ ...body, revision: n }),
      lines: (n: number) => ({ ...body, lines: Array.from({ length: n }, (_, at) => ({ ...line, no: at + 1 })) }),
      vintage: (n: number) => withLine({ vintage: n }),
      hsCode: (n: number) => withLine({ hsCode: "2".repeat(n) }),
      "importer name": (n: number) => ({ ...body, importer: { id: "A", name: "名".repeat(n) } }),
      office: (n: number) => ({ ...body, office: "X".repeat(n) }),
    };
    for (const [size, allowed] of table) expect(problemsOf(made[what](size)).length === 0, `${what} ${size}`).toBe(allowed);
  });

  test("every problem is told at once", () => {
    expect(problemsOf({ ...withLine({ gtin: "1", originCountry: "?" }), tradeMode: "x" })).toEqual(["/tradeMode bad-trade-mode", "/lines/0/gtin bad-length", "/lines/0/originCountry bad-country"]);
  });
});

describe("the hash of a body", () => {
  const read = (input: unknown) => parsed(declarationSchema, input);

  test("does not depend on the order of keys or on spellings that mean the same", () => {
    const turned = Object.fromEntries(Object.entries(body).toReversed());
    expect(bodyHash(read(turned))).toBe(bodyHash(read(body)));
    expect(bodyHash(read(withLine({ gtin: "03012345000024", site: "Château Exemple", originCountry: "FR" })))).toBe(bodyHash(read(body)));
  });

  test("differs when anything declared differs", () => {
    expect(bodyHash(read(withLine({ quantity: { value: "7001", unit: "XCS" } })))).not.toBe(bodyHash(read(body)));
    expect(bodyHash(read({ ...body, status: "withdrawn" }))).not.toBe(bodyHash(read(body)));
  });
});

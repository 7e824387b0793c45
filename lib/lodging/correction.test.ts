import { describe, expect, it, test } from "vitest";
import type { Declared } from "#lib/consignments/declaration";
import { declarationSchema } from "#lib/consignments/declarationSchema";
import { correctedBody, fieldOf, spokenLine, typedLine } from "./correction.ts";

const line = {
  no: 1,
  gtin: "03012345000031",
  hsCode: "2204210000",
  site: "3012345000017",
  quantity: { value: "7000", unit: "XCS" },
  lots: ["L1", "L2"],
  vintage: 2023,
  price: { amount: "2100.5", currency: "CNY" },
  originCountry: "FR",
};
const standing: Declared = { number: "D-1", revision: 3, lodgedAt: "2026-03-02T09:15:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "3100000001", name: "Importer" }, lines: [line] };
const NOW = new Date("2026-03-02T20:30:00Z");

describe("A correction", () => {
  it("that changes nothing says what stands, as the next revision, lodged now by China's clock", () => {
    expect(declarationSchema.parse(correctedBody(standing, standing.lines.map(typedLine), NOW))).toEqual({ ...standing, revision: 4, lodgedAt: "2026-03-03T04:30:00+08:00" });
  });

  it.each([
    ["lots", "L1，L2、 L3\nL3", { lots: ["L1", "L2", "L3", "L3"] }],
    ["lots", " ", { lots: [] }],
    ["vintage", "20x3", { vintage: "20x3" }],
    ["quantity/value", " 6000 ", { quantity: { value: "6000", unit: "XCS" } }],
    ["price/amount", "", { price: { amount: "", currency: "CNY" } }],
    ["originCountry", "it", { originCountry: "IT" }],
  ] as const)("says %s as typed: %j", (field, text, said) => {
    expect(spokenLine({ ...typedLine(line), [field]: text })).toMatchObject(said);
  });

  it("of a price or a vintage taken out has none", () => {
    expect(spokenLine({ ...typedLine(line), vintage: "" })).not.toHaveProperty("vintage");
    expect(spokenLine({ ...typedLine(line), "price/amount": "", "price/currency": "" })).not.toHaveProperty("price");
  });
});

test.each([
  ["/lines/0/quantity/value", "lines/0/quantity/value"],
  ["/lines/2/quantity", "lines/2/quantity/value"],
  ["/lines/0/lots/3", "lines/0/lots"],
  ["/lines/1/price/currency", "lines/1/price/currency"],
  ["/lines/1/gtin", "lines/1/gtin"],
  ["/lines", undefined],
  ["/importer/id", undefined],
  ["/lines/0/colour", undefined],
])("a problem at %s is shown at %s", (pointer, field) => {
  expect(fieldOf(pointer)).toBe(field);
});

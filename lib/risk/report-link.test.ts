import { describe, expect, it } from "vitest";
import { MEASURED_UNIT_CODES } from "#db/schema/certificates";
import { dimensionOf, UNITS } from "#lib/measures/unit";
import { reportsOf, writtenAs, type RecordedReport } from "./report-link.ts";

const lodgedAt = new Date("2026-03-02T00:00:00Z");
const line = { siteId: 1, gtins: ["B", "A"], lots: ["L1"], packing: undefined, amounts: { items: 600n, volume: null, mass: null } };
const report: RecordedReport = {
  number: "R", kind: "pre-shipment", siteId: 1, body: { en: "B", zh: "B" }, gtin: "A", lots: ["L1"], quantity: { value: "600", unit: "XBO" },
  productionDate: "2026-01-05", lotDates: [{ lot: "L1", productionDate: null }], country: "NZ", container: null, seals: [], recordedAt: new Date("2026-02-01T00:00:00Z"),
};
const linked = (changes: Partial<RecordedReport>) => reportsOf(line, lodgedAt, [{ ...report, ...changes }], () => undefined).map((one) => one.linkedBy);

describe("a report concerns a line", () => {
  it.each<[string, Partial<RecordedReport>, readonly string[]]>([
    ["that shares a lot and the product", {}, ["lot"]],
    ["that shares a lot and names no product", { gtin: null }, ["lot"]],
    ["of another site, not", { siteId: 2 }, []],
    ["of another product, not", { gtin: "Z" }, []],
    ["of another lot with the same quantity and time", { lots: ["L9"] }, ["product-quantity-time"]],
    ["of another lot with another quantity, not", { lots: ["L9"], quantity: { value: "601", unit: "XBO" } }, []],
    ["of another lot 120 days before", { lots: ["L9"], recordedAt: new Date("2025-11-02T00:00:00Z") }, ["product-quantity-time"]],
    ["of another lot 121 days before, not", { lots: ["L9"], recordedAt: new Date("2025-11-01T00:00:00Z") }, []],
    ["of another lot that approves a label, not", { lots: ["L9"], kind: "label-approval" }, []],
  ])("%s", (_, changes, expected) => {
    expect(linked(changes)).toEqual(expected);
  });

  it("with the dates it gives for the lots they share", () => {
    const lotDates = [{ lot: "L1", productionDate: "2026-01-04" }, { lot: "L2", productionDate: "2026-01-09" }];
    expect(reportsOf(line, lodgedAt, [{ ...report, lotDates }], () => undefined)[0]?.producedOn).toEqual(["2026-01-04"]);
    expect(reportsOf(line, lodgedAt, [report], () => undefined)[0]?.producedOn).toEqual(["2026-01-05"]);
  });
});

describe("the numbers a report may give for so many bottles", () => {
  const packing = { levels: [{ gtin: "P", perLevel: 60n }, { gtin: "C", perLevel: 6n }], base: { gtin: "B" } };

  it.each([
    ["bottles", "2160"],
    ["cases of six", "360"],
    ["pallets of sixty cases", "6"],
    ["dozens", "180"],
  ])("are %s, packed or not", (_, number) => {
    expect(writtenAs(2160n, packing)).toContain(number);
  });

  it("are never a part of a pack", () => {
    expect(writtenAs(7n, packing)).toEqual(["7"]);
  });

  it("are known as measured by the records in every unit of mass and volume", () => {
    expect(UNITS.filter((unit) => dimensionOf(unit) !== "items").map(({ code }) => code).toSorted()).toEqual(MEASURED_UNIT_CODES.toSorted());
  });
});

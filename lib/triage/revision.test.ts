import { describe, expect, it } from "vitest";
import type { Declared } from "#lib/consignments/declaration";
import { changesBetween } from "./revision.ts";

const line = { no: 1, gtin: "13012345000106", hsCode: "2204210000", site: "3012345000017", quantity: { value: "7000", unit: "XCS" }, lots: ["L1"], vintage: 2023, originCountry: "FR" };
const first: Declared = { number: "D-1", revision: 1, lodgedAt: "2026-03-02T09:00:00+08:00", office: "2248", tradeMode: "0110", status: "lodged", importer: { id: "I1", name: "Harbour Wines" }, lines: [line] };

describe("a revision", () => {
  it("that says the same changes nothing, whatever its number and instant", () => {
    expect(changesBetween(first, { ...first, revision: 2, lodgedAt: "2026-03-03T09:00:00+08:00" })).toEqual([]);
  });

  it("names each field of a line with both values", () => {
    const second = { ...first, lines: [{ ...line, quantity: { value: "7000", unit: "XBO" }, lots: [], productionDate: "2023-10-14" }] };
    expect(changesBetween(first, second)).toEqual([
      { field: "quantity", line: 1, before: "7000 XCS", after: "7000 XBO" },
      { field: "lots", line: 1, before: "L1", after: null },
      { field: "productionDate", line: 1, before: null, after: "2023-10-14" },
    ]);
  });

  it("names what changed of the whole before the lines, and lines that came and went", () => {
    const second = { ...first, office: "5304", status: "withdrawn" as const, lines: [{ ...line, no: 2 }] };
    expect(changesBetween(first, second)).toEqual([
      { field: "office", line: null, before: "2248", after: "5304" },
      { field: "status", line: null, before: "lodged", after: "withdrawn" },
      { field: "line", line: 1, before: "13012345000106, 7000 XCS", after: null },
      { field: "line", line: 2, before: null, after: "13012345000106, 7000 XCS" },
    ]);
  });
});

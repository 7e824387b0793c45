import { describe, expect, test } from "vitest";
import { reportBody, sharedBy } from "./report.ts";

const body = {
  number: "PSI-1",
  kind: "pre-shipment",
  site: "3012345000017",
  lots: [{ gtin: "3012345000024", lot: "L1", productionDate: "2023-09-20" }],
  quantity: { value: "7000", unit: "XBO" },
  results: { conform: true },
};

describe("the body of an inspection report", () => {
  test("lots take the GTIN and date of the body where they have none", () => {
    const read = reportBody.parse({ ...body, gtin: "3012345000024", productionDate: "2023-09-01", lots: ["L0", { lot: "L1", productionDate: "2023-09-20" }] });
    expect(read.lots).toEqual([
      { gtin: "03012345000024", lot: "L0", productionDate: "2023-09-01" },
      { gtin: "03012345000024", lot: "L1", productionDate: "2023-09-20" },
    ]);
    expect(sharedBy(read.lots, "gtin")).toBe("03012345000024");
    expect(sharedBy(read.lots, "productionDate")).toBeNull();
  });

  test("a document is named by its SHA-256, alone or in an object", () => {
    const sha256 = "A".repeat(64);
    expect(reportBody.parse({ ...body, document: sha256 }).document).toBe("a".repeat(64));
    expect(reportBody.parse({ ...body, document: { sha256 } }).document).toBe("a".repeat(64));
  });

  test.each([["a list", [1, 2]], ["a sentence", "conform"]])("results that are %s are kept", (_, results) => {
    expect(reportBody.parse({ ...body, results }).results).toEqual({ results });
  });

  test.each([["measured markers", [{ name: "87Sr/86Sr", value: "0.71081", unit: "1", lot: "L1" }]], ["a remark", "conform"]])("%s are kept under markers", (_, markers) => {
    expect(reportBody.parse({ ...body, results: { markers } }).results).toEqual({ markers });
  });

  test.each([
    [{ lots: [] }, ["lots"], undefined],
    [{ lots: ["Ｌ１"] }, ["lots", 0], "full-width-digits"],
    [{ lots: [{ gtin: "3012345000023", lot: "L1" }] }, ["lots", 0, "gtin"], "bad-check-digit"],
    [{ lots: [{ lot: "L1", productionDate: "2023-02-29" }] }, ["lots", 0, "productionDate"], "not-a-date"],
    [{ results: { note: "a\u0000" } }, ["results"], "nul-character"],
    [{ results: { note: "\ud800" } }, ["results"], "bad-character"],
    [{ results: { note: "x".repeat(64_000) } }, ["results"], "too-long"],
    [{ results: { markers: [{ name: "Sr", value: 1 }, { value: 2 }] } }, ["results", "markers", 1, "name"], "bad-marker"],
    [{ results: { markers: [{ name: "Sr", value: "about 2" }] } }, ["results", "markers", 0, "value"], "bad-marker"],
    [{ results: { markers: [{ name: "Sr", value: 2, unit: 3 }] } }, ["results", "markers", 0, "unit"], "bad-marker"],
    [{ document: "abc" }, ["document"], "not-sha256"],
    [{ quantity: { value: "7000" } }, ["quantity", "unit"], "missing-unit"],
  ])("%# is refused", (change, path, code) => {
    expect(reportBody.safeParse({ ...body, ...change }).error?.issues).toMatchObject([{ path, ...(code === undefined ? {} : { params: { code } }) }]);
  });
});
